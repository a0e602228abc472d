import {pauseMs} from '../src/prediction/trajectory.js';

/** Box of a target: left, top, width, height, CSS px. */
export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** A movement between two pauses or presses. Lengths in px, times in ms. */
export interface Bout {
  /** Whether a press ended it, and the time from its last movement to its end. */
  pressed: boolean;
  restMs: number;
  displacementPx: number;
  pathPx: number;
  durationMs: number;
  /** Speed over the fastest 50 ms, px per ms. */
  peakSpeed: number;
  /** Whether it ended inside a target. */
  inside: boolean;
}

/** Cuts continuous pointer movement into bouts of at least three points. */
export function boutsOf({
  points,
  presses,
  boxes,
}: {
  points: readonly (readonly [x: number, y: number, t: number])[];
  /** Times of presses, ascending. */
  presses: readonly number[];
  boxes: readonly Box[];
}): Bout[] {
  const bouts: Bout[] = [];
  let first = 0;
  let press = 0;
  for (let i = 1; i <= points.length; i++) {
    const end = points[i - 1]!;
    const next = points[i]?.[2] ?? Infinity;
    while (press < presses.length && presses[press]! < end[2]) press++;
    const pressed = press < presses.length && presses[press]! <= next;
    if (!pressed && next - end[2] <= pauseMs) continue;
    if (i - first >= 3) {
      const restMs = (pressed ? presses[press]! : next) - end[2];
      bouts.push({
        pressed,
        restMs,
        ...shapeOf(points.slice(first, i)),
        inside: boxes.some((box) => isInside(end, box)),
      });
    }
    first = i;
  }
  return bouts;
}

function shapeOf(
  points: readonly (readonly [number, number, number])[],
): Pick<Bout, 'displacementPx' | 'pathPx' | 'durationMs' | 'peakSpeed'> {
  const [from, to] = [points[0]!, points.at(-1)!];
  let pathPx = 0;
  let peakSpeed = 0;
  let tail = 0;
  for (let i = 1; i < points.length; i++) {
    pathPx += distance(points[i - 1]!, points[i]!);
    while (points[i]![2] - points[tail + 1]![2] >= 50) tail++;
    peakSpeed = Math.max(
      peakSpeed,
      distance(points[tail]!, points[i]!) / Math.max(50, points[i]![2] - points[tail]![2]),
    );
  }
  return {displacementPx: distance(from, to), pathPx, durationMs: to[2] - from[2], peakSpeed};
}

function distance(a: readonly [number, number, number], b: readonly [number, number, number]): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}

function isInside([px, py]: readonly [number, number, number], {x, y, w, h}: Box): boolean {
  return px >= x && px <= x + w && py >= y && py <= y + h;
}
