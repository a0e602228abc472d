import {scriptOfWindow, pressesIn} from '../tools/recordings/pointer-script.js';
import {boxesOnScreen, watchTicks} from '../tools/replay/drive-engine.js';
import {windowOf} from '../tools/recordings/simulated-recordings.js';
import type {Moment} from '../src/training/moments.js';
import type {Random} from '../src/core/random.js';
import {featureCount} from '../src/prediction/feature-names.js';
import {FeatureExtractor} from '../src/prediction/features.js';
import type {Visit} from './simulator/visit.js';

/** A target counts as pressed next if it is within this time, ms: as long as what was preloaded stays useful. */
export const horizonMs = 5000;

/** Between two ticks that are learned from, ms: more ticks than a region has, for more to learn from a visit. */
const tickEveryMs = 16;

/**
 * What the scorer learns from a visit: some of the ticks of a region, each
 * with the target that is pressed next, or "none". `share` says how many, 0…1: neighbouring frames tell
 * nearly the same.
 */
export function momentsOfVisit(
  visit: Visit,
  {
    random,
    share,
    extractor = new FeatureExtractor(),
  }: {random: Random; share: number; extractor?: FeatureExtractor},
): Moment[] {
  if (visit.points.length === 0) return [];
  const script = scriptOfWindow(windowOf({...visit, person: 'simulated'}));
  const {indices, boxes} = boxesOnScreen(script);
  const presses = pressesIn(script);
  const end = script.steps.at(-1)!.t;
  const moments: Moment[] = [];
  let passed = 0;
  watchTicks(script, {
    everyMs: tickEveryMs,
    onTick(trajectory, now) {
      if (random() >= share) return;
      while (passed < presses.length && presses[passed]!.t <= now) passed++;
      const next = presses[passed];
      // What came after the end is not known.
      if (next === undefined && now > end - horizonMs) return;
      const pressed = next !== undefined && next.t - now <= horizonMs ? next.target : -1;
      const {rows, candidates, features} = extractor.extract(trajectory, now, boxes, indices.length);
      const label =
        pressed < 0
          ? rows - 1
          : candidates.subarray(0, rows - 1).findIndex((box) => indices[box] === pressed);
      // A target that is no candidate cannot be learned from.
      if (label >= 0)
        moments.push({features: features.slice(0, rows * featureCount), rows, label, weight: 1});
    },
  });
  return moments;
}
