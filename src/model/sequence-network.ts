import type {EpochReport, ModelArtifacts, SequenceArchitecture} from '../learning/protocol.js';
import {seededRandom, type Random} from '../learning/random.js';
import {windowChannels, windowLength, type LabelledWindow} from '../learning/windows.js';
import {fit, type Figures} from './fit.js';
import {glorotKernel, orthogonalKernel, sideBySide} from './initial-weights.js';
import {modelArtifacts} from './model-artifacts.js';
import {foldScaling, scalingOf, type Scaling} from './scaling.js';
import * as tf from './tf.js';

/** Recurrent units: the talk's own choice; fewer lose accuracy on its recording, more only cost time. */
const units = 50;

/** Share of the recurrent layer's outputs that is left out in training. Inside the cell it would leak. */
const dropoutRate = 0.3;

/** Pull of the kernels towards zero; with a few hundred windows anything weaker learns them by heart. */
const l2 = 1e-3;

/** Windows per step: on wasm a step of 64 costs as much as one of 16. */
const batchSize = 64;

const learningRate = 0.01;

/** Epochs without improvement before training ends. */
const patience = 12;

/** Gates of each cell, which lie side by side in its kernels. */
const gates: Record<SequenceArchitecture, number> = {'simple-rnn': 1, gru: 3, lstm: 4};

export interface SequenceTraining {
  architecture: SequenceArchitecture;
  /** The button of each output. */
  keys: readonly string[];
  training: readonly LabelledWindow[];
  /** Decides when to stop; none of these is trained on. */
  validation: readonly LabelledWindow[];
  /** Only reported. */
  heldOut: readonly LabelledWindow[];
  epochs: number;
  seed: number;
  onEpoch?: ((report: EpochReport) => void) | undefined;
  onStep?: (() => void) | undefined;
}

/** Trains a recurrent network on windows. The result takes raw windows: x, y, dx, dy in CSS px, dt in ms. */
export async function trainSequenceNetwork(
  training: SequenceTraining,
): Promise<{artifacts: ModelArtifacts; history: EpochReport[]}> {
  const {architecture, keys, epochs, seed, onEpoch, onStep} = training;
  const random = seededRandom(seed);
  const scaling = scalingOf(
    training.training.map(({window}) => window),
    windowChannels,
  );
  const network = buildSequenceNetwork(architecture, keys.length);
  initialise(network, architecture, random);
  const examples = examplesOf(training.training, scaling);
  const judged = examplesOf([...training.validation, ...training.heldOut], scaling);
  try {
    const history = await fit({
      trainable: variables(network.model.trainableWeights),
      weights: variables(network.model.weights),
      examples: training.training.length,
      batchSize,
      learningRate,
      epochs,
      patience,
      random,
      loss: (batch) => loss(network, examples, batch, random),
      measure: async () => {
        const probabilities = await probabilitiesOf(network.model, judged.windows);
        const judge = (windows: readonly LabelledWindow[], from: number) =>
          figures(windows, probabilities.subarray(from * keys.length), keys.length);
        return {
          validation: judge(training.validation, 0),
          heldOut: judge(training.heldOut, training.validation.length),
        };
      },
      onEpoch,
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
    disposeExamples(judged);
  }
}

/** Windows of the trial step: enough to tell backends apart, little enough for the slowest. */
const trialWindows = 16;

/** One training step of a network of this architecture, on made-up windows. */
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

/** Its layers by name, because training applies them one by one. */
export interface SequenceNetwork {
  model: tf.Sequential;
  recurrent: ReturnType<typeof recurrentLayer>;
  normalization: ReturnType<typeof tf.layers.batchNormalization>;
  dense: ReturnType<typeof tf.layers.dense>;
}

/** The network, with all weights zero. */
export function buildSequenceNetwork(architecture: SequenceArchitecture, outputs: number): SequenceNetwork {
  const recurrent = recurrentLayer(architecture);
  const normalization = tf.layers.batchNormalization({name: 'normalization'});
  const dense = tf.layers.dense({name: 'buttons', units: outputs, kernelInitializer: 'zeros'});
  const model = tf.sequential({
    name: architecture,
    layers: [
      recurrent,
      normalization,
      tf.layers.dropout({name: 'dropout', rate: dropoutRate}),
      dense,
      tf.layers.activation({name: 'probabilities', activation: 'softmax'}),
    ],
  });
  return {model, recurrent, normalization, dense};
}

function recurrentLayer(architecture: SequenceArchitecture) {
  const config = {
    name: 'movement',
    units,
    inputShape: [windowLength, windowChannels],
    kernelInitializer: 'zeros',
    recurrentInitializer: 'zeros',
  } as const;
  // Sigmoid gates are Keras's default; TensorFlow.js's own is a rougher, slower approximation.
  const gated = {...config, recurrentActivation: 'sigmoid'} as const;
  switch (architecture) {
    case 'simple-rnn':
      return tf.layers.simpleRNN({...config, inputShape: [...config.inputShape]});
    case 'gru':
      return tf.layers.gru({...gated, inputShape: [...config.inputShape]});
    case 'lstm':
      return tf.layers.lstm({...gated, inputShape: [...config.inputShape]});
  }
}

function initialise(
  {recurrent, dense}: SequenceNetwork,
  architecture: SequenceArchitecture,
  random: Random,
): void {
  const perGate = <T>(make: () => T) => Array.from({length: gates[architecture]}, make);
  const kernel = sideBySide(
    perGate(() => glorotKernel(windowChannels, units, random)),
    windowChannels,
  );
  const recurrentKernel = sideBySide(
    perGate(() => orthogonalKernel(units, random)),
    units,
  );
  setValue(recurrent, 0, kernel);
  setValue(recurrent, 1, recurrentKernel);
  // The LSTM's second gate forgets; it starts open (Jozefowicz et al. 2015).
  if (architecture === 'lstm') setValue(recurrent, 2, new Float32Array(4 * units).fill(1, units, 2 * units));
  setValue(dense, 0, glorotKernel(units, dense.getConfig()['units'] as number, random));
}

/** The scaling moves into the first layer, so that any tool runs the exported model on raw windows. */
function foldIntoFirstLayer({recurrent}: SequenceNetwork, scaling: Scaling): void {
  const [kernel, , bias] = recurrent.getWeights().map((weight) => weight.dataSync() as Float32Array);
  const folded = foldScaling(kernel!, bias!, scaling);
  setValue(recurrent, 0, folded.kernel);
  setValue(recurrent, 2, folded.bias);
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

/** Weighted cross-entropy plus the pull towards zero; applied layer by layer, for a seeded dropout. */
function loss(
  {recurrent, normalization, dense}: SequenceNetwork,
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

/** The variables behind a model's weights: reading one hands out the variable itself, typed as a tensor. */
function variables(weights: tf.LayersModel['weights']): tf.Variable[] {
  return weights.map((weight) => weight.read() as tf.Variable);
}

function setValue(layer: {weights: tf.LayersModel['weights']}, index: number, value: Float32Array): void {
  const weight = layer.weights[index]!;
  const tensor = tf.tensor(value, weight.shape as number[]);
  weight.write(tensor);
  tensor.dispose();
}
