import {maxSamplePoints, type Sample} from '../core/sample.js';
import type {Capture} from './sample-recorder.js';

/**
 * Makes a sample from a capture: relative to the region, in whole pixels and milliseconds, with only the
 * newest points.
 */
export function sampleOf(
  {time, pressed, pressedAt, points, place: {originX, originY, targets}, weight}: Capture,
  {random}: {random: () => number},
): Sample {
  const kept = points.slice(-maxSamplePoints);
  const t0 = kept[0]![2];
  const rounded = kept.map(([x, y, t]): [number, number, number] => [
    Math.round(x - originX),
    Math.round(y - originY),
    Math.round(t - t0),
  ]);
  return {
    id: `${time.toString(36)}-${Math.floor(random() * 2 ** 40).toString(36)}`,
    time,
    pressed,
    pressedAt: Math.max(Math.round(pressedAt - t0), rounded.at(-1)![2]),
    // Rounding can give two points the same millisecond; keep the first.
    points: rounded.filter(([, , t], index) => index === 0 || t > rounded[index - 1]![2]),
    targets: targets.map(({key, x, y, w, h}) => ({
      key,
      x: Math.round(x - originX),
      y: Math.round(y - originY),
      w: Math.round(w),
      h: Math.round(h),
    })),
    weight,
  };
}
