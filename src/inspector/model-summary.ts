/** The structure of a model, read from its files. */
export interface ModelSummary {
  architecture: string;
  /** The buttons of its outputs, in order; empty for a model of any buttons. */
  keys: string[];
  layers: {name: string; kind: string; units: number | undefined; parameters: number}[];
  parameters: number;
  /** Size of both files. */
  bytes: number;
}

interface ModelJson {
  modelTopology: Topology & {model_config?: Topology};
  weightsManifest: {weights: {name: string; shape: number[]}[]}[];
  userDefinedMetadata?: {architecture?: string; keys?: string[]};
}

interface Topology {
  config?: {layers?: {class_name: string; config: {name: string; units?: number}}[]};
}

/** Summarises the result of `exportModel()`. */
export async function summaryOf({
  modelJson,
  weights,
}: {
  modelJson: File;
  weights: File;
}): Promise<ModelSummary> {
  // The region has just written the file, and checked its model if it came from outside.
  const {modelTopology, weightsManifest, userDefinedMetadata} = JSON.parse(
    await modelJson.text(),
  ) as ModelJson;
  const specs = weightsManifest.flatMap(({weights: group}) => group);
  const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);
  // Keras converters nest the topology one level deeper.
  const {config} = modelTopology.model_config ?? modelTopology;
  const layers = (config?.layers ?? []).map(({class_name: kind, config: {name, units}}) => ({
    name,
    kind,
    units,
    parameters: specs
      .filter(({name: weight}) => weight.split('/')[0] === name)
      .reduce((sum, {shape}) => sum + sizeOf(shape), 0),
  }));
  return {
    architecture: userDefinedMetadata?.architecture ?? 'unknown',
    keys: userDefinedMetadata?.keys ?? [],
    layers,
    parameters: specs.reduce((sum, {shape}) => sum + sizeOf(shape), 0),
    bytes: modelJson.size + weights.size,
  };
}
