import type {ScorerWeights} from '../core/model.js';
import {featureCount} from './feature-names.js';

/** The same network for the present features: those that came after it count for nothing. */
export function forPresentFeatures(weights: ScorerWeights): ScorerWeights {
  const {mean, std, layers} = weights;
  if (mean.length === featureCount) return weights;
  const [first, ...rest] = layers;
  const padded = (values: Float32Array, length: number, by = 0): Float32Array => {
    const result = new Float32Array(length).fill(by);
    result.set(values);
    return result;
  };
  const kernel = padded(first!.kernel, featureCount * first!.outputs);
  return {
    ...weights,
    mean: padded(mean, featureCount),
    std: padded(std, featureCount, 1),
    layers: [{...first!, inputs: featureCount, kernel}, ...rest],
  };
}
