/**
 * Times within which a target may be pressed, ms. The last is how long ahead a press counts as foreseen, as long as a
 * preload stays useful; the others are each about twice the one before.
 */
export const horizonsMs = [350, 700, 1500, 5000] as const;

/** Of the presses of one target that is pressed next, the share that comes within each of `horizonsMs`; ends in 1. */
export type Timing = ArrayLike<number>;

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
  /** When the targets with a probability will be pressed, where the model tells. */
  readonly timing: ReadonlyMap<Target, Timing>;
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
