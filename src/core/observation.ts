/** A target at one moment. */
export interface ObservedTarget {
  element: HTMLElement;
  key: string;
  /** Probability that it is pressed next, 0…1. */
  probability: number;
  /** Probability that it is pressed next within 0.35, 0.7, 1.5 and 5 s; `undefined` where the model does not tell. */
  within?: readonly number[] | undefined;
  /** CSS px of the viewport. */
  box: DOMRectReadOnly;
}

/** A region's view and prediction at one moment. */
export interface Observation {
  /** ms on the clock of `event.timeStamp`. */
  time: number;
  /** The pointer, CSS px of the viewport; `null` while its position is unknown, as after a press. */
  pointer: {x: number; y: number} | null;
  /** The visible targets. */
  targets: ObservedTarget[];
  /** Probability that none of them is pressed next, 0…1. */
  none: number;
  predicted: HTMLElement | null;
  /** The kind of model that the probabilities come from. */
  model: 'heuristic' | 'scorer' | 'sequence';
}
