import type {ScorerWeights} from '../src/core/model.js';
import {Scorer, softmaxInPlace} from '../src/prediction/scorer.js';
import type {Moment} from '../src/training/moments.js';
import {probabilityAt} from '../src/training/training-examples.js';

/**
 * Moments whose targets are what several networks say of them on average (distillation, Hinton et al. 2015): one network
 * that learns from these errs less than any of them, as their chance errors cancel out.
 */
export function taughtBy(teachers: readonly ScorerWeights[], moments: readonly Moment[]): Moment[] {
  const scorers = teachers.map((weights) => new Scorer(weights));
  return moments.map((moment) => {
    const {features, rows} = moment;
    const {horizons} = scorers[0]!;
    const target = new Float32Array(rows * horizons);
    const byRow = new Float32Array(rows);
    const timing = new Float32Array(rows * horizons);
    for (const scorer of scorers) {
      scorer.logits(features, rows, byRow, timing);
      softmaxInPlace(byRow);
      for (let at = 0; at < target.length; at++)
        target[at]! += probabilityAt(at, {byRow, timing, horizons}) / scorers.length;
    }
    return {...moment, target};
  });
}
