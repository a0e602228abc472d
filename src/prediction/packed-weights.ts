import type {DenseLayer, ScorerWeights} from '../core/model.js';

/** Weights as text, one character per number: `levels` steps from `firstCharacter` on, none of which needs escaping. */
export const firstCharacter = 40;
export const levels = 52;

/** The level that means zero for a weight: 16 steps to either side are as good as more. */
export const zeroLevel = 16;

/** The level that means zero for a mean, and one step of it; a standard deviation's is half as long. */
export const meanZeroLevel = 10;
export const scalingStep = 1 / 8;

export interface PackedWeights {
  /** Inputs, and outputs of each layer. */
  widths: readonly number[];
  /** What one step is worth in each layer. */
  steps: readonly number[];
  /** Means, standard deviations, then kernel and bias of each layer. */
  text: string;
}

/** The weights of a network from their text. */
export function unpackWeights({widths, steps, text}: PackedWeights): ScorerWeights {
  let at = 0;
  const read = (count: number, zero: number, step: number): Float32Array =>
    Float32Array.from({length: count}, () => (text.charCodeAt(at++) - firstCharacter - zero) * step);
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
