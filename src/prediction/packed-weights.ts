import type {DenseLayer, ScorerWeights} from '../core/model.js';

/**
 * Weights are text, one character per number: `levels` characters from `firstCharacter` on, without the backslash,
 * which would need escaping.
 */
export const firstCharacter = 40;
export const backslash = 92;
export const levels = 86;

/** Level of a zero weight: 42 steps to either side. With 16, rounding mattered as much as the first weights of a training. */
export const zeroLevel = 42;

/** Level of a zero mean, and its step; a standard deviation's step is half as long. */
export const meanZeroLevel = 10;
export const scalingStep = 1 / 8;

export interface PackedWeights {
  /** Number of inputs, and of outputs of each layer. */
  widths: readonly number[];
  /** Value of one step in each layer. */
  steps: readonly number[];
  /** Means, standard deviations, then kernel and bias of each layer. */
  text: string;
}

/** Unpacks the weights of a network. */
export function unpackWeights({widths, steps, text}: PackedWeights): ScorerWeights {
  let at = 0;
  const read = (count: number, zero: number, step: number): Float32Array =>
    Float32Array.from({length: count}, () => {
      const code = text.charCodeAt(at++);
      return (code - +(code > backslash) - firstCharacter - zero) * step;
    });
  const inputs = widths[0]!;
  return {
    mean: read(inputs, meanZeroLevel, scalingStep),
    std: read(inputs, -1, scalingStep / 2),
    layers: steps.map((step, i): DenseLayer => {
      const [from, to] = [widths[i]!, widths[i + 1]!];
      return {
        inputs: from,
        outputs: to,
        kernel: read(from * to, zeroLevel, step),
        bias: read(to, zeroLevel, step),
      };
    }),
    temperature: 1,
  };
}
