import {PredictiveError} from '../core/errors.js';
import {fuse} from '../prediction/fusion.js';

/** Weights that habit may have beside the pointer. */
const weights = [0, 0.25, 0.5, 0.75, 1];

/** What speaks for each before anything is known: half for none, as habit has to show that it helps. */
const priors = [0.5, 0.125, 0.125, 0.125, 0.125];

/** What one press has shown counts this much less with each press after it: about 33 of them decide. */
const memory = 0.97;

/** No press speaks louder than one that was thought this unlikely, 0…1. */
const leastProbability = 1e-6;

/** What the pointer alone said at one moment before a press. */
export interface PastPrediction {
  /** Probability of each target, 0…1, and what habit said of it, as in `fuse()`. */
  probabilities: Float64Array;
  factors: Float64Array;
  none: number;
  /** The target that was pressed in the end, by index. */
  pressed: number;
}

/**
 * How far habit is to be trusted beside the pointer, from how good it would have been: the mean of a few weights,
 * each as likely as the presses so far would have been under it (Bayesian model averaging, with forgetting).
 */
export class HabitTrust {
  /** Log-likelihood of each weight, beside its prior. */
  #evidence = weights.map(() => 0);
  #weight: number | undefined;

  /** The trust that was written as `data`. Throws `invalid-dataset` for anything else. */
  static from(data: unknown): HabitTrust {
    if (
      !Array.isArray(data) ||
      data.length !== weights.length ||
      !data.every((value) => Number.isFinite(value))
    )
      throw new PredictiveError('invalid-dataset', 'The trust in habits is not a list of finite numbers.', {
        value: data,
      });
    const trust = new HabitTrust();
    trust.#evidence = data as number[];
    return trust;
  }

  /** 0…1, as `fuse()` takes it. */
  get weight(): number {
    return (this.#weight ??= this.#mean());
  }

  /** Learns from what was said before one press. */
  learn(predictions: readonly PastPrediction[]): void {
    if (predictions.length === 0) return;
    this.#evidence = this.#evidence.map(
      (sum, i) => memory * sum + meanLogLikelihood(predictions, weights[i]!),
    );
    this.#weight = undefined;
  }

  toJSON(): number[] {
    return this.#evidence.map((sum) => Math.round(sum * 1e4) / 1e4);
  }

  #mean(): number {
    const highest = Math.max(...this.#evidence);
    const likely = this.#evidence.map((sum, i) => priors[i]! * Math.exp(sum - highest));
    const whole = likely.reduce((sum, each) => sum + each, 0);
    return likely.reduce((sum, each, i) => sum + (each / whole) * weights[i]!, 0);
  }
}

function meanLogLikelihood(predictions: readonly PastPrediction[], weight: number): number {
  const sum = predictions.reduce((total, {probabilities, factors, none, pressed}) => {
    const fused = Float64Array.from(probabilities);
    fuse(fused, {none, factors, weight});
    return total + Math.log(Math.max(leastProbability, fused[pressed]!));
  }, 0);
  return sum / predictions.length;
}
