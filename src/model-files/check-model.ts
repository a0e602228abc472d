import {areFinite} from '../core/check-fields.js';
import {toJson} from '../core/to-json.js';
import {PredictiveError} from '../core/errors.js';
import {
  type Architecture,
  type ModelArtifacts,
  type ModelMetadata,
  type SequenceArchitecture,
  windowChannels,
  windowLength,
} from '../core/model.js';
import {horizonsMs} from '../core/prediction.js';
import {maxKeyLength} from '../core/target.js';
import {featureCounts} from '../prediction/feature-names.js';

/** Most parameters of a model: a hundred times the kit's own, still quick to load. A worker computes it. */
export const maxParameters = 1e6;

/**
 * Most parameters of a scorer, which the page computes for each button every 40 ms on its own thread: for 20 buttons as
 * many take some 2 ms.
 */
export const maxScorerParameters = 100_000;

/** Most layers of a model, and weights: Keras' largest layer has seven. */
const maxLayers = 32;
const maxWeights = 256;

/** Most outputs of a sequence model: a region with more buttons is a table. */
const maxOutputs = 1000;

/** Longest part of a text that a message repeats, characters. */
const shownLength = 60;

/** Gates of each recurrent layer, and its architecture. */
const recurrent: ReadonlyMap<string, {gates: number; architecture: SequenceArchitecture}> = new Map([
  ['SimpleRNN', {gates: 1, architecture: 'simple-rnn'}],
  ['GRU', {gates: 3, architecture: 'gru'}],
  ['LSTM', {gates: 4, architecture: 'lstm'}],
] as const);

/** Layers without parameters that keep the shape. */
const shapeless = new Set([
  'InputLayer',
  'Dropout',
  'Activation',
  'ReLU',
  'Softmax',
  'GaussianNoise',
  'Masking',
]);

/** A model's architecture and size, determined without building it. */
export interface ModelSummary {
  architecture: Architecture;
  outputs: number;
  parameters: number;
}

type Json = Record<string, unknown>;

/**
 * Checks a model from outside before anything is built from it: known layers in one chain, a size within
 * limits, finite weights of the right number, and a usable shape. `name` is the file named in messages.
 * Throws `invalid-model`.
 */
export function checkModel(
  artifacts: ModelArtifacts,
  {name, outputs}: {name: string; outputs?: number | undefined},
): ModelSummary {
  const {input, layers} = readLayers(artifacts.modelTopology, name);
  const summary = followChain(layers, input, name);
  if (summary.parameters !== checkWeights(artifacts, name)) {
    refuse(name, `its layers have ${summary.parameters} parameters, but its weights have a different number`);
  }
  if (outputs !== undefined && summary.architecture !== 'scorer' && summary.outputs !== outputs) {
    refuse(name, `it has ${summary.outputs} outputs, the region ${outputs} buttons`);
  }
  return summary;
}

/** Extracts the metadata that the kit knows, where valid. */
export function checkMetadata(metadata: unknown, {architecture, outputs}: ModelSummary): ModelMetadata {
  const {keys, featureVersion, inputMean, inputStd} = isJson(metadata) ? metadata : {};
  const areKeys =
    architecture !== 'scorer' &&
    Array.isArray(keys) &&
    keys.every((key) => typeof key === 'string' && key.length <= maxKeyLength && key !== '__proto__') &&
    new Set(keys).size === outputs &&
    keys.length === outputs;
  return {
    architecture,
    keys: areKeys ? keys : [],
    ...(typeof featureVersion === 'number' ? {featureVersion} : {}),
    ...(areNumbers(inputMean) && areNumbers(inputStd) ? {inputMean, inputStd} : {}),
  };
}

/** Throws `invalid-model`, with the file's name and the reason. */
export function refuse(name: string, reason: string, value?: unknown): never {
  throw new PredictiveError('invalid-model', `${name}: ${reason}.`, {value});
}

/** Whether a value is a plain JSON object. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Keras nests the model in `model_config`, TensorFlow.js does not, and old Sequentials are bare lists. */
function readLayers(topology: unknown, name: string): {input: number[]; layers: Json[]} {
  const model = isJson(topology) && isJson(topology['model_config']) ? topology['model_config'] : topology;
  if (!isJson(model)) refuse(name, 'has no model topology');
  if (!['Sequential', 'Model', 'Functional'].includes(shown(model['class_name']))) {
    refuse(name, `is a ${shown(model['class_name'])}; only layers models are supported`);
  }
  const config = model['config'];
  const layers = isJson(config) ? config['layers'] : config;
  if (!Array.isArray(layers) || layers.length === 0 || layers.length > maxLayers || !layers.every(isJson)) {
    refuse(name, `does not list 1 to ${maxLayers} layers`);
  }
  const names = new Set<unknown>();
  for (const [index, layer] of layers.entries()) {
    const own = configOf(layer)['name'];
    if (typeof own !== 'string' || own.length > maxKeyLength || own === '__proto__' || names.has(own)) {
      refuse(name, `layer ${index} has no unique name`, own);
    }
    names.add(own);
    if (model['class_name'] !== 'Sequential') checkInbound(layer, layers[index - 1], name);
  }
  const first = configOf(layers[0]!);
  const shape = first['batch_input_shape'] ?? first['batch_shape'];
  if (!Array.isArray(shape) || shape.length < 2 || shape.length > 3 || !shape.slice(1).every(isCount)) {
    refuse(name, 'has no valid input shape', shape);
  }
  return {input: shape.slice(1), layers};
}

/** In a functional model every layer must follow the previous one. */
function checkInbound(layer: Json, previous: Json | undefined, name: string): void {
  const nodes = toJson(layer['inbound_nodes'] ?? []);
  const expected = previous === undefined ? '[]' : toJson([[[configOf(previous)['name'], 0, 0, {}]]]);
  if (nodes !== expected) refuse(name, `its layers are not one chain at “${shown(configOf(layer)['name'])}”`);
}

