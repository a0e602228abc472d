import type {EpochReport} from '../learning/protocol.js';
import type {Moment} from '../learning/moments.js';
import {seededRandom, type Random} from '../learning/random.js';
import {Scorer, type DenseLayer, type ScorerWeights} from '../prediction/scorer.js';
import {calibrate} from './calibrate.js';
import {fit, snapshot, type Figures} from './fit.js';
import {glorotKernel} from './initial-weights.js';
import {scalingOf} from './scaling.js';
import * as tf from './tf.js';

/** Widths of the hidden layers: the 25 rows of a moment take 45,000 multiplications, far below a frame. */
const hiddenWidths = [24, 12];

/**
 * Training from nothing may move fast; from given weights it must not forget them. Chosen on the latest 60
 * of 160 movements each of 24 people: weaker ties gain nothing, ten times stronger ones lose a third of the gain.
 */
const usual = {
  fromNothing: {learningRate: 3e-3, l2: 1e-6, patience: 10},
  fromWeights: {learningRate: 1e-3, l2: 1e-2, patience: 8},
} as const;

/** Moments per step. */
const usualBatchSize = 64;

/** Added to the logits of rows that are only padding: no chance, and still finite. */
const padding = -1e9;

export interface ScorerTraining {
  training: readonly Moment[];
  /** Decides when to stop and calibrates the temperature; none of these is trained on. */
  validation: readonly Moment[];
  /** Only reported. */
  heldOut: readonly Moment[];
  /** Weights to start from, and to stay near to. */
  start?: ScorerWeights | undefined;
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
  const {start, epochs, seed, onEpoch, onStep} = training;
  const usually = start === undefined ? usual.fromNothing : usual.fromWeights;
  const random = seededRandom(seed);
  const initial = start === undefined ? initialWeights(training.training, random) : withoutTemperature(start);
  const variables = initial.layers.flatMap(({kernel, bias, inputs, outputs}) => [
    variable(kernel, [inputs, outputs]),
    variable(bias, [outputs]),
  ]);
  const anchors = start === undefined ? [] : variables.map((variable) => variable.clone());
  try {
    const history = await fit({
      trainable: variables,
      weights: variables,
      examples: training.training.length,
      batchSize: training.batchSize ?? usualBatchSize,
      learningRate: training.learningRate ?? usually.learningRate,
      epochs,
      patience: training.patience ?? usually.patience,
      random,
      loss: (batch) => {
        const moments = batch.map((index) => training.training[index]!);
        const {loss, correct} = crossEntropy(variables, moments, initial);
        return {loss: tf.add(loss, tf.mul(distance(variables, anchors), usually.l2)).asScalar(), correct};
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

/** `values` are kernel, bias, kernel, bias, … */
function withValues(weights: ScorerWeights, values: readonly Float32Array[]): ScorerWeights {
  const layers = weights.layers.map((layer, i) => ({
    ...layer,
    kernel: values[2 * i]!,
    bias: values[2 * i + 1]!,
  }));
  return {...weights, layers};
}

/** Weighted cross-entropy over moments, padded to the longest: `[moments, rows, features]`. */
function crossEntropy(
  variables: readonly tf.Variable[],
  moments: readonly Moment[],
  {mean, std}: ScorerWeights,
): {loss: tf.Scalar; correct: tf.Scalar} {
  const width = mean.length;
  const rows = Math.max(...moments.map((moment) => moment.rows));
  const inputs = new Float32Array(moments.length * rows * width);
  const mask = new Float32Array(moments.length * rows);
  const labels = new Float32Array(moments.length * rows);
  moments.forEach((moment, index) => {
    const from = index * rows;
    mask.fill(padding, from + moment.rows, from + rows);
    labels[from + moment.label] = 1;
    for (let i = 0; i < moment.rows * width; i++) {
      inputs[from * width + i] = (moment.features[i]! - mean[i % width]!) / std[i % width]!;
    }
  });
  const logits = tf.add<tf.Tensor2D>(
    forward(variables, tf.tensor2d(inputs, [moments.length * rows, width])).reshape([moments.length, rows]),
    tf.tensor2d(mask, [moments.length, rows]),
  );
  const target = tf.tensor2d(labels, [moments.length, rows]);
  const weights = tf.tensor1d(moments.map(({weight}) => weight));
  const logProbability = tf.sub(tf.sum(tf.mul(target, logits), 1), tf.logSumExp(logits, 1));
  return {
    loss: tf.div(tf.neg(tf.sum(tf.mul(weights, logProbability))), tf.sum(weights)).asScalar(),
    correct: tf
      .sum(tf.equal(tf.argMax(logits, 1), tf.argMax(target, 1)))
      .toFloat()
      .asScalar(),
  };
}

function forward(variables: readonly tf.Variable[], inputs: tf.Tensor2D): tf.Tensor {
  let values: tf.Tensor = inputs;
  for (let i = 0; i < variables.length; i += 2) {
    values = tf.add(tf.matMul(values as tf.Tensor2D, variables[i] as tf.Tensor2D), variables[i + 1]!);
    if (i < variables.length - 2) values = tf.relu(values);
  }
  return values;
}

/** Squared distance of the weights to `anchors`; to zero without them. */
function distance(variables: readonly tf.Variable[], anchors: readonly tf.Tensor[]): tf.Tensor {
  return tf.addN(
    variables.map((variable, i) =>
      tf.sum(tf.square(anchors[i] === undefined ? variable : tf.sub(variable, anchors[i]))),
    ),
  );
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
