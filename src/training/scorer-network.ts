import type {EpochReport, DenseLayer, ScorerWeights} from '../core/model.js';
import type {Moment} from './moments.js';
import {seededRandom, type Random} from '../core/random.js';
import {Scorer, softmaxInPlace} from '../prediction/scorer.js';
import {calibrate} from './calibrate.js';
import {fit, snapshot, type Figures, type FitCheckpoint} from './fit.js';
import {glorotKernel} from './initial-weights.js';
import {crossEntropy, squaredDistance} from './scorer-loss.js';
import {
  calibratedExamples,
  distilledExamples,
  plainExamples,
  throughFrozenLayers,
} from './training-examples.js';
import {scalingOf} from '../model-files/scaling.js';
import * as tf from './tf.js';

/**
 * Widths of the hidden layers: the 25 rows of a moment take 15,000 multiplications, far less than a frame;
 * wider layers predict no better.
 */
const usualWidths = [16, 8];

/**
 * Training from scratch has to find out when to stop; from given weights it must not forget them. The pull towards given
 * weights acts as a prior of fixed strength, so that many moments may move farther than few. Longer training at higher
 * rates is no better, and lets the weights tell which samples they were trained on.
 */
const usualSettings = {
  fromScratch: {learningRate: 3e-3, epochs: Infinity, patience: 10},
  fromWeights: {learningRate: 1e-3, epochs: 10, patience: Infinity},
  inOrder: {learningRate: 4e-3, epochs: 20, patience: Infinity},
} as const;

/** Time before a press from which its path counts, ms: about as long as a hand aims, and longer with many presses. */
const aimedMs = {few: 450, many: 800, inOrder: 450};

/** Weight decay of a network trained from scratch. */
const decay = 1e-6;

/** Strength of the pull towards given weights: the weight of equivalent moments that agree with them. */
const pull = 1;

/** Total weight from which moments are many: some 300 samples. */
const many = 2000;

/** Moments per step. */
const usualBatchSize = 64;

export interface ScorerTraining {
  training: readonly Moment[];
  /** Decides when to stop and calibrates the temperature; never trained on. */
  validation: readonly Moment[];
  /** Only reported. */
  heldOut: readonly Moment[];
  /** Weights to start from, and to stay close to. */
  start?: ScorerWeights | undefined;
  /**
   * Whether presses follow an order. Then the button that the hand left is never the one it aims at: a habit, which ends
   * with the task and is learned elsewhere. If they are few, only the last layer learns, and only how sure it may be.
   */
  pressesFollowOrder?: boolean;
  epochs: number;
  seed: number;
  /** Widths of the hidden layers of a network trained from scratch, and its outputs: 1, or one for each horizon. */
  hiddenWidths?: readonly number[];
  outputs?: number;
  batchSize?: number;
  learningRate?: number;
  /** Epochs without a better validation loss before training ends. */
  patience?: number;
  onEpoch?: ((report: EpochReport) => void) | undefined;
  /** Called with the weights before the first epoch (0), and after each. */
  onWeights?: ((weights: ScorerWeights, epoch: number) => void) | undefined;
  resume?: FitCheckpoint | undefined;
  onCheckpoint?: ((checkpoint: FitCheckpoint) => void) | undefined;
  onStep?: (() => void) | undefined;
}

