import {toJson} from '../core/to-json.js';
import type {ModelArtifacts, TrainedModel, DenseLayer} from '../core/model.js';
import {checkModel} from './check-model.js';
import {contentHash} from './content-hash.js';

/**
 * A model as it is stored: its description as JSON, its numbers, and a checksum that detects damage to
 * either.
 */
export interface ModelRecord {
  json: string;
  bytes: Uint8Array;
  checksum: string;
}

/**
 * @throws {PredictiveError} `invalid-model` for a model that could not be read back.
 */
export function packModel(model: TrainedModel): ModelRecord {
  checkModel(model);
  const [header, bytes] = model.architecture === 'scorer' ? splitScorer(model) : splitSequence(model);
  const json = toJson(header);
  return {json, bytes, checksum: checksum(json, bytes)};
}

/** A text that no other model has. */
export function checksumOf(model: TrainedModel): string {
  return packModel(model).checksum;
}

/** Returns the model of a record; `undefined` if the record is damaged. */
export function unpackModel(record: unknown): TrainedModel | undefined {
  try {
    // Casts: any other shape fails here or in `checkModel`.
    const {json, bytes, checksum: expected} = record as ModelRecord;
    if (checksum(json, bytes) !== expected) return undefined;
    const header = JSON.parse(json) as ScorerHeader | SequenceHeader;
    const model = header.architecture === 'scorer' ? joinScorer(header, bytes) : joinSequence(header, bytes);
    checkModel(model);
    return model;
  } catch {
    return undefined;
  }
}

function checksum(json: string, bytes: Uint8Array): string {
  return contentHash(json) + contentHash(bytes);
}

type Scorer = Extract<TrainedModel, {architecture: 'scorer'}>;
type Sequence = Exclude<TrainedModel, Scorer>;

interface ScorerHeader extends Pick<Scorer, 'architecture' | 'featureVersion' | 'learnedFrom'> {
  temperature: number;
  /** Number of features, then of outputs of each layer. */
  widths: number[];
}

interface SequenceHeader extends Omit<Sequence, 'artifacts'> {
  artifacts: Omit<ModelArtifacts, 'weightData'>;
}

function splitScorer({weights, ...described}: Scorer): [ScorerHeader, Uint8Array] {
  const {mean, std, layers, temperature} = weights;
  const widths = [mean.length, ...layers.map(({outputs}) => outputs)];
  const arrays = [mean, std, ...layers.flatMap(({kernel, bias}) => [kernel, bias])];
  const floats = new Float32Array(arrays.reduce((sum, {length}) => sum + length, 0));
  let offset = 0;
  for (const array of arrays) {
    floats.set(array, offset);
    offset += array.length;
  }
  return [{...described, temperature, widths}, new Uint8Array(floats.buffer)];
}

function joinScorer({temperature, widths, ...described}: ScorerHeader, bytes: Uint8Array): Scorer {
  const floats = new Float32Array(bytes.slice().buffer);
  let offset = 0;
  const nextFloats = (length: number) => floats.slice(offset, (offset += length));
  const [features = 0, ...outputs] = widths;
  const mean = nextFloats(features);
  const std = nextFloats(features);
  const layers: DenseLayer[] = outputs.map((width, index) => {
    const inputs = widths[index]!;
    return {inputs, outputs: width, kernel: nextFloats(inputs * width), bias: nextFloats(width)};
  });
  return {...described, weights: {mean, std, layers, temperature}};
}

function splitSequence({
  artifacts: {weightData, ...described},
  ...rest
}: Sequence): [SequenceHeader, Uint8Array] {
  return [{...rest, artifacts: described}, new Uint8Array(weightData)];
}

function joinSequence({artifacts, ...rest}: SequenceHeader, bytes: Uint8Array): Sequence {
  return {...rest, artifacts: {...artifacts, weightData: bytes.slice().buffer}};
}
