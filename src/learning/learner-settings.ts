import type {PredictiveError} from '../core/errors.js';
import type {ModelChange, TrainProgress} from '../core/learning-events.js';
import type {Architecture, Backend} from '../core/model.js';

/** How a region trains and evaluates. */
export interface LearnerSettings {
  architecture: Architecture;
  /** Accuracy, 0…1, required for every button. */
  minAccuracy: number;
  backend: Backend | 'auto';
  workerUrl?: string;
}

/** Training that follows by itself, until the signal aborts. */
export interface AutoTraining extends LearnerSettings {
  signal?: AbortSignal;
}

/** Receives a learner's changes; each region that uses the learner is one observer. */
export interface LearnerObserver {
  /** `key`: the pressed key of a new sample, `null` for no press, `undefined` for any other change. */
  onSamples(key: string | null | undefined, count: number): void;
  onTrain(progress: TrainProgress): void;
  onModel(change: ModelChange): void;
  onError(error: PredictiveError): void;
  /** The habits have changed in another tab. */
  onHabits?(): void;
  /** Records were deleted in another tab. */
  onDeleted?(): void;
}
