import {
  type EpochReport,
  type ModelArtifacts,
  type SequenceArchitecture,
  windowChannels,
  windowLength,
} from '../core/model.js';
import {seededRandom, type Random} from '../core/random.js';
import type {LabelledWindow} from './input-windows.js';
import {fit, type Figures, type FitCheckpoint} from './fit.js';
import {modelArtifacts} from './model-artifacts.js';
import {scalingOf, type Scaling} from '../model-files/scaling.js';
import {
  buildLayers,
  dropoutRate,
  foldIntoFirstLayer,
  initialise,
  copyWeights,
  type SequenceLayers,
} from './sequence-layers.js';
import * as tf from './tf.js';

/** Weight decay of the kernels: there are ten times as many weights as windows. */
const l2 = 1e-3;

/** Windows per step: half as many take nearly as long each, twice as many learn less per pass. */
const batchSize = 64;

const learningRate = 0.01;

/** Learning rate when training continues from given weights, which the usual one would wipe out. */
const gentleLearningRate = 0.003;

/** Epochs without improvement before training ends. */
const patience = 12;

export interface SequenceTraining {
  architecture: SequenceArchitecture;
  /** The button of each output. */
  keys: readonly string[];
  training: readonly LabelledWindow[];
  /** Decides when to stop; never trained on. */
  validation: readonly LabelledWindow[];
  /** Only reported. */
  heldOut: readonly LabelledWindow[];
  /** A model to continue from, of the same architecture and for the same buttons; any other is ignored. */
  start?: ModelArtifacts | undefined;
  epochs: number;
  seed: number;
  resume?: FitCheckpoint | undefined;
  onEpoch?: ((report: EpochReport) => void) | undefined;
  onCheckpoint?: ((checkpoint: FitCheckpoint) => void) | undefined;
  onStep?: (() => void) | undefined;
}

/** Trains a recurrent network on windows. The result takes raw windows: x, y, dx, dy in CSS px, dt in ms. */
export async function trainSequenceNetwork(
  training: SequenceTraining,
): Promise<{artifacts: ModelArtifacts; history: EpochReport[]}> {
  const {architecture, keys, epochs, seed, resume, onEpoch, onCheckpoint, onStep} = training;
  const random = seededRandom(seed);
  const scaling = rounded(
    scalingOf(
      training.training.map(({window}) => window),
      windowChannels,
    ),
  );
  const network = buildLayers(architecture, keys.length);
  initialise(network, architecture, random);
  const continues = training.start !== undefined && (await copyWeights(network, training.start, scaling));
  const examples = examplesOf(training.training, scaling);
  const evaluated = examplesOf([...training.validation, ...training.heldOut], scaling);
  try {
    const history = await fit({
      trainable: variables(network.model.trainableWeights),
      weights: variables(network.model.weights),
      examples: training.training.length,
      batchSize,
      learningRate: continues ? gentleLearningRate : learningRate,
      epochs,
      patience,
      random,
      loss: (batch) => loss(network, examples, batch, random),
      measure: async () => {
        const probabilities = await probabilitiesOf(network.model, evaluated.windows);
        const figuresOf = (windows: readonly LabelledWindow[], from: number) =>
          figures(windows, probabilities.subarray(from * keys.length), keys.length);
        return {
          validation: figuresOf(training.validation, 0),
          heldOut: figuresOf(training.heldOut, training.validation.length),
        };
      },
      resume,
      onEpoch,
      onCheckpoint,
      onStep,
    });
    foldIntoFirstLayer(network, scaling);
    const artifacts = await modelArtifacts(network.model, {
      architecture,
      keys: [...keys],
      inputMean: [...scaling.mean],
      inputStd: [...scaling.std],
    });
    return {artifacts, history};
  } finally {
    network.model.dispose();
    disposeExamples(examples);
    disposeExamples(evaluated);
  }
}

/**
 * The scaling is in the model's file, and says where and how fast a person moved on average. Two digits scale as well
 * and say less.
 */
function rounded({mean, std}: Scaling): Scaling {
  const round = (values: Float32Array): Float32Array => values.map((value) => Number(value.toPrecision(2)));
  return {mean: round(mean), std: round(std)};
}

/** Windows of the trial step: enough to tell backends apart, few enough for the slowest. */
const trialWindows = 16;

