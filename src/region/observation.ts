import type {PredictiveTarget} from '../core/target.js';
import type {ModelInUse} from '../prediction/model-in-use.js';
import type {PredictionLoop} from './prediction-loop.js';

/** What a region saw and thought at one look. */
export interface Observation {
  /** ms on the clock of `event.timeStamp`. */
  time: number;
  /** The pointer, CSS px of the viewport; `null` while nothing is known of it, as after a press. */
  pointer: {x: number; y: number} | null;
  /** Visible targets with their probabilities (0…1) and boxes (CSS px of the viewport). */
  targets: {element: HTMLElement; key: string; probability: number; box: DOMRectReadOnly}[];
  /** Probability that none of them is pressed next, 0…1. */
  none: number;
  predicted: HTMLElement | null;
  /** What the probabilities came from. */
  model: ModelInUse['kind'];
}

/** What the loop sees and thinks at `now`. */
export function observationOf(
  loop: PredictionLoop,
  {now, keyOf}: {now: number; keyOf: (target: PredictiveTarget) => string},
): Observation {
  const {trajectory} = loop.pointer;
  const {boxes, visible} = loop.rects;
  const last = trajectory.length - 1;
  return {
    time: now,
    pointer: last < 0 ? null : {x: trajectory.x(last), y: trajectory.y(last)},
    targets: visible.map((target, index) => {
      const [x, y, w, h] = boxes.slice(index * 4, index * 4 + 4);
      return {
        element: target.element,
        key: keyOf(target),
        probability: loop.probabilityOf(target),
        box: new DOMRectReadOnly(x, y, w, h),
      };
    }),
    none: loop.none,
    predicted: loop.decision.predicted?.element ?? null,
    model: loop.model.kind,
  };
}
