import {scriptOfWindow, pressesIn, type PointerScript} from '../tools/recordings/pointer-script.js';
import {boxesOnScreen, watchTicks} from '../tools/replay/drive-engine.js';
import {windowOf} from '../tools/recordings/simulated-recordings.js';
import type {Moment} from '../src/training/moments.js';
import type {Random} from '../src/core/random.js';
import {horizonsMs} from '../src/core/prediction.js';
import {featureCount} from '../src/prediction/feature-names.js';
import {FeatureExtractor} from '../src/prediction/features.js';
import type {Visit} from './simulator/visit.js';

/** A target counts as pressed next within this time, ms. */
export const horizonMs = horizonsMs.at(-1)!;

/** Time between two training ticks, ms: shorter than a region's, so that a visit has more of them. */
const tickEveryMs = 16;

/**
 * Training examples from a visit: some of a region's ticks, each with the target that is pressed next, or
 * "none". `share` is the share of ticks to use, 0…1, since neighbouring ticks are nearly equal.
 */
export function momentsOfVisit(visit: Visit, options: TickOptions): Moment[] {
  if (visit.points.length === 0) return [];
  return momentsOfScript(scriptOfWindow(windowOf({...visit, person: 'simulated'})), options);
}

interface TickOptions {
  random: Random;
  share: number;
  extractor?: FeatureExtractor;
}

/** The same from any script. */
export function momentsOfScript(
  script: PointerScript,
  {random, share, extractor = new FeatureExtractor()}: TickOptions,
): Moment[] {
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
      // The next press after the end is unknown.
      if (next === undefined && now > end - horizonMs) return;
      const pressed = next !== undefined && next.t - now <= horizonMs ? next.target : -1;
      const {rows, candidates, features} = extractor.extract(trajectory, now, boxes, indices.length);
      const label =
        pressed < 0
          ? rows - 1
          : candidates.subarray(0, rows - 1).findIndex((box) => indices[box] === pressed);
      // The model can't learn a target that is no candidate.
      if (label >= 0)
        moments.push({
          features: features.slice(0, rows * featureCount),
          rows,
          label,
          weight: 1,
          ...(pressed >= 0 && {leadMs: next!.t - now}),
        });
    },
  });
  return moments;
}
