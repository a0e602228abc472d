import {
  backslash,
  firstCharacter,
  levels,
  meanZeroLevel,
  scalingStep,
  zeroLevel,
  type PackedWeights,
} from '../src/prediction/packed-weights.js';
import type {DenseLayer, ScorerWeights} from '../src/core/model.js';

/**
 * Writes weights as text, one character per number. Rounds the scaling first, and adjusts the first layer to
 * it; then scales each hidden unit so that its largest weight is as large as any other's, which ReLU allows,
 * because the next layer can undo the factor. So all units share the few levels equally well.
 */
export function packWeights({mean, std, layers, temperature}: ScorerWeights): PackedWeights {
  const meanLevels = [...mean].map((value) => level(value / scalingStep + meanZeroLevel));
  const stdLevels = [...std].map((value) => level(value / (scalingStep / 2) - 1));
  const rounded = {
    mean: meanLevels.map((each) => (each - meanZeroLevel) * scalingStep),
    std: stdLevels.map((each) => ((each + 1) * scalingStep) / 2),
  };
  const equal = equalised([
    rescaled(layers[0]!, {mean, std}, rounded),
    ...layers.slice(1, -1),
    divided(layers.at(-1)!, temperature),
  ]);
  const steps: number[] = [];
  const codes = [...meanLevels, ...stdLevels];
  for (const {kernel, bias} of equal) {
    const step = Number((largest([...kernel, ...bias]) / zeroLevel).toPrecision(4));
    steps.push(step);
    codes.push(...[...kernel, ...bias].map((value) => level(value / step + zeroLevel)));
  }
  return {
    widths: [mean.length, ...layers.map(({outputs}) => outputs)],
    steps,
    text: String.fromCharCode(...codes.map(characterOf)),
  };
}

function characterOf(code: number): number {
  const character = code + firstCharacter;
  return character < backslash ? character : character + 1;
}

function level(value: number): number {
  return Math.min(levels - 1, Math.max(0, Math.round(value)));
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);
}

interface Scaling {
  mean: ArrayLike<number>;
  std: ArrayLike<number>;
}

/** The equivalent of `layer`, made for inputs with scaling `from`, for inputs with scaling `to`. */
function rescaled(layer: DenseLayer, from: Scaling, to: Scaling): DenseLayer {
  const {inputs, outputs} = layer;
  const kernel = layer.kernel.slice();
  const bias = layer.bias.slice();
  for (let i = 0; i < inputs; i++)
    for (let j = 0; j < outputs; j++) {
      const weight = layer.kernel[i * outputs + j]!;
      kernel[i * outputs + j] = (weight * to.std[i]!) / from.std[i]!;
      bias[j]! += (weight * (to.mean[i]! - from.mean[i]!)) / from.std[i]!;
    }
  return {...layer, kernel, bias};
}

function divided(layer: DenseLayer, by: number): DenseLayer {
  return {...layer, kernel: layer.kernel.map((x) => x / by), bias: layer.bias.map((x) => x / by)};
}

/** Scales each unit, except the last, to a largest weight of 1. */
function equalised(layers: readonly DenseLayer[]): DenseLayer[] {
  const result = layers.map((layer) => ({...layer, kernel: layer.kernel.slice(), bias: layer.bias.slice()}));
  result.slice(0, -1).forEach(({inputs, outputs, kernel, bias}, index) => {
    const next = result[index + 1]!;
    for (let j = 0; j < outputs; j++) {
      const column = Array.from({length: inputs}, (_, i) => kernel[i * outputs + j]!);
      const factor = largest([...column, bias[j]!]);
      for (let i = 0; i < inputs; i++) kernel[i * outputs + j]! /= factor;
      bias[j]! /= factor;
      for (let k = 0; k < next.outputs; k++) next.kernel[j * next.outputs + k]! *= factor;
    }
  });
  return result;
}
