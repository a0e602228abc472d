import type {Moment} from './moments.js';
import {Scorer, softmaxInPlace} from '../prediction/scorer.js';
import type {ScorerWeights} from '../core/model.js';

/** Range of temperatures, as logarithms: from a quarter to four times as confident. */
const range = Math.log(4);

/** Search steps: each shrinks the interval to 0.6 of it, in the end to 0.1 %. */
const steps = 15;

/** Weight of the prior that the temperature is 1, in moments: a few validation moments change little. */
const prior = 20;

const goldenShare = (Math.sqrt(5) - 1) / 2;

/**
 * The temperature with the lowest cross-entropy on moments that were not trained on (Guo et al. 2017), by
 * golden-section search; 1 without moments.
 */
export function calibrate(weights: ScorerWeights, moments: readonly Moment[]): number {
  if (moments.length === 0) return 1;
  const loss = (logTemperature: number) => {
    const scorer = new Scorer({...weights, temperature: Math.exp(logTemperature)});
    let sum = prior * logTemperature ** 2;
    for (const {features, rows, label, weight} of moments) {
      const logits = new Float32Array(rows);
      scorer.logits(features, rows, logits);
      const actual = logits[label]!;
      sum += weight * (softmaxInPlace(logits) - actual);
    }
    return sum;
  };
  let [low, high] = [-range, range];
  for (let i = 0; i < steps; i++) {
    const width = (high - low) * goldenShare;
    if (loss(high - width) < loss(low + width)) high = low + width;
    else low = high - width;
  }
  return Math.exp((low + high) / 2);
}
