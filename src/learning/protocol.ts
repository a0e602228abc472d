import type {PredictiveErrorCode} from '../errors.js';
import type {Sample} from './sample.js';
import type {Evaluation} from './evaluation.js';
import type {ScorerWeights} from '../prediction/scorer.js';

/** What learning can train. */
export type SequenceArchitecture = 'simple-rnn' | 'gru' | 'lstm';
export type Architecture = 'scorer' | SequenceArchitecture;
export type Backend = 'webgl' | 'wasm' | 'cpu';

/** A TensorFlow.js layers model as it travels: plain data, ready to be cloned, stored or downloaded. */
export interface ModelArtifacts {
  modelTopology: object;
  weightSpecs: {name: string; shape: number[]; dtype: 'float32'}[];
  weightData: ArrayBuffer;
  /** What the kit adds for itself; other tools ignore it. */
  userDefinedMetadata: ModelMetadata;
}

export interface ModelMetadata {
  architecture: Architecture;
  /** For a sequence model, the button of each output, in order; empty if not known (made elsewhere). */
  keys: string[];
  /** For a scorer, the version of the features it was trained on. */
  featureVersion?: number;
  /** The input scaling: already folded into the first layer, kept for information and for training on. */
  inputMean?: number[];
  inputStd?: number[];
}

/** A model that can be in use: what training, storage and import hand over. */
export type TrainedModel =
  | {architecture: 'scorer'; weights: ScorerWeights; featureVersion: number}
  | {architecture: SequenceArchitecture; keys: string[]; artifacts: ModelArtifacts};

export interface TrainingOptions {
  architecture: Architecture;
  /** Upper bound of passes over the training samples; early stopping usually ends before. */
  epochs: number;
  /** Seed of every random choice: the same samples and seed give the same model on the same backend. */
  seed: number;
  backend: Backend | 'auto';
  /** Folder of TensorFlow.js's wasm binaries, ending in `/`; beside the worker if absent. */
  wasmUrl?: string;
}

/** One pass over the training samples. Losses are mean cross-entropies in nats, accuracies 0…1. */
export interface EpochReport {
  epoch: number;
  epochs: number;
  loss: number;
  accuracy: number;
  /** The same for the samples held out: the newest 20 %. */
  heldOutLoss: number;
  heldOutAccuracy: number;
}

/** Which backend was chosen, and the milliseconds one training step took on each; or why not. */
export interface BackendReport {
  backend: Backend;
  measurements: Partial<Record<Backend, number | string>>;
}

export interface TrainingResult {
  model: TrainedModel;
  /** Of the new model on the held-out samples. */
  evaluation: Evaluation;
  /** Of the model in use, or the shipped weights, on the same held-out samples; `undefined` if it cannot say. */
  baseline: Evaluation | undefined;
  history: EpochReport[];
  backend: BackendReport;
  seconds: number;
}

/** Page → worker. Every request carries `job`, and every answer repeats it. */
export type WorkerRequest =
  | {
      type: 'train';
      job: number;
      samples: Sample[];
      current: TrainedModel | undefined;
      options: TrainingOptions;
    }
  | {
      type: 'evaluate';
      job: number;
      samples: Sample[];
      /** The shipped weights, if there is none. */
      model: TrainedModel | undefined;
      backend: Backend | 'auto';
      wasmUrl?: string;
    }
  /** Makes a sequence model ready to predict; answered by `opened`. */
  | {type: 'open'; job: number; model: TrainedModel; backend: Backend | 'auto'; wasmUrl?: string}
  /** `window` is `[windowLength × 5]` numbers: x, y, dx, dy, dt. */
  | {type: 'predict'; job: number; window: Float32Array}
  /** Checks files that came from outside, in this throwaway worker. */
  | {type: 'inspect'; job: number; artifacts: ModelArtifacts; outputs: number | undefined; wasmUrl?: string};

/** Worker → page. */
export type WorkerResponse =
  | {type: 'ready'}
  /** A sign of life from a long job, about once a second. */
  | {type: 'alive'; job: number}
  | {type: 'backend'; job: number; report: BackendReport}
  | {type: 'epoch'; job: number; report: EpochReport}
  | {type: 'trained'; job: number; result: TrainingResult}
  | {type: 'evaluated'; job: number; evaluation: Evaluation}
  | {type: 'opened'; job: number; backend: BackendReport}
  | {type: 'prediction'; job: number; probabilities: Float32Array}
  | {type: 'inspected'; job: number; model: TrainedModel}
  | {type: 'failed'; job: number; code: PredictiveErrorCode; message: string};
