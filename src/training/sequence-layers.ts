import {type ModelArtifacts, type SequenceArchitecture, windowChannels, windowLength} from '../core/model.js';
import type {Random} from '../core/random.js';
import {glorotKernel, orthogonalKernel, sideBySide} from './initial-weights.js';
import {layersModel} from './model-artifacts.js';
import {foldScaling, unfoldScaling, type Scaling} from '../model-files/scaling.js';
import * as tf from './tf.js';

/** Recurrent units: enough for windows this short; a prediction takes about a millisecond. */
const units = 50;

/** Share of the recurrent layer's outputs dropped in training. Inside the cell, dropout would leak. */
export const dropoutRate = 0.3;

/** Gates of each cell, side by side in its kernels. */
const gates: Record<SequenceArchitecture, number> = {'simple-rnn': 1, gru: 3, lstm: 4};

/** A recurrent network, with its layers by name, since training applies them one by one. */
export interface SequenceLayers {
  model: tf.Sequential;
  recurrent: ReturnType<typeof recurrentLayer>;
  normalization: ReturnType<typeof tf.layers.batchNormalization>;
  dense: ReturnType<typeof tf.layers.dense>;
}

/** The network, with all weights zero. */
export function buildLayers(architecture: SequenceArchitecture, outputs: number): SequenceLayers {
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

export function initialise(
  {recurrent, dense}: SequenceLayers,
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
  // The LSTM's second gate is the forget gate; it starts open (Jozefowicz et al. 2015).
  if (architecture === 'lstm') setValue(recurrent, 2, new Float32Array(4 * units).fill(1, units, 2 * units));
  setValue(dense, 0, glorotKernel(units, dense.getConfig()['units'] as number, random));
}

/** Copies the weights of `start` into the network, if the shapes match; returns whether they do. */
export async function copyWeights(
  network: SequenceLayers,
  start: ModelArtifacts,
  scaling: Scaling,
): Promise<boolean> {
  const model = await layersModel(start);
  try {
    const given = model.layers.flatMap((layer) => layer.getWeights());
    const own = network.model.layers.flatMap((layer) => layer.getWeights());
    const fits =
      given.length === own.length && given.every(({shape}, i) => String(shape) === String(own[i]!.shape));
    if (!fits) return false;
    const [kernel, recurrentKernel, bias, ...rest] = given;
    const values = (tensor: tf.Tensor) => tensor.dataSync() as Float32Array;
    // The given model takes raw windows, the network in training standardised ones.
    const scaled = unfoldScaling(values(kernel!), values(bias!), scaling);
    tf.tidy(() => {
      const unfolded = [
        tf.tensor(scaled.kernel, kernel!.shape),
        recurrentKernel!,
        tf.tensor(scaled.bias, bias!.shape),
      ];
      let all: tf.Tensor[] = [...unfolded, ...rest];
      for (const layer of network.model.layers) {
        layer.setWeights(all.slice(0, layer.weights.length));
        all = all.slice(layer.weights.length);
      }
    });
    return true;
  } finally {
    model.dispose();
  }
}

/** Folds the scaling into the first layer, so that any tool can run the exported model on raw windows. */
export function foldIntoFirstLayer({recurrent}: SequenceLayers, scaling: Scaling): void {
  const [kernel, , bias] = recurrent.getWeights().map((weight) => weight.dataSync() as Float32Array);
  const folded = foldScaling(kernel!, bias!, scaling);
  setValue(recurrent, 0, folded.kernel);
  setValue(recurrent, 2, folded.bias);
}

function setValue(layer: {weights: tf.LayersModel['weights']}, index: number, value: Float32Array): void {
  const weight = layer.weights[index]!;
  const tensor = tf.tensor(value, weight.shape as number[]);
  weight.write(tensor);
  tensor.dispose();
}