/** One training step of a network of this architecture, on synthetic windows. */
export async function trySequenceStep(architecture: SequenceArchitecture): Promise<void> {
  const random = seededRandom(1);
  const windows = Array.from({length: trialWindows}, (_, group): LabelledWindow => {
    const window = Float32Array.from({length: windowLength * windowChannels}, () => random());
    return {window, label: group % 2, weight: 1, group, part: 'near'};
  });
  await trainSequenceNetwork({
    architecture,
    keys: ['a', 'b'],
    training: windows,
    validation: [],
    heldOut: [],
    epochs: 1,
    seed: 1,
  });
}

interface Examples {
  /** `[n, 25, 5]`, standardised. */
  windows: tf.Tensor3D;
  labels: tf.Tensor1D;
  weights: tf.Tensor1D;
}

function examplesOf(windows: readonly LabelledWindow[], {mean, std}: Scaling): Examples {
  const size = windowLength * windowChannels;
  const values = new Float32Array(windows.length * size);
  windows.forEach(({window}, row) => {
    for (let i = 0; i < size; i++) {
      const channel = i % windowChannels;
      values[row * size + i] = (window[i]! - mean[channel]!) / std[channel]!;
    }
  });
  return {
    windows: tf.tensor3d(values, [windows.length, windowLength, windowChannels]),
    labels: tf.tensor1d(
      windows.map(({label}) => label),
      'int32',
    ),
    weights: tf.tensor1d(windows.map(({weight}) => weight)),
  };
}

function disposeExamples({windows, labels, weights}: Examples): void {
  tf.dispose([windows, labels, weights]);
}

/** Weighted cross-entropy plus weight decay; applied layer by layer, for a seeded dropout. */
function loss(
  {recurrent, normalization, dense}: SequenceLayers,
  examples: Examples,
  batch: readonly number[],
  random: Random,
): {loss: tf.Scalar; correct: tf.Scalar} {
  const rows = tf.tensor1d([...batch], 'int32');
  const labels = tf.gather(examples.labels, rows);
  const weights = tf.gather(examples.weights, rows);
  const hidden = recurrent.apply(tf.gather(examples.windows, rows)) as tf.Tensor2D;
  const normalized = normalization.apply(hidden, {training: true}) as tf.Tensor2D;
  const dropped = tf.dropout(normalized, dropoutRate, undefined, Math.floor(random() * 2 ** 31));
  const logits = dense.apply(dropped) as tf.Tensor2D;
  const target = tf.oneHot(labels, logits.shape[1]).toFloat();
  const logProbability = tf.sub(tf.sum(tf.mul(target, logits), 1), tf.logSumExp(logits, 1));
  const crossEntropy = tf.div(tf.neg(tf.sum(tf.mul(weights, logProbability))), tf.sum(weights));
  const kernels = [
    recurrent.trainableWeights[0]!,
    recurrent.trainableWeights[1]!,
    dense.trainableWeights[0]!,
  ];
  const penalty = tf.addN(kernels.map((kernel) => tf.sum(tf.square(kernel.read()))));
  return {
    loss: tf.add(crossEntropy, tf.mul(penalty, l2)).asScalar(),
    correct: tf
      .sum(tf.equal(tf.argMax(logits, 1), labels))
      .toFloat()
      .asScalar(),
  };
}

async function probabilitiesOf(model: tf.LayersModel, windows: tf.Tensor): Promise<Float32Array> {
  if (windows.shape[0] === 0) return new Float32Array();
  const output = tf.tidy(() => model.apply(windows) as tf.Tensor);
  const probabilities = (await output.data()) as Float32Array;
  output.dispose();
  return probabilities;
}

function figures(windows: readonly LabelledWindow[], probabilities: Float32Array, outputs: number): Figures {
  let loss = 0;
  let correct = 0;
  windows.forEach(({label}, row) => {
    const answers = probabilities.subarray(row * outputs, (row + 1) * outputs);
    loss -= Math.log(Math.max(answers[label]!, 1e-7));
    if (answers.every((probability) => probability <= answers[label]!)) correct++;
  });
  return {loss: loss / windows.length, accuracy: correct / windows.length};
}

/**
 * The variables behind a model's weights: reading a weight returns the variable itself, typed as a tensor.
 */
function variables(weights: tf.LayersModel['weights']): tf.Variable[] {
  return weights.map((weight) => weight.read() as tf.Variable);
}
