/** What is predicted at one moment. It never changes: the next moment has another. */
export interface Prediction<Target> {
  /** ms on the clock of `event.timeStamp`. */
  readonly time: number;
  /** The target that is about to be pressed, if one is likely enough. */
  readonly predicted: Target | null;
  /** Probability of each target that has one above 0 to be pressed next, 0…1. */
  readonly probabilities: ReadonlyMap<Target, number>;
  /** Probability that none of the targets is pressed next, 0…1. */
  readonly none: number;
  /** Probabilities for styles, and those that preloading acts upon: where the pointer is silent, habit's. */
  readonly styled: ReadonlyMap<Target, number>;
  readonly actionable: ReadonlyMap<Target, number>;
}

/** What is known of the targets beside the pointer: the order in which a person presses them. */
export interface PredictionContext<Target> {
  /** Takes it into the probabilities that the pointer gives, in place; returns the probability of none. */
  fuse(probabilities: Map<Target, number>, {none, now}: {none: number; now: number}): number;
  /** What it says by itself, while the pointer says nothing. */
  habitOnly(): Pick<Prediction<Target>, 'styled' | 'actionable'>;
}
