/** A region's view and prediction at one moment. */
export interface Observation {
  /** ms on the clock of `event.timeStamp`. */
  time: number;
  /** The pointer, CSS px of the viewport; `null` while its position is unknown, as after a press. */
  pointer: {x: number; y: number} | null;
  /** Visible targets with their probabilities (0…1) and boxes (CSS px of the viewport). */
  targets: {element: HTMLElement; key: string; probability: number; box: DOMRectReadOnly}[];
  /** Probability that none of them is pressed next, 0…1. */
  none: number;
  predicted: HTMLElement | null;
  /** The kind of model that the probabilities come from. */
  model: 'heuristic' | 'scorer' | 'sequence';
}
