import {PredictiveError} from '../errors.js';
import {evaluate, type Evaluation, type Outcome} from '../learning/evaluation.js';
import {trainingMoments} from '../learning/moments.js';
import {judgedWindow, scorerOutcomes, sequenceOutcomes} from '../learning/outcomes.js';
import type {
  BackendReport,
  EpochReport,
  SequenceArchitecture,
  TrainedModel,
  TrainingOptions,
  TrainingResult,
} from '../learning/protocol.js';
import {seededRandom} from '../learning/random.js';
import {pressedKeys, type Sample} from '../learning/sample.js';
import {splitByTime, splitForValidation} from '../learning/split.js';
import {labelledWindows} from '../learning/windows.js';
import {featureVersion} from '../prediction/feature-names.js';
import {Scorer} from '../prediction/scorer.js';
import {shippedWeights} from '../prediction/weights.js';
import {chooseBackend} from './backend.js';
import {trainScorerNetwork, tryScorerStep} from './scorer-network.js';
import {SequenceModel} from './sequence-model.js';
import {trainSequenceNetwork, trySequenceStep} from './sequence-network.js';

export interface TrainingJob {
  samples: readonly Sample[];
  /** The model in use: what the new one is compared with and, for a scorer, starts from. */
  current: TrainedModel | undefined;
  options: TrainingOptions;
  onBackend?: (report: BackendReport) => void;
  onEpoch?: (report: EpochReport) => void;
  onStep?: () => void;
}

/** A training without its comparison and its circumstances. */
interface Trained {
  model: TrainedModel;
  history: EpochReport[];
}

/** The samples of a job, as each part of it needs them. */
interface Material {
  training: Sample[];
  validation: Sample[];
  heldOut: Sample[];
}

/**
 * Trains a model on the older 80 % of the samples and judges it, and the model in use, by the newest 20 %.
 * Throws `not-enough-data`, `training-failed` or `backend-unavailable`.
 */
export async function train(job: TrainingJob): Promise<TrainingResult> {
  const {current, options, onBackend} = job;
  const {architecture, backend, wasmUrl} = options;
  const begun = performance.now();
  const material = prepare(job);
  const report = await startBackend({architecture, backend, wasmUrl});
  onBackend?.(report);
  const {model, history} =
    architecture === 'scorer'
      ? await trainScorer(job, material)
      : await trainSequence(job, architecture, material);
  return {
    model,
    evaluation: evaluate(await outcomesOf(model, material.heldOut)),
    baseline: await baselineOf(current, model, material.heldOut),
    history,
    backend: report,
    seconds: (performance.now() - begun) / 1000,
  };
}

/** Judges a model, or the shipped weights, by samples; those it cannot predict are left out. */
export async function evaluateModel(
  model: TrainedModel | undefined,
  samples: readonly Sample[],
): Promise<Evaluation> {
  return evaluate(await outcomesOf(model, samples));
}

/** Starts the backend that is fastest for a network of this architecture. */
export function startBackend({
  architecture,
  backend,
  wasmUrl,
}: Pick<TrainingOptions, 'architecture' | 'backend'> & {
  wasmUrl?: string | undefined;
}): Promise<BackendReport> {
  const trial = () => (architecture === 'scorer' ? tryScorerStep() : trySequenceStep(architecture));
  return chooseBackend({wanted: backend, wasmUrl, trial});
}

function prepare({samples, options: {architecture, seed}}: TrainingJob): Material {
  const usable = samples.filter(({pressed, targets}) =>
    architecture === 'scorer' ? targets.length > 0 : pressed !== null,
  );
  const {training, heldOut} = splitByTime(usable);
  const keys = pressedKeys(training);
  if (keys.length < 2) {
    throw new PredictiveError(
      'not-enough-data',
      `There are presses of ${keys.length} buttons to learn from; record some of at least 2.`,
    );
  }
  return {...splitForValidation(training, {random: seededRandom(seed)}), heldOut};
}

async function trainScorer(
  {current, options: {epochs, seed}, onEpoch, onStep}: TrainingJob,
  {training, validation, heldOut}: Material,
): Promise<Trained> {
  const fits = current?.architecture === 'scorer' && current.featureVersion === featureVersion;
  const {weights, history} = await trainScorerNetwork({
    training: trainingMoments(training),
    validation: trainingMoments(validation),
    heldOut: trainingMoments(heldOut),
    start: fits ? current.weights : shippedWeights,
    epochs,
    seed,
    onEpoch,
    onStep,
  });
  return {model: {architecture: 'scorer', weights, featureVersion}, history};
}

async function trainSequence(
  {current, options: {epochs, seed}, onEpoch, onStep}: TrainingJob,
  architecture: SequenceArchitecture,
  {training, validation, heldOut}: Material,
): Promise<Trained> {
  const pressed = pressedKeys(training);
  // A model for the same buttons is trained on; for others there is nothing to keep.
  const goesOn =
    current?.architecture === architecture &&
    current.keys.length === pressed.length &&
    pressed.every((key) => current.keys.includes(key));
  const keys = goesOn ? current.keys : pressed;
  const {artifacts, history} = await trainSequenceNetwork({
    architecture,
    keys,
    training: labelledWindows(training, {keys}),
    validation: labelledWindows(validation, {keys}),
    heldOut: labelledWindows(heldOut, {keys}),
    start: goesOn ? current.artifacts : undefined,
    epochs,
    seed,
    onEpoch,
    onStep,
  });
  return {model: {architecture, keys, artifacts}, history};
}

/**
 * The model in use, or the shipped weights, on the samples that judged `candidate`. `undefined` where their buttons
 * are not known: then there is nothing to be right about.
 */
async function baselineOf(
  current: TrainedModel | undefined,
  candidate: TrainedModel,
  samples: readonly Sample[],
): Promise<Evaluation | undefined> {
  if (current !== undefined && current.architecture !== 'scorer') return evaluateModel(current, samples);
  if (samples.some(({targets}) => targets.length === 0)) return undefined;
  const fits = current?.featureVersion === featureVersion;
  const scorer = new Scorer(fits ? current.weights : shippedWeights);
  return evaluate(scorerOutcomes(samples, scorer, {givenPress: candidate.architecture !== 'scorer'}));
}

async function outcomesOf(model: TrainedModel | undefined, samples: readonly Sample[]): Promise<Outcome[]> {
  if (model === undefined) return scorerOutcomes(samples, new Scorer(shippedWeights));
  if (model.architecture === 'scorer') return scorerOutcomes(samples, new Scorer(model.weights));
  const known = samples.filter(({pressed}) => pressed !== null && model.keys.includes(pressed));
  const network = await SequenceModel.from(model.artifacts);
  try {
    const probabilities = await network.predict(known.map(judgedWindow));
    return sequenceOutcomes(known, {keys: model.keys, probabilities});
  } finally {
    network.dispose();
  }
}
