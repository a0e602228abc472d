import type {ModelArtifacts, TrainedModel, DenseLayer} from '../core/model.js';
import {foldScaling} from './scaling.js';

/**
 * Converts a scorer to a TensorFlow.js layers model that takes a row of raw features and returns its logits.
 * Scaling and temperature are folded into the first and last layer. Works without TensorFlow.js, so that
 * downloading a model does not load a library.
 */
export function scorerFile({
  weights: {mean, std, layers, temperature},
  featureVersion,
}: Extract<TrainedModel, {architecture: 'scorer'}>): ModelArtifacts {
  const folded = layers.map((layer, index) => {
    const {kernel, bias} = index === 0 ? foldScaling(layer.kernel, layer.bias, {mean, std}) : layer;
    const divisor = index === layers.length - 1 ? temperature : 1;
    return {
      ...layer,
      kernel: kernel.map((value) => value / divisor),
      bias: bias.map((value) => value / divisor),
    };
  });
  const names = folded.map((_, index) => (index === folded.length - 1 ? 'logit' : `hidden${index + 1}`));
  return {
    modelTopology: {
      class_name: 'Sequential',
      config: {
        name: 'scorer',
        layers: folded.map((layer, index) => layerConfig(layer, names[index]!, index === 0)),
      },
      keras_version: '2.2.4',
      backend: 'tensorflow.js',
    },
    weightSpecs: folded.flatMap(({inputs, outputs}, index) => [
      {name: `${names[index]}/kernel`, shape: [inputs, outputs], dtype: 'float32'},
      {name: `${names[index]}/bias`, shape: [outputs], dtype: 'float32'},
    ]),
    weightData: joined(folded.flatMap(({kernel, bias}) => [kernel, bias])),
    userDefinedMetadata: {
      architecture: 'scorer',
      keys: [],
      featureVersion,
      inputMean: [...mean],
      inputStd: [...std],
    },
  };
}

function layerConfig({inputs, outputs}: DenseLayer, name: string, isFirst: boolean): object {
  return {
    class_name: 'Dense',
    config: {
      name,
      units: outputs,
      activation: name === 'logit' ? 'linear' : 'relu',
      use_bias: true,
      trainable: true,
      dtype: 'float32',
      ...(isFirst && {batch_input_shape: [null, inputs]}),
    },
  };
}

function joined(parts: readonly Float32Array[]): ArrayBuffer {
  const all = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all.buffer;
}
