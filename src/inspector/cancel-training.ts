import type {PredictiveRegion} from '../elements/predictive-region.js';

/** Cancels a training, whoever started it: a second call joins the first, and its signal cancels both. */
export function cancelTraining(region: PredictiveRegion): void {
  const abort = new AbortController();
  region.train({signal: abort.signal}).catch(() => undefined);
  // Not at once: a call whose signal aborts before it has reached the learner joins nothing.
  setTimeout(() => abort.abort());
}
