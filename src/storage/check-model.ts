import {PredictiveError} from '../core/errors.js';
import type {ModelArtifacts, TrainedModel, ScorerWeights} from '../core/model.js';

/**
 * Checks that a model can be stored and used: a known shape, arrays of the right length, finite weights.
 * @throws {PredictiveError} `invalid-model`, with the reason.
 */
export function checkModel(model: TrainedModel): void {
  let problem: string | undefined;
  try {
    problem = problemOf(model);
  } catch (cause) {
    // A model read from disk may lack any field.
    throw new PredictiveError('invalid-model', 'The model is incomplete.', {cause});
  }
  if (problem !== undefined) throw new PredictiveError('invalid-model', `The model ${problem}.`);
}

function problemOf(model: TrainedModel): string | undefined {
  switch (model.architecture) {
    case 'scorer':
      if (!Number.isInteger(model.featureVersion)) return 'does not name the version of its features';
      return problemOfScorer(model.weights);
    case 'simple-rnn':
    case 'gru':
    case 'lstm':
      if (!model.keys.every((key) => typeof key === 'string')) return 'has keys that are not strings';
      return problemOfArtifacts(model.artifacts);
    default:
      return 'has an unknown architecture';
  }
}

function problemOfScorer({mean, std, layers, temperature}: ScorerWeights): string | undefined {
  if (!(temperature > 0 && temperature < Infinity)) return 'has a temperature that is not above 0';
  if (!isFloats(mean, mean.length) || !isFloats(std, mean.length)) return 'has a scaling that is not finite';
  if (!std.every((value) => value > 0)) return 'has a scaling that divides by 0';
  let width = mean.length;
  for (const {inputs, outputs, kernel, bias} of layers) {
    if (inputs !== width || !(outputs > 0)) return 'has layers that do not fit together';
    if (!isFloats(kernel, inputs * outputs) || !isFloats(bias, outputs))
      return 'has weights that are not finite';
    width = outputs;
  }
  return layers.length > 0 && width === 1 ? undefined : 'does not end in one output';
}

function problemOfArtifacts(artifacts: ModelArtifacts): string | undefined {
  const {modelTopology, weightSpecs, weightData, userDefinedMetadata} = artifacts;
  if (!isObject(modelTopology) || !isObject(userDefinedMetadata)) return 'lacks its description';
  let count = 0;
  for (const {name, shape, dtype} of weightSpecs) {
    if (typeof name !== 'string' || dtype !== 'float32') return 'has weights that are not float32';
    if (!shape.every((size) => Number.isInteger(size) && size >= 0)) return 'has weights without a shape';
    count += shape.reduce((product, size) => product * size, 1);
  }
  if (weightData.byteLength !== 4 * count) return 'has a wrong number of weights';
  return isFloats(new Float32Array(weightData), count) ? undefined : 'has weights that are not finite';
}

function isFloats(value: unknown, length: number): boolean {
  return value instanceof Float32Array && value.length === length && value.every(Number.isFinite);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
