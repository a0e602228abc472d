import {PredictiveError} from '../core/errors.js';
import {evaluate, type Outcome} from './evaluation.js';
import type {Evaluation} from '../core/evaluation.js';
import {trainingMoments} from './moments.js';
import {judgedWindow, scorerOutcomes, sequenceOutcomes} from './held-out-predictions.js';
import type {
  BackendReport,
  EpochReport,
  SequenceArchitecture,
  TrainedModel,
  ScorerWeights,
} from '../core/model.js';
import type {TrainingOptions, TrainingResult} from './protocol.js';
import {isOrderly} from './press-order.js';
import {seededRandom} from '../core/random.js';
import {pressedKeys, type Sample} from '../core/sample.js';
import {splitByTime, splitForValidation, splitIntoStretches, type Split} from './split.js';
import {labelledWindows} from './input-windows.js';
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
  /** What was said of samples that had not been trained on, and those samples. */
  outcomes: Outcome[];
  judgedBy: Sample[];
}

/** Fewer samples than this leave too few to judge by, so each is held out once: a fifth of 50 decides by chance. */
const enoughToHoldOut = 200;

/** Parts of the samples that are held out one after the other where there are few. */
const stretches = 4;

/** The samples of a job, as each part of it needs them. */
interface Material {
  training: Sample[];
  validation: Sample[];
  heldOut: Sample[];
}

/**
 * Trains a model on the older 80 % of the samples and judges it, and the model in use, by the newest 20 %; a
 * scorer with few samples on all of them, judged by each once, as said by one that had not been trained on it.
 * Throws `not-enough-data`, `training-failed` or `backend-unavailable`.
 */
export async function train(job: TrainingJob): Promise<TrainingResult> {
  const {current, options, onBackend} = job;
  const {architecture, backend, wasmUrl} = options;
  const begun = performance.now();
  const material = prepare(job);
  const report = await startBackend({architecture, backend, wasmUrl});
  onBackend?.(report);
  const {model, history, outcomes, judgedBy} =
    architecture === 'scorer'
      ? await trainScorer(job, material)
      : await trainSequence(job, architecture, material);
  return {
    model,
    evaluation: evaluate(outcomes),
    baseline: await baselineOf(current, model, judgedBy),
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

async function trainScorer(job: TrainingJob, material: Material): Promise<Trained> {
  const training = [...material.training, ...material.validation];
  const {heldOut} = material;
  const all = [...training, ...heldOut];
  if (all.length >= enoughToHoldOut) {
    const {weights, history} = await fineTune(job, {training, heldOut});
    return {
      model: scorer(weights),
      history,
      outcomes: scorerOutcomes(heldOut, new Scorer(weights)),
      judgedBy: heldOut,
    };
  }
  const givenPress = all.every(({pressed}) => pressed !== null);
  const outcomes: Outcome[] = [];
  const judgedBy: Sample[] = [];
  for (const split of splitIntoStretches(all, {folds: stretches})) {
    if (pressedKeys(split.training).length < 2) continue;
    const {weights} = await fineTune({...job, onEpoch: undefined}, {...split, heldOut: []});
    outcomes.push(...scorerOutcomes(split.heldOut, new Scorer(weights), {givenPress}));
    judgedBy.push(...split.heldOut);
  }
  // The same training on all of them can only know more.
  const {weights, history} = await fineTune(job, {training: all, heldOut});
  return {model: scorer(weights), history, outcomes, judgedBy};
}

function scorer(weights: ScorerWeights): TrainedModel {
  return {architecture: 'scorer', weights, featureVersion};
}

/**
 * Always from the shipped weights: what was learned before is learned again, from the samples that are still
 * there. How long to train is known, so nothing is kept back to decide it.
 */
function fineTune(
  {
    options: {epochs, seed},
    onEpoch,
    onStep,
  }: Pick<TrainingJob, 'options' | 'onStep'> & {
    onEpoch?: TrainingJob['onEpoch'] | undefined;
  },
  {training, heldOut}: Split,
): Promise<{weights: ScorerWeights; history: EpochReport[]}> {
  return trainScorerNetwork({
    training: trainingMoments(training),
    validation: [],
    heldOut: trainingMoments(heldOut),
    start: shippedWeights,
    isOrderly: isOrderly(training),
    epochs,
    seed,
    onEpoch,
    onStep,
  });
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
  const model: TrainedModel = {architecture, keys, artifacts};
  return {model, history, outcomes: await outcomesOf(model, heldOut), judgedBy: heldOut};
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
  return evaluate(
    scorerOutcomes(samples, scorer, candidate.architecture === 'scorer' ? {} : {givenPress: true}),
  );
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
