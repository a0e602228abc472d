import type {EpochReport, DenseLayer, ScorerWeights} from '../core/model.js';
import type {Moment} from './moments.js';
import {seededRandom, type Random} from '../core/random.js';
import {Scorer} from '../prediction/scorer.js';
import {calibrate} from './calibrate.js';
import {fit, snapshot, type Figures} from './fit.js';
import {glorotKernel} from './initial-weights.js';
import {crossEntropy, distance} from './scorer-loss.js';
import {distilledExamples, plainExamples, throughFrozenLayers} from './training-examples.js';
import {scalingOf} from '../model-files/scaling.js';
import * as tf from './tf.js';

/** Widths of the hidden layers: the 25 rows of a moment take 15,000 multiplications, far below a frame; wider ones predict no better. */
const hiddenWidths = [16, 8];

/**
 * Training from nothing may move fast; from given weights it must not forget them. The pull towards what was
 * given is that of a prior: as strong for few moments as for many, so that many may move farther.
 */
const usual = {
  fromNothing: {learningRate: 3e-3, epochs: Infinity, patience: 10},
  fromWeights: {learningRate: 1e-3, epochs: 10, patience: Infinity},
  orderly: {learningRate: 1e-3, epochs: 20, patience: Infinity},
} as const;

/**
 * How long before a press its path may teach, ms: about as long as a hand aims; with many presses longer. Where
 * few come in an order, what is known any earlier is the order; it is habit, ends when the task does, and is
 * learned elsewhere.
 */
const aimedMs = {few: 450, many: 800, orderly: 200};

/** Weight decay of a network that is trained from nothing. */
const decay = 1e-6;

/** The pull of given weights: as if this much weight of moments had been seen that agree with them. */
const pull = 1;

/** Moments of this weight altogether are many: some 300 samples. */
const many = 2000;

/** Moments per step. */
const usualBatchSize = 64;

export interface ScorerTraining {
  training: readonly Moment[];
  /** Decides when to stop and calibrates the temperature; none of these is trained on. */
  validation: readonly Moment[];
  /** Only reported. */
  heldOut: readonly Moment[];
  /** Weights to start from, and to stay near to. */
  start?: ScorerWeights | undefined;
  /** Whether presses follow an order: if so and they are few, only the last layer learns. */
  pressesFollowOrder?: boolean;
  epochs: number;
  seed: number;
  batchSize?: number;
  learningRate?: number;
  /** Epochs without a better validation loss after which training ends. */
  patience?: number;
  onEpoch?: ((report: EpochReport) => void) | undefined;
  onStep?: (() => void) | undefined;
}

/** Trains the network that scores rows: cross-entropy of a softmax over the rows of each moment. */
export async function trainScorerNetwork(
  training: ScorerTraining,
): Promise<{weights: ScorerWeights; history: EpochReport[]}> {
  const {start, pressesFollowOrder = false, seed, onEpoch, onStep} = training;
  const amount = training.training.reduce((sum, {weight}) => sum + weight, 0);
  const caution = amount >= many ? 'many' : pressesFollowOrder ? 'orderly' : 'few';
  const usually =
    start === undefined ? usual.fromNothing : usual[caution === 'orderly' ? caution : 'fromWeights'];
  const random = seededRandom(seed);
  const initial = start === undefined ? initialWeights(training.training, random) : withoutTemperature(start);
  const frozen = start !== undefined && caution === 'orderly' ? initial.layers.slice(0, -1) : [];
  const examples =
    start === undefined
      ? plainExamples(training.training, initial)
      : throughFrozenLayers(
          frozen,
          distilledExamples(training.training, {shipped: initial, aimedMs: aimedMs[caution]}),
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
      learningRate: training.learningRate ?? usually.learningRate,
      epochs: Math.min(training.epochs, usually.epochs),
      patience: training.patience ?? usually.patience,
      random,
      loss: (batch) => {
        const {loss, correct} = crossEntropy(
          variables,
          batch.map((index) => examples[index]!),
        );
        return {loss: tf.add(loss, tf.mul(distance(variables, anchors), l2)).asScalar(), correct};
      },
      measure: async () => {
        const weights = withValues(initial, await snapshot(variables));
        return {
          validation: scorerFigures(weights, training.validation),
          heldOut: scorerFigures(weights, training.heldOut),
        };
      },
      onEpoch,
      onStep,
    });
    const weights = withValues(initial, await snapshot(variables));
    return {weights: {...weights, temperature: calibrate(weights, training.validation)}, history};
  } finally {
    tf.dispose([variables, anchors]);
  }
}

/** A variable does not own the tensor it is made from. */
function variable(values: Float32Array, shape: number[]): tf.Variable {
  const tensor = tf.tensor(values, shape);
  try {
    return tf.variable(tensor);
  } finally {
    tensor.dispose();
  }
}

/** Moments of the trial step, and rows of each. */
const trial = {moments: 32, rows: 6, features: 40};

/** One training step of a scorer, on made-up moments. */
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

function initialWeights(moments: readonly Moment[], random: Random): ScorerWeights {
  const first = moments[0]!;
  const inputs = first.features.length / first.rows;
  const widths = [inputs, ...hiddenWidths, 1];
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

/** The same function with temperature 1: the last layer takes it in. */
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

/** `values` are kernel, bias, kernel, bias, … of the last layers; those before stay. */
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
    const max = logits.reduce((a, b) => Math.max(a, b), -Infinity);
    const sum = logits.reduce((total, logit) => total + Math.exp(logit - max), 0);
    loss += weight * (Math.log(sum) + max - logits[label]!);
    if (logits[label] === max) right += weight;
    weights += weight;
  }
  return {loss: loss / weights, accuracy: right / weights};
}
