/** An immutable prediction for one moment. */
export interface Prediction<Target> {
  /** ms on the clock of `event.timeStamp`. */
  readonly time: number;
  /** The target that is about to be pressed, if one is likely enough. */
  readonly predicted: Target | null;
  /** Probability that each target is pressed next, 0…1; only targets above 0. */
  readonly probabilities: ReadonlyMap<Target, number>;
  /** Probability that none of the targets is pressed next, 0…1. */
  readonly none: number;
  /** Probabilities for styles, and those for preloading; without a pointer prediction, both come from habits. */
  readonly styled: ReadonlyMap<Target, number>;
  readonly actionable: ReadonlyMap<Target, number>;
}

/** Knowledge of the targets besides the pointer: the order in which a user presses them. */
export interface PredictionContext<Target> {
  /** Combines itself with the pointer's probabilities, in place; returns the probability of none. */
  fuse(probabilities: Map<Target, number>, {none, now}: {none: number; now: number}): number;
  /** Its own prediction, for when the pointer gives none. */
  habitOnly(): Pick<Prediction<Target>, 'styled' | 'actionable'>;
}
