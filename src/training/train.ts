import {PredictiveError} from '../core/errors.js';
import {evaluate, type HeldOutPrediction} from './evaluation.js';
import type {Evaluation} from '../core/evaluation.js';
import {trainingMoments} from './moments.js';
import {evaluationWindow, scorerPredictions, sequencePredictions} from './held-out-predictions.js';
import type {
  BackendReport,
  EpochReport,
  SequenceArchitecture,
  TrainedModel,
  ScorerWeights,
} from '../core/model.js';
import type {Checkpoint, TrainingOptions, TrainingResult} from './protocol.js';
import {JudgedEpochs} from './judged-epochs.js';
import {pressesFollowOrder} from './press-order.js';
import {seededRandom} from '../core/random.js';
import {pressedKeys, type Sample} from '../core/sample.js';
import {splitByTime, splitForValidation, splitIntoStretches, type Split} from './split.js';
import {labelledWindows} from './input-windows.js';
import {featureCounts, featureVersion} from '../prediction/feature-names.js';
import {forPresentFeatures} from '../prediction/older-features.js';
import {Scorer} from '../prediction/scorer.js';
import {shippedWeights} from '../prediction/weights.js';
import {chooseBackend} from './backend.js';
import type {FitCheckpoint} from './fit.js';
import {trainScorerNetwork, tryScorerStep, type ScorerTraining} from './scorer-network.js';
import {SequenceModel} from './sequence-model.js';
import {trainSequenceNetwork, trySequenceStep} from './sequence-network.js';

export interface TrainingJob {
  samples: readonly Sample[];
  /**
   * The model in use: the baseline for the new one and, for a sequence model, its possible starting point.
   */
  current: TrainedModel | undefined;
  /** Where a scorer starts from, if its features are known; else from the shipped weights. */
  start?: TrainedModel | undefined;
  options: TrainingOptions;
  /** Where an earlier worker got to with the same job. */
  resume?: readonly Checkpoint[] | undefined;
  onBackend?: (report: BackendReport) => void;
  onEpoch?: (report: EpochReport) => void;
  onCheckpoint?: (checkpoint: Checkpoint) => void;
  onStep?: () => void;
}

/** A trained model and its evaluation data, without the comparison with the model in use. */
interface Trained {
  model: TrainedModel;
  history: EpochReport[];
  /** Predictions on samples that were not trained on, and those samples. */
  heldOutPredictions: HeldOutPrediction[];
  evaluatedOn: Sample[];
}

/**
 * Samples from which a fifth is held out; of fewer, each is held out once, since a fifth of 50 would decide
 * by chance.
 */
const enoughToHoldOut = 200;

/** Parts into which few samples are split; each is held out in turn. */
const stretches = 4;

/** The samples of a job by use. */
interface Material {
  training: Sample[];
  validation: Sample[];
  heldOut: Sample[];
}

/**
 * Trains a model on the older 80 % of the samples, and evaluates it and the model in use on the newest 20 %.
 * A scorer with few samples is trained on all of them, and evaluated on each by a model that was not trained
 * on it. Throws `not-enough-data`, `training-failed` or `backend-unavailable`.
 */
export async function train(job: TrainingJob): Promise<TrainingResult> {
  const {current, options, onBackend, onStep} = job;
  const {architecture, backend, wasmUrl} = options;
  const startedAt = performance.now();
  const material = prepare(job);
  const report = await startBackend({architecture, backend, wasmUrl, onTried: onStep});
  onBackend?.(report);
  const {model, history, heldOutPredictions, evaluatedOn} =
    architecture === 'scorer'
      ? await trainScorer(job, material)
      : await trainSequence(job, architecture, material);
  onStep?.();
  return {
    model,
    evaluation: evaluate(heldOutPredictions),
    baseline: await baselineOf(current, model, evaluatedOn),
    history,
    backend: report,
    seconds: (performance.now() - startedAt) / 1000,
  };
}

/** Evaluates a model, or the shipped weights, on the samples that it can predict. */
export async function evaluateModel(
  model: TrainedModel | undefined,
  samples: readonly Sample[],
): Promise<Evaluation> {
  return evaluate(await predictionsOf(model, samples));
}

