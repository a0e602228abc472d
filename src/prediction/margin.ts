import type {Prediction} from '../core/prediction.js';

interface Point {
  x: number;
  y: number;
}

interface Box extends Point {
  width: number;
  height: number;
}

/** The target that may take a press beside it: it is predicted, with a probability of at least `from`, 0…1. */
export function likelyEnough<Target>(
  {predicted, probabilities}: Pick<Prediction<Target>, 'predicted' | 'probabilities'>,
  from: number,
): Target | undefined {
  return predicted !== null && (probabilities.get(predicted) ?? 0) >= from ? predicted : undefined;
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
