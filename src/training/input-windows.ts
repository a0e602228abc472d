import {windowChannels, windowLength} from '../core/model.js';
import {pressedKeys, type Sample} from '../core/sample.js';

/** A training example of a sequence model: a window, `[25 × 5]`, and the index of the button it led to. */
export interface LabelledWindow {
  window: Float32Array;
  label: number;
  /** Number of movements that it represents. */
  weight: number;
  /** Index of its sample: windows of one movement stay together in a split. */
  group: number;
  /** `near` ends at the press, `far` where `near` starts. */
  part: 'near' | 'far';
}

/**
 * The 25 points before index `end` as rows of x, y, dx, dy, dt, oldest first; preceded by rows of zeros if
 * there are fewer. Steps are differences from the previous point; the very first point has none.
 */
export function windowBefore(points: Sample['points'], end: number): Float32Array {
  const window = new Float32Array(windowLength * windowChannels);
  const count = Math.min(end, windowLength);
  for (let i = 0; i < count; i++) {
    const index = end - count + i;
    const [x, y, t] = points[index]!;
    const [fromX, fromY, fromT] = points[index - 1] ?? points[index]!;
    window.set([x, y, x - fromX, y - fromY, t - fromT], (windowLength - count + i) * windowChannels);
  }
  return window;
}

/** The window that ends with the last point, from which a sequence model predicts. */
export function nearWindow(points: Sample['points']): Float32Array {
  return windowBefore(points, points.length);
}

/** The window before the near one, or `undefined` for a movement of 25 points or fewer. */
export function farWindow(points: Sample['points']): Float32Array | undefined {
  return points.length > windowLength ? windowBefore(points, points.length - windowLength) : undefined;
}

/** Both windows of every press in `samples`; movements without a press are left out, having no button. */
export function labelledWindows(
  samples: readonly Sample[],
  {keys = pressedKeys(samples)}: {keys?: readonly string[]} = {},
): LabelledWindow[] {
  return samples.flatMap(({pressed, pressedAt, points, weight}, group) => {
    const label = pressed === null ? -1 : keys.indexOf(pressed);
    const before = points.filter(([, , t]) => t <= pressedAt);
    if (label === -1 || before.length === 0) return [];
    // A single number that is not finite would ruin the whole network.
    if (!before.every((point) => point.every(Number.isFinite))) return [];
    const near: LabelledWindow = {window: nearWindow(before), label, weight, group, part: 'near'};
    const far = farWindow(before);
    return far === undefined ? [near] : [near, {...near, window: far, part: 'far'}];
  });
}
