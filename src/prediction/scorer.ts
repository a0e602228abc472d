import type {DenseLayer, ScorerWeights} from '../core/model.js';

/** Scores rows of features with plain typed arrays; no allocation after construction. */
export class Scorer {
  readonly weights: ScorerWeights;
  readonly #featureCount: number;
  readonly #activations: Float32Array[];

  constructor(weights: ScorerWeights) {
    this.weights = weights;
    this.#featureCount = weights.mean.length;
    const widths = [this.#featureCount, ...weights.layers.map(({outputs}) => outputs)];
    this.#activations = widths.map((width) => new Float32Array(width));
  }

  /** Number of times within which it expects a press: 1, or that of `horizonsMs`. */
  get horizons(): number {
    return this.#activations.at(-1)!.length;
  }

  /**
   * Writes the logits of `rows` rows of raw `features` (`[rows × featureCount]`) into `out`; and, for several horizons,
   * the share of each row's presses within each of them into `timing` (`[rows × horizons]`).
   */
  logits(features: Float32Array, rows: number, out: Float32Array, timing?: Float32Array): void {
    const {mean, std, temperature} = this.weights;
    const {horizons} = this;
    const input = this.#activations[0]!;
    for (let row = 0; row < rows; row++) {
      const offset = row * this.#featureCount;
      for (let i = 0; i < this.#featureCount; i++) input[i] = (features[offset + i]! - mean[i]!) / std[i]!;
      const own = this.#forward();
      for (let i = 0; i < horizons; i++) own[i]! /= temperature;
      // A row's logit is that of all its horizons together.
      out[row] = horizons === 1 ? own[0]! : softmaxInPlace(own);
      if (timing === undefined || horizons === 1) continue;
      let share = 0;
      for (let i = 0; i < horizons; i++) timing[row * horizons + i] = share += own[i]!;
    }
  }

  #forward(): Float32Array {
    const {layers} = this.weights;
    for (let index = 0; index < layers.length; index++) {
      const to = this.#activations[index + 1]!;
      applyDense(layers[index]!, this.#activations[index]!, to);
      if (index < layers.length - 1) reluInPlace(to);
    }
    return this.#activations.at(-1)!;
  }
}

/** Writes `from · kernel + bias` of one row into `to`. */
export function applyDense(
  {inputs, outputs, kernel, bias}: DenseLayer,
  from: Float32Array,
  to: Float32Array,
): void {
  to.set(bias);
  for (let i = 0; i < inputs; i++) {
    const value = from[i]!;
    // After a ReLU, about half of the values are 0.
    if (value === 0) continue;
    const kernelRow = i * outputs;
    for (let j = 0; j < outputs; j++) to[j]! += value * kernel[kernelRow + j]!;
  }
}

export function reluInPlace(values: Float32Array): void {
  for (let i = 0; i < values.length; i++) if (values[i]! < 0) values[i] = 0;
}

/**
 * Softmax of the first `count` logits, in place and safe against overflow. Returns the logarithm of the sum of their
 * exponentials.
 */
export function softmaxInPlace(logits: Float32Array, count = logits.length): number {
  let max = -Infinity;
  for (let i = 0; i < count; i++) max = Math.max(max, logits[i]!);
  let sum = 0;
  for (let i = 0; i < count; i++) sum += logits[i] = Math.exp(logits[i]! - max);
  for (let i = 0; i < count; i++) logits[i]! /= sum;
  return max + Math.log(sum);
}
