/** A click order as JSON. */
export interface ClickOrderData {
  version: 1;
  keys: string[];
  /** `[...context, key, weight, age]`: keys by index, −1 for the start of a visit; age in clicks. */
  counts: number[][];
  /** The latest clicks, oldest first, as in a context. */
  latest: number[];
}

/** Marks the start of a visit in a context. */
export const startOfVisit = -1;

/** Most clicks in the context of a prediction. */
export const longestContext = 2;

/**
 * Upper limits of a count: the weights of all clicks, halving, add up to at most 87; and older counts, in
 * clicks, are forgotten.
 */
export const mostWeight = 100;
export const mostAge = 1000;

/** Candidate weights of habit relative to the pointer. */
export const trustWeights = [0, 0.25, 0.5, 0.75, 1] as const;

/** Habits as JSON. */
export interface HabitsData {
  version: 1;
  order: ClickOrderData;
  /** Evidence for each of `trustWeights`. */
  trust: number[];
  /** Time of the latest click, ms since 1970; 0 for never. */
  latestAt: number;
}