/** Starts the backend that is fastest for a network of this architecture. */
export function startBackend({
  architecture,
  backend,
  wasmUrl,
  onTried,
}: Pick<TrainingOptions, 'architecture' | 'backend'> & {
  wasmUrl?: string | undefined;
  /** Called after each backend was tried, as a sign of life. */
  onTried?: (() => void) | undefined;
}): Promise<BackendReport> {
  const trial = () => (architecture === 'scorer' ? tryScorerStep() : trySequenceStep(architecture));
  return chooseBackend({wanted: backend, wasmUrl, trial, onTried});
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
    const judged = new JudgedEpochs({networks: 1, onEpoch: job.onEpoch});
    const predict = (weights: ScorerWeights) => scorerPredictions(heldOut, new Scorer(weights));
    const weights = await fineTune(
      job,
      {training, heldOut},
      {
        onEpoch: (report) => judged.reported(report),
        onWeights: (each, epoch) => judged.predicted(0, predict(each), epoch),
        ...checkpointsOf(job, 0),
      },
    );
    return {
      model: scorer(weights),
      history: judged.finish(),
      heldOutPredictions: predict(weights),
      evaluatedOn: heldOut,
    };
  }
  const givenPress = all.every(({pressed}) => pressed !== null);
  const splits = splitIntoStretches(all, {folds: stretches}).filter(
    (split) => pressedKeys(split.training).length >= 2,
  );
  const judged = new JudgedEpochs({networks: splits.length, onEpoch: job.onEpoch});
  const [weights, ...heldOutPredictions] = await Promise.all([
    // The final model is trained on all samples, more than any of the evaluated ones.
    fineTune(
      job,
      {training: all, heldOut},
      {onEpoch: (report) => judged.reported(report), ...checkpointsOf(job, splits.length)},
    ),
    ...splits.map(async (split, network) => {
      const predict = (each: ScorerWeights) =>
        scorerPredictions(split.heldOut, new Scorer(each), {givenPress});
      return predict(
        await fineTune(
          job,
          {...split, heldOut: []},
          {
            onWeights: (each, epoch) => judged.predicted(network, predict(each), epoch),
            ...checkpointsOf(job, network),
          },
        ),
      );
    }),
  ]);
  return {
    model: scorer(weights),
    history: judged.finish(),
    heldOutPredictions: heldOutPredictions.flat(),
    evaluatedOn: splits.flatMap((split) => split.heldOut),
  };
}

/** Where one of the job's networks goes on from, and where its checkpoints go. */
function checkpointsOf({resume, onCheckpoint}: TrainingJob, network: number) {
  return {
    resume: resume?.find((checkpoint) => checkpoint.network === network),
    onCheckpoint: (checkpoint: FitCheckpoint) => onCheckpoint?.({...checkpoint, network}),
  };
}

function scorer(weights: ScorerWeights): TrainedModel {
  return {architecture: 'scorer', weights, featureVersion};
}

/**
 * Always starts from the same weights, the shipped ones or those that the page names, and learns again from all
 * samples still stored. The number of epochs is fixed, so no samples are needed to decide when to stop.
 */
async function fineTune(
  {start, options: {epochs, seed}, onStep}: Pick<TrainingJob, 'start' | 'options' | 'onStep'>,
  {training, heldOut}: Split,
  progress: Pick<ScorerTraining, 'onEpoch' | 'onWeights' | 'resume' | 'onCheckpoint'>,
): Promise<ScorerWeights> {
  const {weights} = await trainScorerNetwork({
    training: trainingMoments(training),
    validation: [],
    heldOut: trainingMoments(heldOut),
    start: weightsOf(start),
    pressesFollowOrder: pressesFollowOrder(training),
    epochs,
    seed,
    onStep,
    ...progress,
  });
  return weights;
}

async function trainSequence(
  job: TrainingJob,
  architecture: SequenceArchitecture,
  {training, validation, heldOut}: Material,
): Promise<Trained> {
  const {
    current,
    options: {epochs, seed},
    onEpoch,
    onStep,
  } = job;
  const pressed = pressedKeys(training);
  // Continue with a model for the same buttons; replace one for other buttons.
  const continues =
    current?.architecture === architecture &&
    current.keys.length === pressed.length &&
    pressed.every((key) => current.keys.includes(key));
  const keys = continues ? current.keys : pressed;
  const {artifacts, history} = await trainSequenceNetwork({
    architecture,
    keys,
    training: labelledWindows(training, {keys}),
    validation: labelledWindows(validation, {keys}),
    heldOut: labelledWindows(heldOut, {keys}),
    start: continues ? current.artifacts : undefined,
    epochs,
    seed,
    onEpoch,
    onStep,
    ...checkpointsOf(job, 0),
  });
  const model: TrainedModel = {architecture, keys, artifacts};
  return {model, history, heldOutPredictions: await predictionsOf(model, heldOut), evaluatedOn: heldOut};
}

/**
 * Evaluates the model in use, or the shipped weights, on the samples on which `candidate` was evaluated.
 * `undefined` if the buttons of some are unknown: a scorer cannot predict those.
 */
async function baselineOf(
  current: TrainedModel | undefined,
  candidate: TrainedModel,
  samples: readonly Sample[],
): Promise<Evaluation | undefined> {
  if (current !== undefined && current.architecture !== 'scorer') return evaluateModel(current, samples);
  if (samples.some(({targets}) => targets.length === 0)) return undefined;
  const scorer = new Scorer(weightsOf(current));
  return evaluate(
    scorerPredictions(samples, scorer, candidate.architecture === 'scorer' ? {} : {givenPress: true}),
  );
}

/** The weights of a scorer for these features; the shipped ones in place of any other model. */
function weightsOf(model: TrainedModel | undefined): ScorerWeights {
  return model?.architecture === 'scorer' && featureCounts.has(model.featureVersion)
    ? forPresentFeatures(model.weights)
    : shippedWeights;
}

async function predictionsOf(
  model: TrainedModel | undefined,
  samples: readonly Sample[],
): Promise<HeldOutPrediction[]> {
  if (model === undefined || model.architecture === 'scorer')
    return scorerPredictions(samples, new Scorer(weightsOf(model)));
  const known = samples.filter(({pressed}) => pressed !== null && model.keys.includes(pressed));
  const network = await SequenceModel.from(model.artifacts);
  try {
    const probabilities = await network.predict(known.map(evaluationWindow));
    return sequencePredictions(known, {keys: model.keys, probabilities});
  } finally {
    network.dispose();
  }
}
