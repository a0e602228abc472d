import {type ModelArtifacts, type TrainedModel, windowChannels, windowLength} from '../core/model.js';
import {checkMetadata, checkModel, refuse} from '../model-files/check-model.js';
import {problemOfScores} from '../model-files/try-scorer.js';
import {featureCounts} from '../prediction/feature-names.js';
import {forPresentFeatures} from '../prediction/older-features.js';
import {scorerWeights} from './scorer-weights.js';
import {SequenceModel} from './sequence-model.js';

/** Name of the model in messages, without a file. */
const name = 'The model';

/**
 * Builds and tests a model from outside. `outputs` is the number of buttons, if known. Throws
 * `invalid-model`.
 */
export async function inspectModel(
  artifacts: ModelArtifacts,
  {outputs}: {outputs?: number | undefined} = {},
): Promise<TrainedModel> {
  const summary = checkModel(artifacts, {name, outputs});
  const metadata = checkMetadata(artifacts.userDefinedMetadata, summary);
  const checked = {...artifacts, userDefinedMetadata: metadata};
  return summary.architecture === 'scorer'
    ? inspectScorer(checked)
    : inspectSequence(checked, summary.architecture);
}

async function inspectScorer(artifacts: ModelArtifacts): Promise<TrainedModel> {
  const weights = await scorerWeights(artifacts);
  const count = weights.mean.length;
  const known = [...featureCounts];
  // Without a version, the number of inputs says it, as `checkModel()` has let only known ones pass.
  const version =
    artifacts.userDefinedMetadata.featureVersion ?? known.find(([, each]) => each === count)![0];
  const expected = featureCounts.get(version);
  if (expected === undefined) {
    const versions = known.map(([each]) => each).join(' or ');
    refuse(name, `was trained on version ${version} of the features; it must be ${versions}`);
  }
  if (expected !== count)
    refuse(name, `has ${count} inputs; version ${version} of the features has ${expected}`);
  const problem = problemOfScores(forPresentFeatures(weights));
  if (problem !== undefined) refuse(name, problem);
  return {architecture: 'scorer', weights, featureVersion: version};
}

async function inspectSequence(
  artifacts: ModelArtifacts,
  architecture: Exclude<TrainedModel['architecture'], 'scorer'>,
): Promise<TrainedModel> {
  const model = await SequenceModel.from(artifacts);
  try {
    const window = Float32Array.from({length: windowLength * windowChannels}, (_, i) => (i * 37) % 400);
    const probabilities = await model.predict([window]);
    const sum = probabilities.reduce((total, value) => total + value, 0);
    if (!(Math.abs(sum - 1) <= 1e-3)) refuse(name, `gives probabilities that add up to ${sum}`);
  } finally {
    model.dispose();
  }
  return {architecture, keys: artifacts.userDefinedMetadata.keys, artifacts};
}