/** Follows the shape from the input through the layers, counting parameters. */
function followChain(layers: readonly Json[], input: number[], name: string): ModelSummary {
  let shape = input;
  let parameters = 0;
  let architecture: Architecture | undefined;
  for (const layer of layers) {
    const className = shown(layer['class_name']);
    const config = configOf(layer);
    const width = shape.at(-1)!;
    const cell = recurrent.get(className);
    if (cell !== undefined) {
      if (shape.length !== 2) refuse(name, `${className} needs a sequence`);
      if (className === 'GRU' && config['reset_after'] === true) {
        refuse(
          name,
          'its GRU has reset_after, which TensorFlow.js cannot compute; train it with reset_after=False',
        );
      }
      const units = readUnits(config, name);
      parameters += cell.gates * (width * units + units * units + biasOf(config) * units);
      shape = config['return_sequences'] === true ? [shape[0]!, units] : [units];
      architecture ??= cell.architecture;
    } else if (className === 'Dense') {
      const units = readUnits(config, name);
      parameters += width * units + biasOf(config) * units;
      shape = [...shape.slice(0, -1), units];
    } else if (className === 'BatchNormalization' || className === 'LayerNormalization') {
      const trained = Number(config['center'] !== false) + Number(config['scale'] !== false);
      parameters += width * (className === 'BatchNormalization' ? trained + 2 : trained);
    } else if (className === 'Flatten') {
      shape = [shape.reduce((product, length) => product * length, 1)];
    } else if (!shapeless.has(className)) {
      refuse(name, `has a layer of class ${className}, which is not supported`, className);
    }
    if (parameters > maxParameters) refuse(name, `has more than ${maxParameters} parameters`);
  }
  const known = checkShape(layers, {input, output: shape, architecture, name});
  if (known === 'scorer' && parameters > maxScorerParameters)
    refuse(name, `is a scorer of more than ${maxScorerParameters} parameters`);
  return {architecture: known, outputs: shape[0]!, parameters};
}

/** Whether a scorer's last layer has this many outputs: one logit, or one for each horizon. */
export function isScorerEnd(outputs: number): boolean {
  return outputs === 1 || outputs === horizonsMs.length;
}

/** A sequence model must end in probabilities, a scorer in logits. */
function checkShape(
  layers: readonly Json[],
  {
    input,
    output,
    architecture,
    name,
  }: {input: number[]; output: number[]; architecture: Architecture | undefined; name: string},
): Architecture {
  const last = layers.at(-1)!;
  if (String(input) === String([windowLength, windowChannels])) {
    const isSoftmax = configOf(last)['activation'] === 'softmax' || last['class_name'] === 'Softmax';
    if (architecture === undefined) refuse(name, 'has no recurrent layer (SimpleRNN, GRU or LSTM)');
    if (!isSoftmax || output.length !== 1 || output[0]! < 2) {
      refuse(name, 'does not end in a softmax over two or more buttons');
    }
    if (output[0]! > maxOutputs) refuse(name, `has ${output[0]} outputs, more than ${maxOutputs}`);
    return architecture;
  }
  if (
    input.length === 1 &&
    [...featureCounts.values()].includes(input[0]!) &&
    output.length === 1 &&
    isScorerEnd(output[0]!) &&
    architecture === undefined
  ) {
    return 'scorer';
  }
  const scorerInputs = [...featureCounts.values()].map((count) => `[${count}]`).join(' or ');
  return refuse(
    name,
    `its input is [${input.join(', ')}]; it has to be [${windowLength}, ${windowChannels}] or, for a scorer, ${scorerInputs}`,
  );
}

/** Checks names, shapes and numbers of the weights, and returns their count. */
function checkWeights({weightSpecs, weightData}: ModelArtifacts, name: string): number {
  const names = new Set<string>();
  let count = 0;
  if (weightSpecs.length > maxWeights)
    refuse(name, `has ${weightSpecs.length} weights, more than ${maxWeights}`);
  for (const {name: weight, shape, dtype} of weightSpecs) {
    if (
      typeof weight !== 'string' ||
      weight === '' ||
      weight.length > maxKeyLength ||
      weight.includes('__proto__')
    ) {
      refuse(name, 'has a weight without a proper name', weight);
    }
    if (names.has(weight)) refuse(name, `has two weights named “${weight}”`);
    names.add(weight);
    if (dtype !== 'float32') refuse(name, `its weight “${weight}” is ${shown(dtype)}, not float32`);
    if (!Array.isArray(shape) || !shape.every(isCount))
      refuse(name, `its weight “${weight}” has no proper shape`, shape);
    count += shape.reduce((product, length) => product * length, 1);
    if (count > maxParameters) refuse(name, `has more than ${maxParameters} parameters`);
  }
  if (weightData.byteLength !== count * 4) {
    refuse(name, `its weights are ${weightData.byteLength} bytes instead of ${count * 4}`);
  }
  if (!areFinite(new Float32Array(weightData))) refuse(name, 'has weights that are not numbers');
  return count;
}

/** A text as messages repeat it; anything else by its type, since it may not become text at all. */
function shown(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, shownLength) : typeof value;
}

function configOf(layer: Json): Json {
  const config = layer['config'];
  return isJson(config) ? config : {};
}

function readUnits(config: Json, name: string): number {
  const units = config['units'];
  if (!isCount(units)) refuse(name, `“${shown(config['name'])}” has no proper number of units`, units);
  return units;
}

function biasOf(config: Json): 0 | 1 {
  return config['use_bias'] === false ? 0 : 1;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

function areNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every(Number.isFinite);
}
