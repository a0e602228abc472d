import {toJson} from '../core/to-json.js';
import {PredictiveError} from '../core/errors.js';
import {exceededLimit} from '../core/json-limits.js';
import type {ModelArtifacts} from '../core/model.js';
import {readChosen} from '../core/read-chosen.js';
import {checkMetadata, checkModel, isJson, refuse} from './check-model.js';

/**
 * Largest `model.json`, bytes: the kit's own are below 10 kB, those of 32 layers from Keras below 100 kB, and this many
 * are parsed in about 10 ms.
 */
const maxTopologyBytes = 250_000;

/** Limits of its text: Keras nests some ten levels. */
const jsonLimits = {depth: 24, entries: 2000, textLength: 4000};

/** Most weight files: more than 64 requests for at most 8 MB have another purpose. */
const maxWeightPaths = 64;

/** Largest weights, bytes: twice the size of the most parameters, for models with additional weights. */
const maxWeightBytes = 8_000_000;

/** Longest download of a model, ms. */
const downloadLimitMs = 10_000;

/** Reads a file of a model, at most `limit` bytes. */
type ReadPart = (path: string, limit: number) => Promise<ArrayBuffer>;

interface FileOptions {
  /** Number of buttons that a sequence model must know, if known. */
  outputs?: number | undefined;
}

/** Reads a model from a `model.json` and its weight files; checked but not built. Throws `invalid-model`. */
export async function readModelFiles(
  files: readonly File[],
  options: FileOptions = {},
): Promise<ModelArtifacts> {
  const topologies = files.filter(({name}) => name.endsWith('.json'));
  const [topology] = topologies;
  if (topology === undefined || topologies.length > 1) {
    const given = files.map(({name}) => name).join(', ') || 'none';
    throw new PredictiveError(
      'invalid-model',
      `Choose one model.json and its weight files; given: ${given}.`,
    );
  }
  if (topology.size > maxTopologyBytes) refuse(topology.name, `is larger than ${inWords(maxTopologyBytes)}`);
  const read: ReadPart = async (path, limit) => {
    const name = path.split('/').at(-1);
    const file = files.find((each) => each.name === name);
    if (file === undefined) refuse(topology.name, `its weight file ${path} was not given`);
    if (file.size > limit) refuse(file.name, `is larger than ${inWords(maxWeightBytes)}`);
    return readChosen(file.arrayBuffer(), {code: 'invalid-model', name: file.name});
  };
  const text = await readChosen(topology.text(), {code: 'invalid-model', name: topology.name});
  return assemble(text, {...options, name: topology.name, read});
}

/**
 * Downloads a model from the URL of its `model.json`; checked but not built. Requests have no cookies;
 * redirects and web pages are refused. Throws `model-unreachable`, `invalid-model` or the signal's reason.
 */
export async function fetchModel(
  url: string | URL,
  {signal, ...options}: FileOptions & {signal?: AbortSignal | undefined} = {},
): Promise<ModelArtifacts> {
  const base = globalThis.document?.baseURI ?? globalThis.location?.href;
  if (!URL.canParse(url, base))
    throw new PredictiveError('model-unreachable', `${url} is not a URL.`, {value: url});
  const address = new URL(url, base);
  const limit = AbortSignal.timeout(downloadLimitMs);
  const either = signal === undefined ? limit : AbortSignal.any([signal, limit]);
  const read: ReadPart = (path, maxBytes) => download(new URL(path, address), {signal: either, maxBytes});
  try {
    const text = new TextDecoder().decode(
      await download(address, {signal: either, maxBytes: maxTopologyBytes}),
    );
    return await assemble(text, {...options, name: address.href, read});
  } catch (cause) {
    signal?.throwIfAborted();
    if (!limit.aborted) throw cause;
    throw new PredictiveError(
      'model-unreachable',
      `${address.href}: took longer than ${downloadLimitMs / 1000} s.`,
      {
        cause,
      },
    );
  }
}

/** Writes the two files of a model in the format of TensorFlow.js and the Keras converter. */
export function writeModelFiles(artifacts: ModelArtifacts): {modelJson: File; weights: File} {
  const {modelTopology, weightSpecs, weightData, userDefinedMetadata} = artifacts;
  const weights = 'model.weights.bin';
  const content = {
    format: 'layers-model',
    generatedBy: 'predictive-buttons',
    convertedBy: null,
    modelTopology,
    weightsManifest: [{paths: [weights], weights: weightSpecs}],
    userDefinedMetadata,
  };
  return {
    modelJson: new File([toJson(content)], 'model.json', {type: 'application/json'}),
    weights: new File([weightData], weights, {type: 'application/octet-stream'}),
  };
}

