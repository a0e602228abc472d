/** What went wrong, as one word that a program can compare. */
export type PredictiveErrorCode =
  /** A method was called with something it cannot work with. */
  | 'invalid-argument'
  /** A data set file is not what it claims to be; nothing was imported. */
  | 'invalid-dataset'
  /** A model file is not what it claims to be, or does not fit; the model in use stays. */
  | 'invalid-model'
  /** A model or its weights could not be downloaded. */
  | 'model-unreachable'
  /** There is too little to learn from. */
  | 'not-enough-data'
  /** Training ended without a usable model. */
  | 'training-failed'
  /** The worker could not start, or did not answer; prediction goes on without it. */
  | 'worker-unavailable'
  /** No TensorFlow.js backend computes correctly here. */
  | 'backend-unavailable'
  /** The browser refused to keep data; it is held in memory only. */
  | 'storage-unavailable'
  /** The browser has no room left; the oldest samples were given up. */
  | 'storage-quota'
  /** A part of the kit that is loaded when it is needed could not be loaded. */
  | 'chunk-unavailable';

export interface PredictiveErrorOptions {
  /** The offending value, if there is one. */
  value?: unknown;
  /** The error that led to this one. */
  cause?: unknown;
}

/** The one error class of the kit: a `code` to compare and a message that says what to do. */
export class PredictiveError extends Error {
  override readonly name = 'PredictiveError';
  readonly code: PredictiveErrorCode;
  readonly value: unknown;

  constructor(code: PredictiveErrorCode, message: string, {value, cause}: PredictiveErrorOptions = {}) {
    super(message, cause === undefined ? undefined : {cause});
    this.code = code;
    this.value = value;
  }
}

/** An unknown thrown thing as a `PredictiveError`: itself if it is one, else wrapped as `code`. */
export function asPredictiveError(
  code: PredictiveErrorCode,
  message: string,
  thrown: unknown,
): PredictiveError {
  return thrown instanceof PredictiveError ? thrown : new PredictiveError(code, message, {cause: thrown});
}
