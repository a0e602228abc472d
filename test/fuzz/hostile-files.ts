// Data sets, habits, models and stored records as nobody would write them, and what must hold for each of them.
import {performance} from 'node:perf_hooks';
import fc from 'fast-check';
import {PredictiveError} from '../../src/core/errors.js';
import type {ModelArtifacts, TrainedModel} from '../../src/core/model.js';
import {Habits} from '../../src/habits/habits.js';
import {readModelFiles, writeModelFiles} from '../../src/model-files/model-file.js';
import {scorerFile} from '../../src/model-files/scorer-file.js';
import {featureCount, featureCounts, featureVersion} from '../../src/prediction/feature-names.js';
import {forPresentFeatures} from '../../src/prediction/older-features.js';
import {Scorer} from '../../src/prediction/scorer.js';
import {shippedWeights} from '../../src/prediction/weights.js';
import {checkModel} from '../../src/storage/check-model.js';
import {validSamples} from '../../src/storage/check-sample.js';
import {contentHash} from '../../src/storage/content-hash.js';
import {formatDataset, parseDataset} from '../../src/storage/dataset-file.js';
import {packModel, unpackModel} from '../../src/storage/model-record.js';
import {scorerPredictions} from '../../src/training/held-out-predictions.js';
import {sample} from '../storage/samples.js';
import {sequenceModel} from '../storage/models.js';

/** Most time that one file may take on the page, ms. */
export const limitMs = 100;

/** What happened to one file. */
export type Outcome = 'accepted' | 'refused';

export interface Kind {
  name: string;
  /** Files of this kind, each with what becomes of it; throws if that breaks a rule. */
  files: fc.Arbitrary<() => Promise<Outcome> | Outcome>;
}

/** Values where others belong. */
const strange: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    '',
    '5',
    '__proto__',
    'constructor',
    [],
    [[]],
    {},
    {toString: 1},
    {length: 3},
    -1,
    0,
    0.5,
    1e9,
    1e38,
    1e305,
    1e308,
    Number.MAX_SAFE_INTEGER,
    'k'.repeat(300),
    'k'.repeat(100_000),
    '\ud800',
    '\u202e<img src=x>',
    Array(300).fill(0),
    Array(20_000).fill([]),
  ),
  fc.double(),
  fc.integer(),
  fc.jsonValue({maxDepth: 3}),
  fc.integer({min: 1, max: 300}).map((depth) => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown),
);

/** One change: where, as shares of the entries on each level, and to what; `remove` and `repeat` change the entry itself. */
const change = fc.record({
  path: fc.array(fc.double({min: 0, max: 0.999_999, noNaN: true}), {minLength: 1, maxLength: 7}),
  how: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'repeat', '__proto__'),
  value: strange,
});

/** JSON with a few changes, each at a place that exists. */
function changed(original: unknown): fc.Arbitrary<unknown> {
  return fc.array(change, {maxLength: 3}).map((changes) => {
    const root = {whole: structuredClone(original)};
    for (const {path, how, value} of changes) apply(root, ['whole', ...path], how, structuredClone(value));
    return root.whole;
  });
}

function apply(root: object, path: readonly (number | string)[], how: string, value: unknown): void {
  let parent = root as Record<string, unknown>;
  let key = 'whole';
  for (const share of path.slice(1) as number[]) {
    const next = parent[key];
    if (typeof next !== 'object' || next === null) break;
    const keys = Object.keys(next);
    if (keys.length === 0) break;
    parent = next as Record<string, unknown>;
    key = keys[Math.floor(share * keys.length)]!;
  }
  if (how === 'remove') delete parent[key];
  else if (how === 'repeat' && Array.isArray(parent)) parent.push(structuredClone(parent[key]));
  else if (how === '__proto__')
    Object.defineProperty(parent, '__proto__', {value, enumerable: true, configurable: true, writable: true});
  else parent[key] = value;
}

/** The JSON of a file; now and then cut or with a character too much. */
function textOf(content: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  return fc
    .tuple(content, fc.nat(60), fc.double({min: 0, max: 1, noNaN: true}), fc.string({maxLength: 3}))
    .map(([value, kind, at, inserted]) => {
      const text = JSON.stringify(value) ?? '';
      const place = Math.floor(at * text.length);
      if (kind === 0) return text.slice(0, place);
      return kind === 1 ? text.slice(0, place) + inserted + text.slice(place) : text;
    });
}

