import type {PredictiveErrorCode} from '../core/errors.js';
import type {Sample} from '../core/sample.js';
import type {Evaluation} from '../core/evaluation.js';
import type {HabitsData} from '../habits/habits-data.js';
import type {
  Architecture,
  Backend,
  BackendReport,
  EpochReport,
  ModelArtifacts,
  TrainedModel,
} from '../core/model.js';

export interface TrainingOptions {
  architecture: Architecture;
  /** Most passes over the training samples; early stopping usually ends sooner. */
  epochs: number;
  /** Seed of every random choice: the same samples and seed give the same model on the same backend. */
  seed: number;
  backend: Backend | 'auto';
  /** Folder of TensorFlow.js's wasm binaries, ending in `/`; by default beside the worker. */
  wasmUrl?: string;
}

export interface TrainingResult {
  model: TrainedModel;
  /** Evaluation of the new model on the held-out samples. */
  evaluation: Evaluation;
  /**
   * Evaluation of the model in use, or of the shipped weights, on the same samples; `undefined` if it cannot
   * predict them.
   */
  baseline: Evaluation | undefined;
  history: EpochReport[];
  backend: BackendReport;
  seconds: number;
}

/** The weights of one network after an epoch, from which another worker can go on. */
export interface Checkpoint {
  /** A job with few samples trains several networks, in a fixed order. */
  network: number;
  epoch: number;
  /** The values of its variables, in order. */
  weights: Float32Array[];
  /** The epoch with the lowest validation loss so far: NaN without validation. */
  best: {epoch: number; loss: number; weights: Float32Array[]};
}

/** Page → worker. Every request has a `job`, and every response repeats it. */
export type WorkerRequest =
  /** Some of the samples of the job's request, which follows with the last: all at once would take the page long. */
  | {type: 'samples'; job: number; samples: Sample[]}
  | {
      type: 'train';
      job: number;
      samples: Sample[];
      current: TrainedModel | undefined;
      start?: TrainedModel | undefined;
      options: TrainingOptions;
      /** Where an earlier worker got to with the same job. */
      resume?: Checkpoint[];
    }
  | {
      type: 'evaluate';
      job: number;
      samples: Sample[];
      /** `undefined` evaluates the shipped weights. */
      model: TrainedModel | undefined;
      backend: Backend | 'auto';
      wasmUrl?: string;
    }
  /** Prepares a sequence model for predicting; answered by `opened`. */
  | {type: 'open'; job: number; model: TrainedModel; backend: Backend | 'auto'; wasmUrl?: string}
  /** `window` is `[windowLength × 5]` numbers: x, y, dx, dy, dt. */
  | {type: 'predict'; job: number; window: Float32Array}
  /** Checks files from outside, in this throwaway worker. */
  | {type: 'inspect'; job: number; artifacts: ModelArtifacts; outputs: number | undefined; wasmUrl?: string}
  /** Reads a data set file; answered by `samples`, as often as needed, and `dataset`. */
  | {type: 'read-dataset'; job: number; file: Blob; fileName: string};

/** Worker → page. */
export type WorkerResponse =
  | {type: 'ready'}
  /** A sign of life from a long job, about twice a second. */
  | {type: 'alive'; job: number}
  | {type: 'backend'; job: number; report: BackendReport}
  | {type: 'epoch'; job: number; report: EpochReport}
  | {type: 'checkpoint'; job: number; checkpoint: Checkpoint}
  | {type: 'trained'; job: number; result: TrainingResult}
  | {type: 'evaluated'; job: number; evaluation: Evaluation}
  | {type: 'opened'; job: number; backend: BackendReport}
  | {type: 'prediction'; job: number; probabilities: Float32Array}
  | {type: 'inspected'; job: number; model: TrainedModel}
  /** A few samples of a data set: all at once would take the page long to receive. */
  | {type: 'samples'; job: number; samples: Sample[]}
  | {type: 'dataset'; job: number; habits: HabitsData | undefined}
  | {type: 'failed'; job: number; code: PredictiveErrorCode; message: string};
