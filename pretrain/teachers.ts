import type {ScorerWeights} from '../src/core/model.js';
import {Scorer, softmaxInPlace} from '../src/prediction/scorer.js';
import type {Moment} from '../src/training/moments.js';
import {probabilityAt} from '../src/training/training-examples.js';

/** A moment with what it aims at. */
export type TaughtMoment = Moment & Required<Pick<Moment, 'target'>>;

/**
 * Moments whose targets are what several networks say of them on average (distillation, Hinton et al. 2015): one network
 * that learns from these errs less than any of them, as their chance errors cancel out.
 */
export function taughtBy(teachers: readonly ScorerWeights[], moments: readonly Moment[]): TaughtMoment[] {
  const mean = meanOf(teachers);
  return moments.map((moment) => ({...moment, target: mean(moment)}));
}

/** What several networks say of a moment on average: `[rows × horizons]`. */
export function meanOf(networks: readonly ScorerWeights[]): (moment: Moment) => Float32Array {
  const scorers = networks.map((weights) => new Scorer(weights));
  return ({features, rows}) => {
    const {horizons} = scorers[0]!;
    const said = new Float32Array(rows * horizons);
    const byRow = new Float32Array(rows);
    const timing = new Float32Array(rows * horizons);
    for (const scorer of scorers) {
      scorer.logits(features, rows, byRow, timing);
      softmaxInPlace(byRow);
      for (let at = 0; at < said.length; at++)
        said[at]! += probabilityAt(at, {byRow, timing, horizons}) / scorers.length;
    }
    return said;
  };
}
