import type {Prediction} from '../core/prediction.js';

interface Point {
  x: number;
  y: number;
}

interface Box extends Point {
  width: number;
  height: number;
}

/**
 * How long a target may still take presses when it has become less likely, ms: half a cycle of 4 Hz, the slowest tremor.
 * That long a trembling pointer swings out of a target, which then seems less likely.
 */
const swingMs = 125;

/** Knows which target may take presses beside it: one that is predicted, with a probability of at least `from`, 0…1. */
export class LikelyTarget<Target> {
  #target: Target | undefined;
  #until = -Infinity;

  update({time, predicted, probabilities}: Prediction<Target>, from: number): void {
    if (predicted !== null && (probabilities.get(predicted) ?? 0) >= from) {
      this.#target = predicted;
      this.#until = Infinity;
    } else if (probabilities.size === 0 || (predicted !== null && predicted !== this.#target)) this.clear();
    else if (this.#until === Infinity) this.#until = time + swingMs;
  }

  /** The target at `now`, ms on the clock of the predictions. */
  at(now: number): Target | undefined {
    return now <= this.#until ? this.#target : undefined;
  }

  clear(): void {
    this.#target = undefined;
    this.#until = -Infinity;
  }
}

/** Whether a point is in the box, or beside it by at most `marginPx` to each side. */
export function isWithin({x, y, width, height}: Box, point: Point, marginPx: number): boolean {
  return (
    point.x >= x - marginPx &&
    point.y >= y - marginPx &&
    point.x < x + width + marginPx &&
    point.y < y + height + marginPx
  );
}

/** The point nearest to another one in the box, at least `insetPx` from its edges, or in the middle of a small box. */
export function nearestInside({x, y, width, height}: Box, point: Point, insetPx: number): Point {
  const nearest = (at: number, from: number, size: number): number => {
    const inset = Math.min(insetPx, size / 2);
    return Math.min(from + size - inset, Math.max(from + inset, at));
  };
  return {x: nearest(point.x, x, width), y: nearest(point.y, y, height)};
}
