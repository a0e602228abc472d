import type {PredictiveRegion} from '../elements/predictive-region.js';
import type {Sample} from '../core/sample.js';
import {originOf} from './replay.js';

/** Duration of the movement, ms, and the time between its points: an unhurried hand and an ordinary mouse. */
const durationMs = 900;
const intervalMs = 16;

/** Share of the way: the pointer stops short of the target, where the prediction matters. */
const share = 0.92;

/** Where it starts, beside the target's centre, CSS px. */
const away = {x: 320, y: 240};

/** A movement towards an element, as if it were recorded. */
export function movementTo(element: HTMLElement, region: PredictiveRegion): Sample {
  const origin = originOf(region);
  const box = element.getBoundingClientRect();
  const to = {x: box.x + box.width / 2, y: box.y + box.height / 2};
  // From the side that has more space.
  const from = {
    x: to.x + (to.x < innerWidth / 2 ? away.x : -away.x),
    y: to.y + (to.y < innerHeight / 2 ? away.y : -away.y),
  };
  const points: Sample['points'] = [];
  for (let t = 0; t <= durationMs; t += intervalMs) {
    const time = t / durationMs;
    // Minimum jerk, the smoothest movement (Flash & Hogan 1985).
    const way = share * time ** 3 * (10 - 15 * time + 6 * time ** 2);
    points.push([
      Math.round(from.x + (to.x - from.x) * way - origin.x),
      Math.round(from.y + (to.y - from.y) * way - origin.y),
      t,
    ]);
  }
  return {id: '', time: Date.now(), pressed: null, pressedAt: durationMs, points, targets: [], weight: 1};
}