/** Runs a check on a file: whether it was accepted. Throws for an error without a code, and one that took too long. */
async function outcomeOf<Result>(
  read: () => Result | Promise<Result>,
  code: PredictiveError['code'],
): Promise<{result: Result} | undefined> {
  const times: number[] = [];
  for (;;) {
    const startedAt = performance.now();
    let outcome: {result: Result} | undefined;
    try {
      outcome = {result: await read()};
    } catch (error) {
      if (!(error instanceof PredictiveError) || error.code !== code) throw error;
    }
    times.push(performance.now() - startedAt);
    if (times.at(-1)! <= limitMs) return outcome;
    // Other programs stop this one, too: only what is slow every time is.
    if (times.length === 5) throw new Error(`It took ${times.map(Math.round).join(', ')} ms.`);
  }
}

function assertEqual(actual: unknown, expected: unknown, what: string): void {
  const [a, b] = [actual, expected].map((value) => JSON.stringify(value));
  if (a !== b) throw new Error(`${what}: ${a?.slice(0, 200)} is not ${b?.slice(0, 200)}`);
}

function assertFinite(values: Iterable<number>, what: string): void {
  for (const value of values) if (!Number.isFinite(value)) throw new Error(`${what} is ${value}`);
}

/** What was imported can be exported, read back as the same, and evaluated. */
function assertSamplesWork(samples: ReturnType<typeof validSamples>): void {
  assertEqual(
    parseDataset(formatDataset(samples), {fileName: 'again'}).samples,
    samples,
    'a data set read back',
  );
  const predictions = scorerPredictions(samples, new Scorer(shippedWeights));
  for (const {probabilities, none} of predictions)
    for (const value of [...Object.values(probabilities), none])
      if (value < 0 || value > 1.0001) throw new Error(`a probability is ${value}`);
}

/** Habits that were taken predict, learn, and are written as what can be read again, at once and later. */
function assertHabitsWork(habits: Habits): void {
  const keys = ['a', 'b', '', 'new'];
  for (let press = 0; press < 130; press++) {
    if (press % 43 === 0) {
      assertFinite(habits.probabilities(keys), 'a habit’s probability');
      assertFinite([habits.weight], 'the trust in habits');
      const written = JSON.parse(JSON.stringify(habits)) as unknown;
      new Habits().add(written);
    }
    habits.press(`${press % 7}`, {now: 1_700_000_000_000 + press});
  }
}

/** A scorer that was taken gives finite scores on any features, and survives storage and export. */
async function assertScorerWorks(model: Extract<TrainedModel, {architecture: 'scorer'}>): Promise<void> {
  if (!featureCounts.has(model.featureVersion)) return;
  const scorer = new Scorer(forPresentFeatures(model.weights));
  const features = Float32Array.from({length: 32 * featureCount}, (_, i) => 25 * Math.sin(i * i));
  const logits = new Float32Array(32);
  scorer.logits(features, 32, logits);
  assertFinite(logits, 'a score');
  assertEqual(unpackModel(packModel(model))?.architecture, 'scorer', 'a stored scorer');
  const {modelJson, weights} = writeModelFiles(scorerFile(model));
  await readModelFiles([modelJson, weights]).catch((error: unknown) => {
    // Weights that only fit while the scaling is apart: the file says so, and nothing else breaks.
    if (!(error instanceof PredictiveError)) throw error;
  });
}

const someHabits = (() => {
  const habits = new Habits();
  for (let i = 0; i < 40; i++) habits.press('abcab'[i % 5]!, {now: 1_700_000_000_000 + i});
  return habits.toJSON();
})();

const dataset = {
  format: 'predictive-buttons-dataset',
  version: 1,
  samples: [sample(0), sample(1), sample(2)],
  habits: someHabits,
};
const recordings = [1, 2].map((y) => ({
  x: [
    [0, 0, 0, 0, 0],
    [5, 6, 1, 1, 7],
    [8, 9, 3, 3, 8],
  ],
  y,
}));

const dataSets: Kind = {
  name: 'data sets',
  files: textOf(fc.oneof(changed(dataset), changed(recordings), strange)).map((text) => async () => {
    const read = await outcomeOf(() => parseDataset(text, {fileName: 'fuzz.json'}), 'invalid-dataset');
    if (read === undefined) return 'refused';
    assertSamplesWork(read.result.samples);
    return 'accepted';
  }),
};

const habitsFiles: Kind = {
  name: 'habits',
  files: changed(someHabits).map((data) => async () => {
    const text = JSON.stringify({...dataset, samples: [], habits: data});
    const habits = new Habits();
    const read = await outcomeOf(() => {
      const parsed = parseDataset(text, {fileName: 'fuzz.json'}).habits;
      if (parsed !== undefined) habits.add(parsed);
    }, 'invalid-dataset');
    if (read === undefined) return 'refused';
    assertHabitsWork(habits);
    return 'accepted';
  }),
};

