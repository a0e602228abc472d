import type {Random} from '../../src/core/random.js';
import {between} from '../simulator/draw.js';
import type {Reader} from './reader.js';

/** Time between two frames, in which scrolling is reported, ms. */
const frameMs = 1000 / 60;

/** A scroll ends when a frame moves it by less, CSS px. */
const leastPx = 0.5;

/** Position of a scrolling page at a frame. */
export interface ScrollStep {
  t: number;
  y: number;
}

/**
 * A finger drags a page from `y` and lets it go, with what is left of the way as momentum that decays exponentially.
 * `steps` has the position at each frame; the finger is lifted at `liftedAt`.
 */
export function scrollBy(
  px: number,
  {
    t,
    y,
    random,
    reader: {dragged, decelerationMs},
  }: {t: number; y: number; random: Random; reader: Pick<Reader, 'dragged' | 'decelerationMs'>},
): {steps: ScrollStep[]; liftedAt: number; restAt: number} {
  const isSlow = Math.abs(px) < 40;
  // A short way is dragged to its end.
  const drag = px * (isSlow ? 1 : Math.min(1, dragged * between(random, 0.6, 1.3)));
  const dragMs = between(random, 110, 260) + (isSlow ? 4 : 0.5) * Math.min(200, Math.abs(drag));
  const rest = px - drag;
  const steps: ScrollStep[] = [];
  const start = t + between(random, 0, frameMs);
  let last = y;
  const add = (at: number, to: number): void => {
    const whole = Math.round(to);
    if (whole !== last) steps.push({t: at, y: whole});
    last = whole;
  };
  let now = start;
  for (; now < start + dragMs; now += frameMs) {
    const share = (now - start) / dragMs;
    // The finger is fastest when it lifts, unless it ends there.
    add(now, y + drag * (rest === 0 ? share * share * (3 - 2 * share) : share ** 1.5));
  }
  const liftedAt = now;
  add(now, y + drag);
  for (let before = y + drag; ;) {
    now += frameMs;
    const to = y + drag + rest * (1 - Math.exp(-(now - liftedAt) / decelerationMs));
    if (Math.abs(to - before) < leastPx) break;
    add(now, to);
    before = to;
  }
  return {steps, liftedAt, restAt: now};
}
