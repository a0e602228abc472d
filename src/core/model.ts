/** A dense layer: `kernel` is `[inputs × outputs]`, row-major by input; `bias` is `[outputs]`. */
export interface DenseLayer {
  inputs: number;
  outputs: number;
  kernel: Float32Array;
  bias: Float32Array;
}

/** The network that scores one row of features. */
export interface ScorerWeights {
  /** Features are standardised as `(value − mean) / std`. */
  mean: Float32Array;
  std: Float32Array;
  /**
   * ReLU between layers. The last has one output, a logit; or one for each of `horizonsMs`: a logit for a press between
   * the horizon before and this one.
   */
  layers: DenseLayer[];
  /** Divides the logits before the softmax: 1 unless calibrated for a person. */
  temperature: number;
}

/** Sequence models that learning can train. */
export type SequenceArchitecture = 'simple-rnn' | 'gru' | 'lstm';
export type Architecture = 'scorer' | SequenceArchitecture;
export type Backend = 'webgl' | 'wasm' | 'cpu';

/** Events in one input window: 0.2 s at 8 ms apart. */
export const windowLength = 25;

/** Numbers per event: x, y, dx, dy, dt. */
export const windowChannels = 5;

/** A TensorFlow.js layers model as plain data that can be cloned, stored or downloaded. */
export interface ModelArtifacts {
  modelTopology: object;
  weightSpecs: {name: string; shape: number[]; dtype: 'float32'}[];
  weightData: ArrayBuffer;
  /** Metadata of the kit; other tools ignore it. */
  userDefinedMetadata: ModelMetadata;
}

export interface ModelMetadata {
  architecture: Architecture;
  /** For a sequence model, the button of each output, in order; empty if unknown (made elsewhere). */
  keys: string[];
  /** For a scorer, the version of the features it was trained on. */
  featureVersion?: number;
  /** The input scaling: already folded into the first layer, kept for information and further training. */
  inputMean?: number[];
  inputStd?: number[];
}

/** A model that can go into use: from training, storage or import. */
export type TrainedModel = {
  /** Checksum of the model that the page names, if it was learned beside that one. */
  learnedFrom?: string;
} & (
  | {architecture: 'scorer'; weights: ScorerWeights; featureVersion: number}
  | {architecture: SequenceArchitecture; keys: string[]; artifacts: ModelArtifacts}
);

/** One pass over the training samples. Losses are mean cross-entropies in nats, accuracies 0…1. */
export interface EpochReport {
  epoch: number;
  epochs: number;
  loss: number;
  accuracy: number;
  /** The same for the held-out samples: the newest 20 %. */
  heldOutLoss: number;
  heldOutAccuracy: number;
  /** Of a scorer: what the model gate judges, after this epoch and before the first. */
  judged?: JudgedEpoch & {start: JudgedEpoch};
}

/** Figures of a network on samples held out from it, each 200 ms before its press. */
export interface JudgedEpoch {
  samples: number;
  /** Share of right answers, 0…1. */
  accuracy: number;
  /** Mean negative log probability of what happened, nats. */
  logLoss: number;
}

/** The chosen backend, and for each backend the ms of one training step, or why it cannot be used. */
export interface BackendReport {
  backend: Backend;
  measurements: Partial<Record<Backend, number | string>>;
}
