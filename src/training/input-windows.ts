import {windowChannels, windowLength} from '../core/model.js';
import {pressedKeys, type Sample} from '../core/sample.js';

/** What a sequence model learns from: a window, `[25 × 5]`, and the index of the button it led to. */
export interface LabelledWindow {
  window: Float32Array;
  label: number;
  /** How many movements it stands for. */
  weight: number;
  /** Index of the sample it was cut from: windows of one movement are never split apart. */
  group: number;
  /** `near` ends at the press, `far` where `near` begins. */
  part: 'near' | 'far';
}

/**
 * The 25 points before index `end` as rows of x, y, dx, dy, dt, the oldest first; rows of zeros in front
 * when there are fewer. Steps are differences of neighbouring points; the first point of all has none.
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

/** The window that ends with the last point: what a sequence model predicts from. */
export function nearWindow(points: Sample['points']): Float32Array {
  return windowBefore(points, points.length);
}

/** The window before the near one, or `undefined` for a movement of 25 points or fewer. */
export function farWindow(points: Sample['points']): Float32Array | undefined {
  return points.length > windowLength ? windowBefore(points, points.length - windowLength) : undefined;
}

/** Both windows of every press in `samples`; movements without a press have no button and are left out. */
export function labelledWindows(
  samples: readonly Sample[],
  {keys = pressedKeys(samples)}: {keys?: readonly string[]} = {},
): LabelledWindow[] {
  return samples.flatMap(({pressed, pressedAt, points, weight}, group) => {
    const label = pressed === null ? -1 : keys.indexOf(pressed);
    const before = points.filter(([, , t]) => t <= pressedAt);
    if (label === -1 || before.length === 0) return [];
    // One number that is not finite would spoil the whole network.
    if (!before.every((point) => point.every(Number.isFinite))) return [];
    const near: LabelledWindow = {window: nearWindow(before), label, weight, group, part: 'near'};
    const far = farWindow(before);
    return far === undefined ? [near] : [near, {...near, window: far, part: 'far'}];
  });
}
