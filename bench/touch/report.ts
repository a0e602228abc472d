import type {Signal} from '../../tools/scores/fires.js';
import type {TimedPrediction} from '../../tools/replay/timed-prediction.js';

/** What watches the links of a page: the peers watch one page together. */
export const touchPolicies = ['peers', 'kit-moderate', 'kit-eager'] as const;
export type TouchPolicy = (typeof touchPolicies)[number];

/** What happened on one page. */
export interface ViewReport {
  /** The requests, by who made them: the first for each link. */
  requests: Record<string, Signal[]>;
  /** What the kit said. */
  predictions: TimedPrediction[];
}
