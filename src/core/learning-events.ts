import {FieldsEvent} from './fields-event.js';
import type {Evaluation, Verdict} from './evaluation.js';
import type {Architecture, BackendReport, EpochReport} from './model.js';

export interface TrainProgress {
  /** `start`, `backend` (chosen), `epoch` (once each), then one of `end`, `cancel`, `error`. */
  phase: 'start' | 'backend' | 'epoch' | 'end' | 'cancel' | 'error';
  architecture: Architecture;
  /** With `epoch`: its number, losses and accuracies. */
  report?: EpochReport;
  /** From `backend` on: the TensorFlow.js backend in use, and why it was chosen. */
  backend?: BackendReport;
}

/** Fired on a region as training progresses. */
export class PredictiveTrainEvent extends FieldsEvent<TrainProgress> implements TrainProgress {
  static override readonly type = 'predictive-train';
  declare readonly phase: TrainProgress['phase'];
  declare readonly architecture: Architecture;
  declare readonly report?: EpochReport;
  declare readonly backend?: BackendReport;
}

export interface ModelChange {
  /**
   * `taken`: now in use. `refused`: the previous model stays, for `reasons`. `reset`: the initial model is
   * back.
   */
  verdict: Verdict['verdict'] | 'reset';
  /** Sentences with numbers; also for a model now in use. */
  reasons: string[];
  /** Where the model came from. */
  source: 'training' | 'file' | 'storage' | 'reset';
  architecture: Architecture;
  /** Results on the held-out samples, if the model was evaluated. */
  evaluation?: Evaluation | undefined;
}

/** Fired on a region when a candidate model goes into use or is refused, or the model is reset. */
export class PredictiveModelEvent extends FieldsEvent<ModelChange> implements ModelChange {
  static override readonly type = 'predictive-model';
  declare readonly verdict: ModelChange['verdict'];
  declare readonly reasons: string[];
  declare readonly source: ModelChange['source'];
  declare readonly architecture: ModelChange['architecture'];
  declare readonly evaluation: Evaluation | undefined;
}
