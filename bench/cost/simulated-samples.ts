import {people} from '../../pretrain/simulator/parameters.js';
import {simulateVisit, type Visit} from '../../pretrain/simulator/visit.js';
import {seededRandom} from '../../src/core/random.js';
import {maxSamplePoints, type Sample, type SampleTarget} from '../../src/core/sample.js';
import {noPressMs} from '../../src/learning/sample-recorder.js';

/** Smallest number of buttons: with fewer, training would have fewer rows than on a usual page. */
const leastTargets = 12;

/** Length of a simulated visit, ms; doubled while it has too few samples. */
const firstVisitMs = 600_000;

/** Time from a press to the sample of the movement after it, ms: about the middle of the kit's range. */
const tickDelayMs = 800;

/** Samples that a region would keep of one person on one page, in chronological order. */
export function simulatedSamples({count, seed}: {count: number; seed: number}): Sample[] {
  for (let attempt = 0, ms = firstVisitMs; ; attempt++) {
    const random = seededRandom(seed + 1000 * attempt);
    const visit = simulateVisit({ms, random, parameters: people});
    if (visit.layout.targets.length < leastTargets) continue;
    const samples = samplesOf(visit, seed);
    if (samples.length >= count) return samples.slice(0, count);
    ms *= 2;
  }
}

/** One sample per press of a button, and one per movement that no press followed soon. */
function samplesOf({layout, points, presses}: Visit, seed: number): Sample[] {
  const targets = layout.targets.map(({key, x, y, w, h}): SampleTarget => ({
    key,
    x: Math.round(x),
    y: Math.round(y),
    w: Math.round(w),
    h: Math.round(h),
  }));
  const samples: Sample[] = [];
  const add = (from: number, end: number, pressed: string | null): void => {
    const path = points.slice(lowerBound(points, from), lowerBound(points, end)).slice(-maxSamplePoints);
    const start = path[0]?.[2] ?? 0;
    if (path.length < 2) return;
    samples.push({
      id: `simulated-${seed}-${samples.length}`,
      time: Date.UTC(2026, 0, 1) + Math.round(end),
      pressed,
      pressedAt: Math.round(end - start),
      points: path.map(([x, y, t]) => [x, y, Math.round(t - start)]),
      targets,
      weight: 1,
    });
  };
  let last = 0;
  for (const {t, target} of presses) {
    if (t - last > tickDelayMs + noPressMs) add(last, last + tickDelayMs, null);
    if (target >= 0) add(last, t, layout.targets[target]!.key);
    last = t;
  }
  return samples;
}

/** Index of the first point at or after `time`. */
function lowerBound(points: Visit['points'], time: number): number {
  let [from, to] = [0, points.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (points[middle]![2] < time) from = middle + 1;
    else to = middle;
  }
  return from;
}
