import type {TrainedModel} from '../../src/core/model.js';

/** A scorer of three features and four hidden units; `seed` distinguishes models. */
export function scorerModel(seed: number): TrainedModel {
  const floats = (length: number) => Float32Array.from({length}, (_, index) => seed + index / 10);
  return {
    architecture: 'scorer',
    featureVersion: 1,
    weights: {
      mean: floats(3),
      std: Float32Array.of(1, 2, 3),
      layers: [
        {inputs: 3, outputs: 4, kernel: floats(12), bias: floats(4)},
        {inputs: 4, outputs: 1, kernel: floats(4), bias: floats(1)},
      ],
      temperature: 1.5,
    },
  };
}

/** A GRU of one unit for two buttons; `seed` distinguishes models. */
export function sequenceModel(seed: number): TrainedModel {
  return {
    architecture: 'gru',
    keys: ['save', 'cancel'],
    artifacts: {
      modelTopology: topologyOf('GRU', {name: 'gru', units: 1}),
      weightSpecs: [
        {name: 'kernel', shape: [5, 3], dtype: 'float32'},
        {name: 'recurrent', shape: [1, 3], dtype: 'float32'},
        {name: 'bias', shape: [3], dtype: 'float32'},
        {name: 'dense', shape: [1, 2], dtype: 'float32'},
        {name: 'dense bias', shape: [2], dtype: 'float32'},
      ],
      weightData: Float32Array.from({length: 25}, (_, index) => seed + index).buffer,
      userDefinedMetadata: {
        architecture: 'gru',
        keys: ['save', 'cancel'],
        inputMean: [0, 1],
        inputStd: [1, 1],
      },
    },
  };
}

/** A SimpleRNN of this many units for two buttons; 900 have weights of 3.3 MB. */
export function largeModel(units: number): TrainedModel {
  const shapes = {
    kernel: [5, units],
    recurrent: [units, units],
    bias: [units],
    dense: [units, 2],
    'dense bias': [2],
  };
  const weightSpecs = Object.entries(shapes).map(([name, shape]) => ({
    name,
    shape,
    dtype: 'float32' as const,
  }));
  const count = weightSpecs.reduce((sum, {shape}) => sum + shape.reduce((a, b) => a * b, 1), 0);
  return {
    architecture: 'simple-rnn',
    keys: ['save', 'cancel'],
    artifacts: {
      modelTopology: topologyOf('SimpleRNN', {name: 'rnn', units}),
      weightSpecs,
      weightData: Float32Array.from({length: count}, (_, i) => Math.sin(i)).buffer,
      userDefinedMetadata: {architecture: 'simple-rnn', keys: ['save', 'cancel']},
    },
  };
}

/** A recurrent layer and a softmax over two buttons. */
function topologyOf(recurrent: string, config: {name: string; units: number}): object {
  return {
    class_name: 'Sequential',
    config: {
      layers: [
        {class_name: recurrent, config: {...config, batch_input_shape: [null, 25, 5]}},
        {class_name: 'Dense', config: {name: 'dense', units: 2, activation: 'softmax'}},
      ],
    },
  };
}