async function assemble(
  text: string,
  {name, outputs, read}: FileOptions & {name: string; read: ReadPart},
): Promise<ModelArtifacts> {
  const content = parse(text, name);
  if (content['format'] !== undefined && content['format'] !== 'layers-model') {
    refuse(name, 'its format is not layers-model', content['format']);
  }
  const {paths, weightSpecs} = readManifest(content['weightsManifest'], name);
  const parts: ArrayBuffer[] = [];
  let left = maxWeightBytes;
  for (const path of paths) {
    const part = await read(path, left);
    left -= part.byteLength;
    parts.push(part);
  }
  const artifacts: ModelArtifacts = {
    // `parse` has checked that it is an object; `checkModel` checks its content.
    modelTopology: content['modelTopology'] as object,
    weightSpecs,
    weightData: await new Blob(parts).arrayBuffer(),
    userDefinedMetadata: {architecture: 'scorer', keys: []},
  };
  const summary = checkModel(artifacts, {name, outputs});
  return {...artifacts, userDefinedMetadata: checkMetadata(content['userDefinedMetadata'], summary)};
}

function parse(text: string, name: string): Record<string, unknown> {
  if (/^\s*</.test(text)) refuse(name, 'is a web page, not a model');
  const exceeded = exceededLimit(text, jsonLimits);
  if (exceeded !== undefined) refuse(name, `${exceeded.where || 'the whole'} ${exceeded.problem}`);
  let content: unknown;
  try {
    content = JSON.parse(text, (key, value: unknown) => {
      if (key === '__proto__') refuse(name, 'has a field named __proto__');
      return value;
    });
  } catch (cause) {
    if (cause instanceof PredictiveError) throw cause;
    throw new PredictiveError('invalid-model', `${name}: is not JSON.`, {cause});
  }
  if (!isJson(content) || !isJson(content['modelTopology']))
    refuse(name, 'is not a layers model of TensorFlow.js');
  return content;
}

function readManifest(
  manifest: unknown,
  name: string,
): {paths: string[]; weightSpecs: ModelArtifacts['weightSpecs']} {
  if (!Array.isArray(manifest) || manifest.length === 0) refuse(name, 'has no weights');
  const paths: string[] = [];
  const weightSpecs: ModelArtifacts['weightSpecs'] = [];
  for (const group of manifest) {
    if (!isJson(group) || !Array.isArray(group['paths']) || !Array.isArray(group['weights'])) {
      refuse(name, 'has an invalid weights manifest');
    }
    if (paths.length + group['paths'].length > maxWeightPaths)
      refuse(name, `has more than ${maxWeightPaths} weight paths`);
    for (const path of group['paths']) paths.push(checkPath(path, name));
    for (const spec of group['weights']) {
      if (!isJson(spec)) refuse(name, 'has a weight without a description');
      if (spec['quantization'] !== undefined) refuse(name, 'its weights are quantized; convert it without');
      // `checkModel` checks each field.
      weightSpecs.push({
        name: spec['name'],
        shape: spec['shape'],
        dtype: spec['dtype'],
      } as (typeof weightSpecs)[0]);
    }
  }
  return {paths, weightSpecs};
}

/** Weight files must be in the folder of their `model.json`. */
function checkPath(path: unknown, name: string): string {
  const isInside = typeof path === 'string' && /^(\.\/)?[\w-][\w.-]*$/.test(path) && path.length <= 200;
  if (!isInside)
    refuse(name, `its weight path ${JSON.stringify(path).slice(0, 200)} leaves the model’s folder`, path);
  return path;
}

function inWords(bytes: number): string {
  return bytes < 1e6 ? `${bytes / 1000} kB` : `${bytes / 1e6} MB`;
}

async function download(
  url: URL,
  {signal, maxBytes}: {signal: AbortSignal; maxBytes: number},
): Promise<ArrayBuffer> {
  let response: Response;
  try {
    response = await fetch(url, {credentials: 'omit', redirect: 'error', signal});
  } catch (cause) {
    throw new PredictiveError('model-unreachable', `${url.href}: cannot be downloaded.`, {cause});
  }
  if (!response.ok || response.body === null) {
    throw new PredictiveError('model-unreachable', `${url.href}: answered ${response.status}.`);
  }
  if (response.headers.get('content-type')?.startsWith('text/html')) {
    await response.body.cancel();
    refuse(url.href, 'is a web page, not a model');
  }
  return readAtMost(response.body, {url, maxBytes});
}

/** A response may be endless, whatever its header says. */
async function readAtMost(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  {url, maxBytes}: {url: URL; maxBytes: number},
): Promise<ArrayBuffer> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = body.getReader();
  try {
    for (;;) {
      const {done, value} = await reader.read();
      if (done) break;
      size += value.byteLength;
      if (size > maxBytes) {
        await reader.cancel();
        refuse(url.href, `is larger than ${inWords(maxBytes)}`);
      }
      chunks.push(value);
    }
  } catch (cause) {
    if (cause instanceof PredictiveError) throw cause;
    throw new PredictiveError('model-unreachable', `${url.href}: the download was interrupted.`, {cause});
  }
  return new Blob(chunks).arrayBuffer();
}
