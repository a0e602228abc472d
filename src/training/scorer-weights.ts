import {PredictiveError} from '../core/errors.js';
import type {ModelArtifacts, DenseLayer, ScorerWeights} from '../core/model.js';
import {layersModel} from './model-artifacts.js';
import {unfoldScaling} from '../model-files/scaling.js';

/** Largest mean, and largest and, inverted, smallest deviation of a feature; others would not fit a float32. */
const mostScale = 1e6;

/** Reads the scorer from a layers model of dense layers. Throws `invalid-model` for other kinds of layers. */
export async function scorerWeights(artifacts: ModelArtifacts): Promise<ScorerWeights> {
  const model = await layersModel(artifacts);
  try {
    const layers: DenseLayer[] = [];
    for (const layer of model.layers.filter((each) => each.getClassName() !== 'InputLayer')) {
      const isLast = layer === model.layers.at(-1);
      if (
        layer.getClassName() !== 'Dense' ||
        layer.getConfig()['activation'] !== (isLast ? 'linear' : 'relu')
      ) {
        throw new PredictiveError(
          'invalid-model',
          'A scorer is made of dense layers with ReLU between them.',
        );
      }
      const [kernel, bias] = layer.getWeights();
      const [inputs, outputs] = kernel!.shape as [number, number];
      // Checked to be float32 before the model was built.
      const values = (await kernel!.data()) as Float32Array;
      const offsets = (await bias?.data()) as Float32Array | undefined;
      layers.push({
        inputs,
        outputs,
        kernel: values.slice(),
        bias: offsets?.slice() ?? new Float32Array(outputs),
      });
    }
    return withScaling(layers, artifacts);
  } finally {
    model.dispose();
  }
}

/** Unfolds the scaling from the first layer, if known: training works better on scaled inputs. */
function withScaling(layers: DenseLayer[], {userDefinedMetadata}: ModelArtifacts): ScorerWeights {
  const [first, ...rest] = layers;
  const inputs = first!.inputs;
  const {inputMean, inputStd} = userDefinedMetadata;
  const isKnown =
    inputMean?.length === inputs &&
    inputStd?.length === inputs &&
    inputMean.every((mean) => Math.abs(mean) <= mostScale) &&
    inputStd.every((std) => std >= 1 / mostScale && std <= mostScale);
  if (!isKnown) {
    return {mean: new Float32Array(inputs), std: new Float32Array(inputs).fill(1), layers, temperature: 1};
  }
  const scaling = {mean: Float32Array.from(inputMean), std: Float32Array.from(inputStd)};
  const unfolded = unfoldScaling(first!.kernel, first!.bias, scaling);
  return {...scaling, layers: [{...first!, ...unfolded}, ...rest], temperature: 1};
}
