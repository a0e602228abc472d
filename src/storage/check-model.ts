import {areFinite} from '../core/check-fields.js';
import {PredictiveError} from '../core/errors.js';
import type {TrainedModel, ScorerWeights} from '../core/model.js';
import {checkModel as checkArtifacts, isScorerEnd, maxScorerParameters} from '../model-files/check-model.js';
import {canOverflow} from '../model-files/can-overflow.js';
import {featureCounts} from '../prediction/feature-names.js';

type Scorer = Extract<TrainedModel, {architecture: 'scorer'}>;
type Sequence = Exclude<TrainedModel, Scorer>;

/**
 * Checks that a model can be stored and used, as strictly as a file: a known shape, arrays of the right length, finite
 * weights, and for a scorer of known features finite scores.
 * @throws {PredictiveError} `invalid-model`, with the reason.
 */
export function checkModel(model: TrainedModel): void {
  let problem: string | undefined;
  try {
    problem = problemOf(model);
  } catch (cause) {
    if (cause instanceof PredictiveError) throw cause;
    // A model read from disk may lack any field.
    throw new PredictiveError('invalid-model', 'The model is incomplete.', {cause});
  }
  if (problem !== undefined) throw new PredictiveError('invalid-model', `The model ${problem}.`);
}

/**
 * Checks a model that is about to be used, also that its features are known.
 * @throws {PredictiveError} `invalid-model`, with the reason.
 */
export function checkUsableModel(model: TrainedModel): void {
  checkModel(model);
  if (model.architecture === 'scorer' && !featureCounts.has(model.featureVersion))
    throw new PredictiveError(
      'invalid-model',
      `The model is of version ${model.featureVersion} of the features, which is unknown here.`,
    );
}

function problemOf(model: TrainedModel): string | undefined {
  if (!['string', 'undefined'].includes(typeof model.learnedFrom))
    return 'does not say what it was learned from';
  switch (model.architecture) {
    case 'scorer':
      if (!Number.isInteger(model.featureVersion)) return 'does not name the version of its features';
      return problemOfScorer(model.weights) ?? problemOfFeatures(model);
    case 'simple-rnn':
    case 'gru':
    case 'lstm':
      if (!model.keys.every((key) => typeof key === 'string')) return 'has keys that are not strings';
      return problemOfSequence(model);
    default:
      return 'has an unknown architecture';
  }
}

function problemOfScorer({mean, std, layers, temperature}: ScorerWeights): string | undefined {
  if (!(temperature > 0 && temperature < Infinity)) return 'has a temperature that is not above 0';
  if (!isFloats(mean, mean.length) || !isFloats(std, mean.length)) return 'has a scaling that is not finite';
  if (!std.every((value) => value > 0)) return 'has a scaling that divides by 0';
  let width = mean.length;
  let parameters = 0;
  for (const {inputs, outputs, kernel, bias} of layers) {
    if (inputs !== width || !(outputs > 0)) return 'has layers that do not fit together';
    if (!isFloats(kernel, inputs * outputs) || !isFloats(bias, outputs))
      return 'has weights that are not finite';
    width = outputs;
    parameters += kernel.length + bias.length;
  }
  if (parameters > maxScorerParameters) return `has more than ${maxScorerParameters} parameters`;
  return layers.length > 0 && isScorerEnd(width)
    ? undefined
    : 'ends neither in one output nor in one for each horizon';
}

/** A scorer of an unknown version of the features may be stored, by another version of the kit, but is not used. */
function problemOfFeatures({weights, featureVersion: version}: Scorer): string | undefined {
  const count = featureCounts.get(version);
  if (count === undefined) return undefined;
  if (weights.mean.length !== count) return `has ${weights.mean.length} features, not ${count}`;
  return canOverflow(weights) ? 'has weights so large that its scores need not be numbers' : undefined;
}

function problemOfSequence({architecture, keys, artifacts}: Sequence): string | undefined {
  if (!isObject(artifacts.modelTopology) || !isObject(artifacts.userDefinedMetadata))
    return 'lacks its description';
  const summary = checkArtifacts(artifacts, {name: 'The model', outputs: keys.length});
  return summary.architecture === architecture
    ? undefined
    : `is a ${summary.architecture}, not a ${architecture}`;
}

function isFloats(value: unknown, length: number): boolean {
  return value instanceof Float32Array && value.length === length && areFinite(value);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