/** The content of a model's two files. */
function contentOf(artifacts: ModelArtifacts): {json: object; weights: ArrayBuffer} {
  const {modelTopology, weightSpecs, weightData, userDefinedMetadata} = artifacts;
  const weightsManifest = [{paths: ['w.bin'], weights: weightSpecs}];
  return {
    json: {format: 'layers-model', modelTopology, weightsManifest, userDefinedMetadata},
    weights: weightData,
  };
}

const shipped = {architecture: 'scorer', weights: shippedWeights, featureVersion} as const;

/** The shipped network without what features of version 4 add. */
function ofVersion3(): Extract<TrainedModel, {architecture: 'scorer'}> {
  const {mean, std, layers, temperature} = shippedWeights;
  const inputs = featureCounts.get(3)!;
  const [first, ...rest] = layers;
  const kernel = first!.kernel.slice(0, inputs * first!.outputs);
  return {
    architecture: 'scorer',
    featureVersion: 3,
    weights: {
      mean: mean.slice(0, inputs),
      std: std.slice(0, inputs),
      layers: [{...first!, inputs, kernel}, ...rest],
      temperature,
    },
  };
}

const modelContents = [shipped, ofVersion3()].map((model) => contentOf(scorerFile(model)));
const gru = sequenceModel(1);
if (gru.architecture !== 'scorer') modelContents.push(contentOf(gru.artifacts));

/** Numbers of a model, where a few are changed. */
const changedNumbers = fc.array(
  fc.tuple(
    fc.double({min: 0, max: 0.999_999, noNaN: true}),
    fc.oneof(fc.constantFrom(NaN, Infinity, 3e38, -3e38, 1e30, 0, 1e-40), fc.float()),
  ),
  {maxLength: 3},
);

function withNumbers(numbers: Float32Array, changes: readonly [number, number][]): void {
  for (const [share, value] of changes) numbers[Math.floor(share * numbers.length)] = value;
}

const modelFiles: Kind = {
  name: 'models',
  files: fc
    .constantFrom(...modelContents)
    .chain(({json, weights}) => fc.tuple(textOf(changed(json)), changedNumbers, fc.constant(weights)))
    .map(([text, numbers, weights]) => async () => {
      const data = new Float32Array(weights.slice(0));
      withNumbers(data, numbers);
      const files = [new File([text], 'model.json'), new File([data], 'w.bin')];
      const read = await outcomeOf(() => readModelFiles(files), 'invalid-model');
      if (read === undefined) return 'refused';
      const {modelJson, weights: bin} = writeModelFiles(read.result);
      await readModelFiles([modelJson, bin]);
      return 'accepted';
    }),
};

const storedModels: Kind = {
  name: 'stored models',
  files: fc
    .tuple(fc.constantFrom<TrainedModel>(shipped, gru), changedNumbers)
    .chain(([model, numbers]) => {
      const {json, bytes} = packModel(model);
      const data = new Float32Array(bytes.slice().buffer);
      withNumbers(data, numbers);
      return fc.tuple(textOf(changed(JSON.parse(json))), fc.constant(new Uint8Array(data.buffer)), strange);
    })
    .map(([json, bytes, other]) => async () => {
      // A checksum that fits: as if somebody had meant it.
      const checksum = contentHash(json) + contentHash(bytes);
      const read = await outcomeOf(() => {
        if (unpackModel(other) !== undefined) throw new Error('anything was taken for a model');
        return unpackModel({json, bytes, checksum});
      }, 'invalid-model');
      const model = read?.result;
      if (model === undefined) return 'refused';
      checkModel(model);
      if (model.architecture === 'scorer') await assertScorerWorks(model);
      return 'accepted';
    }),
};

const storedSamples: Kind = {
  name: 'stored samples',
  files: changed([sample(0), sample(1), sample(2)]).map((values) => async () => {
    const list = Array.isArray(values) ? (values as unknown[]) : [values];
    const read = await outcomeOf(() => validSamples(list), 'invalid-dataset');
    const samples = read?.result ?? [];
    const ids = new Set(samples.map(({id}) => id));
    if (ids.size === samples.length) assertSamplesWork(samples);
    return samples.length === list.length ? 'accepted' : 'refused';
  }),
};

const storedHabits: Kind = {
  name: 'stored habits',
  files: changed(someHabits).map((data) => async () => {
    const habits = new Habits();
    const read = await outcomeOf(() => habits.add(data), 'invalid-dataset');
    if (read === undefined) return 'refused';
    assertHabitsWork(habits);
    return 'accepted';
  }),
};

export const kinds: readonly Kind[] = [
  dataSets,
  habitsFiles,
  modelFiles,
  storedModels,
  storedSamples,
  storedHabits,
];
