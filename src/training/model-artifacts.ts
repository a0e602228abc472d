import type {ModelArtifacts, ModelMetadata} from '../core/model.js';
import * as tf from './tf.js';

/** Converts a layers model to plain data, with the kit's metadata. */
export async function modelArtifacts(
  model: tf.LayersModel,
  metadata: ModelMetadata,
): Promise<ModelArtifacts> {
  let saved: tf.io.ModelArtifacts | undefined;
  await model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      saved = artifacts;
      return {modelArtifactsInfo: {dateSaved: new Date(0), modelTopologyType: 'JSON'}};
    }),
  );
  const {modelTopology, weightSpecs, weightData} = saved!;
  return {
    modelTopology: modelTopology as object,
    weightSpecs: weightSpecs!.map(({name, shape}) => ({name, shape, dtype: 'float32'})),
    weightData: tf.io.CompositeArrayBuffer.join(weightData).slice(0),
    userDefinedMetadata: metadata,
  };
}

/** Builds the layers model of `artifacts` that were made here or have been checked. */
export async function layersModel(artifacts: ModelArtifacts): Promise<tf.LayersModel> {
  const {modelTopology, weightSpecs, weightData} = artifacts;
  return tf.loadLayersModel(
    tf.io.fromMemory({modelTopology: withoutInitializers(modelTopology), weightSpecs, weightData}),
  );
}

/**
 * Removes initialisers, as the weights are there: drawing random ones would be slow, and orthogonal ones log
 * a warning.
 */
function withoutInitializers(topology: object): object {
  const text = JSON.stringify(topology, (key, value: unknown) =>
    key.endsWith('_initializer') ? {class_name: 'Zeros', config: {}} : value,
  );
  return JSON.parse(text) as object;
}
