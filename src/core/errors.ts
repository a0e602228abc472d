/** What went wrong, as a code for programs to compare. */
export type PredictiveErrorCode =
  /** A method was called with an invalid argument. */
  | 'invalid-argument'
  /** A data set file is invalid; nothing was imported. */
  | 'invalid-dataset'
  /** A model file is invalid or does not fit; the model in use stays. */
  | 'invalid-model'
  /** A model or its weights could not be downloaded. */
  | 'model-unreachable'
  /** There are too few samples to learn from. */
  | 'not-enough-data'
  /** What training was to learn from was deleted meanwhile. */
  | 'data-deleted'
  /** Training ended without a usable model. */
  | 'training-failed'
  /** The worker did not start or answer; prediction continues without it. */
  | 'worker-unavailable'
  /** No TensorFlow.js backend computes correctly on this device. */
  | 'backend-unavailable'
  /** The browser refused to store data; it is kept in memory only. */
  | 'storage-unavailable'
  /** The browser's storage is full; the oldest samples were deleted. */
  | 'storage-quota'
  /** A lazily loaded chunk of the kit failed to load. */
  | 'chunk-unavailable';

export interface PredictiveErrorOptions {
  /** The offending value, if there is one. */
  value?: unknown;
  /** The error that led to this one. */
  cause?: unknown;
}

/** The kit's only error class: `code` for programs to compare, a message that says what to do. */
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

/** Returns a thrown `PredictiveError` as it is, and wraps anything else in one with `code`. */
export function asPredictiveError(
  code: PredictiveErrorCode,
  message: string,
  thrown: unknown,
): PredictiveError {
  return thrown instanceof PredictiveError ? thrown : new PredictiveError(code, message, {cause: thrown});
}
