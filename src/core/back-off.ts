import type {PredictiveError} from './errors.js';

/** Delay before what failed may be tried again, ms: doubles with each failure in a row, up to the longest. */
export const firstRetryMs = 1000;
export const longestRetryMs = 60_000;

/** The latest of some failures in a row. */
export interface Failure {
  error: PredictiveError;
  delayMs: number;
  /** When another attempt is due, ms. */
  until: number;
}

/** The failure that follows those `before` it, at `now`, ms. Pure: callers pass the time. */
export function nextFailure(before: Failure | undefined, error: PredictiveError, now: number): Failure {
  const delayMs = before ? Math.min(longestRetryMs, 2 * before.delayMs) : firstRetryMs;
  return {error, delayMs, until: now + delayMs};
}
