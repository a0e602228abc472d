import {fuse} from '../prediction/fusion.js';
import {checkTrust} from './check-habits.js';
import {trustWeights as weights} from './habits-data.js';

/** Prior of each weight: half for none, since habit must prove useful first. */
const priors = [0.5, 0.125, 0.125, 0.125, 0.125];

/** Each press discounts the evidence of earlier ones by this: about 33 presses decide. */
const memory = 0.97;

/** Lower limit of a pressed target's probability, 0…1, so that no single press decides. */
const leastProbability = 1e-6;

/** What the pointer alone predicted at one moment before a press. */
export interface PastPrediction {
  /** Probability of each target, 0…1, and its habit factor, as in `fuse()`. */
  probabilities: Float64Array;
  factors: Float64Array;
  none: number;
  /** Index of the target that was pressed in the end. */
  pressed: number;
}

/**
 * How far to trust habit relative to the pointer, judged by its past predictions: the mean of the candidate
 * weights, each weighted by the likelihood of the presses so far under it (Bayesian model averaging, with
 * forgetting).
 */
export class HabitTrust {
  /** Log-likelihood of each weight, without its prior. */
  #evidence: number[] = weights.map(() => 0);
  #weight: number | undefined;
  /** Presses learned from here. */
  #presses = 0;

  /** Restores the trust from JSON. Throws `invalid-dataset` if `data` is invalid. */
  static from(data: unknown): HabitTrust {
    return HabitTrust.of(checkTrust(data, 'trust'));
  }

  /** Restores the trust from evidence that has been checked. */
  static of(evidence: readonly number[]): HabitTrust {
    const trust = new HabitTrust();
    trust.#evidence = [...evidence];
    return trust;
  }

  /** The mean weight, 0…1, as in `fuse()`. */
  get weight(): number {
    return (this.#weight ??= this.#mean());
  }

  /** Learns from the predictions before one press. */
  learn(predictions: readonly PastPrediction[]): void {
    if (predictions.length === 0) return;
    this.#evidence = this.#evidence.map(
      (sum, i) => memory * sum + meanLogLikelihood(predictions, weights[i]!),
    );
    this.#presses++;
    this.#weight = undefined;
  }

  /** Adds what `later` has learned, as if its presses had followed those learned from here. */
  append(later: HabitTrust): void {
    const faded = memory ** later.#presses;
    this.#evidence = this.#evidence.map((sum, i) => faded * sum + later.#evidence[i]!);
    this.#presses += later.#presses;
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