/** Trains the network that scores rows: cross-entropy of a softmax over the rows of each moment. */
export async function trainScorerNetwork(
  training: ScorerTraining,
): Promise<{weights: ScorerWeights; history: EpochReport[]}> {
  const {
    start,
    pressesFollowOrder = false,
    seed,
    resume,
    onEpoch,
    onWeights,
    onCheckpoint,
    onStep,
  } = training;
  const amount = training.training.reduce((sum, {weight}) => sum + weight, 0);
  const amountKind = amount >= many ? 'many' : pressesFollowOrder ? 'inOrder' : 'few';
  const defaults =
    start === undefined
      ? usualSettings.fromScratch
      : usualSettings[amountKind === 'inOrder' ? amountKind : 'fromWeights'];
  const random = seededRandom(seed);
  const initial =
    start === undefined
      ? initialWeights(training.training, {
          random,
          widths: [...(training.hiddenWidths ?? usualWidths), training.outputs ?? 1],
        })
      : withoutTemperature(start);
  const frozen = start !== undefined && amountKind === 'inOrder' ? initial.layers.slice(0, -1) : [];
  const examples =
    start === undefined
      ? plainExamples(training.training, initial)
      : throughFrozenLayers(
          frozen,
          amountKind === 'inOrder'
            ? calibratedExamples(training.training, {shipped: initial, aimedMs: aimedMs.inOrder})
            : distilledExamples(training.training, {shipped: initial, aimedMs: aimedMs[amountKind]}),
        );
  const variables = initial.layers
    .slice(frozen.length)
    .flatMap(({kernel, bias, inputs, outputs}) => [
      variable(kernel, [inputs, outputs]),
      variable(bias, [outputs]),
    ]);
  const anchors = start === undefined ? [] : variables.map((variable) => variable.clone());
  const l2 = start === undefined ? decay : pull / amount;
  try {
    const history = await fit({
      trainable: variables,
      weights: variables,
      examples: examples.length,
      batchSize: training.batchSize ?? usualBatchSize,
      learningRate: training.learningRate ?? defaults.learningRate,
      epochs: Math.min(training.epochs, defaults.epochs),
      patience: training.patience ?? defaults.patience,
      random,
      loss: (batch) => {
        const {loss, correct} = crossEntropy(
          variables,
          batch.map((index) => examples[index]!),
        );
        return {loss: tf.add(loss, tf.mul(squaredDistance(variables, anchors), l2)).asScalar(), correct};
      },
      measure: async (epoch) => {
        const weights = withValues(initial, await snapshot(variables));
        onWeights?.(weights, epoch);
        return {
          validation: scorerFigures(weights, training.validation),
          heldOut: scorerFigures(weights, training.heldOut),
        };
      },
      resume,
      onEpoch,
      onCheckpoint,
      onStep,
    });
    const weights = withValues(initial, await snapshot(variables));
    return {weights: {...weights, temperature: calibrate(weights, training.validation)}, history};
  } finally {
    tf.dispose([variables, anchors]);
  }
}

/** A variable does not own the tensor it was created from. */
function variable(values: Float32Array, shape: number[]): tf.Variable {
  const tensor = tf.tensor(values, shape);
  try {
    return tf.variable(tensor);
  } finally {
    tensor.dispose();
  }
}

/** Size of the trial step: moments, rows of each, and features. */
const trial = {moments: 32, rows: 6, features: 40};

/** One training step of a scorer, on synthetic moments. */
export async function tryScorerStep(): Promise<void> {
  const random = seededRandom(1);
  const training = Array.from({length: trial.moments}, (_, i): Moment => ({
    features: Float32Array.from({length: trial.rows * trial.features}, () => random()),
    rows: trial.rows,
    label: i % trial.rows,
    weight: 1,
  }));
  await trainScorerNetwork({training, validation: [], heldOut: [], epochs: 1, seed: 1});
}

function initialWeights(
  moments: readonly Moment[],
  {random, widths: own}: {random: Random; widths: readonly number[]},
): ScorerWeights {
  const first = moments[0]!;
  const inputs = first.features.length / first.rows;
  const widths = [inputs, ...own];
  const scaling = scalingOf(
    moments.map(({features}) => features),
    inputs,
  );
  const layers = widths.slice(1).map((outputs, i): DenseLayer => {
    const kernel = glorotKernel(widths[i]!, outputs, random);
    return {inputs: widths[i]!, outputs, kernel, bias: new Float32Array(outputs)};
  });
  return {...scaling, layers, temperature: 1};
}

/** The same function with temperature 1, which is folded into the last layer. */
function withoutTemperature(weights: ScorerWeights): ScorerWeights {
  const {layers, temperature} = weights;
  const last = layers.at(-1)!;
  const scaled = {
    ...last,
    kernel: last.kernel.map((value) => value / temperature),
    bias: last.bias.map((value) => value / temperature),
  };
  return {...weights, layers: [...layers.slice(0, -1), scaled], temperature: 1};
}

/** Replaces the last layers; `values` are kernel, bias, kernel, bias, … */
function withValues(weights: ScorerWeights, values: readonly Float32Array[]): ScorerWeights {
  const frozen = weights.layers.length - values.length / 2;
  const layers = weights.layers.map((layer, i) =>
    i < frozen ? layer : {...layer, kernel: values[2 * (i - frozen)]!, bias: values[2 * (i - frozen) + 1]!},
  );
  return {...weights, layers};
}

/** Log-loss and accuracy over some moments. */
export function scorerFigures(network: ScorerWeights, moments: readonly Moment[]): Figures {
  const scorer = new Scorer(network);
  let loss = 0;
  let right = 0;
  let weights = 0;
  for (const {features, rows, label, weight} of moments) {
    const logits = new Float32Array(rows);
    scorer.logits(features, rows, logits);
    const actual = logits[label]!;
    const isRight = logits.every((logit) => logit <= actual);
    loss += weight * (softmaxInPlace(logits) - actual);
    if (isRight) right += weight;
    weights += weight;
  }
  return {loss: loss / weights, accuracy: right / weights};
}
