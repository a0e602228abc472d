import '../../tools/tensorflow-in-node.js';
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {gzipSync} from 'node:zlib';
import {readDataSets} from '../../pretrain/data-sets.js';
import {samplesOfPerson} from '../../pretrain/odd-people.js';
import {readOptions} from '../../pretrain/options.js';
import {readModel} from '../../pretrain/read-model.js';
import {trainOnData} from '../../pretrain/train-on-data.js';
import {evaluate} from '../../src/training/evaluation.js';
import {scorerPredictions} from '../../src/training/held-out-predictions.js';
import type {Sample} from '../../src/core/sample.js';
import {Scorer} from '../../src/prediction/scorer.js';
import type {ScorerWeights} from '../../src/core/model.js';
import {shippedWeights} from '../../src/prediction/weights.js';
import {formatDataset} from '../../src/storage/dataset-file.js';

const project = new URL('../..', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'pretrain-data-'));
after(() => rmSync(folder, {recursive: true}));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), {recursive: true});
  writeFileSync(path, content);
  return path;
}

function pretrain(...options: string[]) {
  return spawnSync('npx', ['tsx', 'pretrain/train.ts', ...options], {cwd: project, encoding: 'utf8'});
}

const [anna, ben, cleo, later] = [11, 12, 13, 14].map((seed) => samplesOfPerson(seed, {windows: 6})) as [
  Sample[],
  Sample[],
  Sample[],
  Sample[],
];

interface Figures {
  samples: number;
  accuracy: number;
  logLoss: number;
}

describe('npm run pretrain -- --data', () => {
  const sets = join(folder, 'sets');
  const out = join(folder, 'models/odd');
  const json = join(folder, 'figures.json');
  let run: ReturnType<typeof pretrain>;
  before(() => {
    file('sets/anna.json', formatDataset(anna));
    file('sets/ben.json.gz', gzipSync(formatDataset(ben)));
    // One of these samples is in her file already.
    const again = file('again.json', formatDataset([anna[0]!, ...cleo]));
    const paths = ['--data', sets, '--data', again];
    run = pretrain(...paths, '--out', out, '--json', json);
    assert.equal(run.status, 0, run.stderr);
  });

  it('writes a model that the kit reads, and that predicts people better if they move like those in its data', async () => {
    const weights = await readModel(out);
    const of = (network: ScorerWeights) => evaluate(scorerPredictions(later, new Scorer(network)));
    const [shared, shipped] = [of(weights), of(shippedWeights)];
    assert.ok(shared.logLoss < shipped.logLoss, `${shared.logLoss}, shipped ${shipped.logLoss}`);
    assert.ok(shared.accuracy >= shipped.accuracy, `${shared.accuracy}, shipped ${shipped.accuracy}`);
  });

  it('reports how well a model of the other files predicts each file, beside the shipped network', () => {
    const result = JSON.parse(readFileSync(json, 'utf8')) as {
      samples: number;
      repeated: number;
      shared: Figures;
      shipped: Figures;
      perFile: Record<string, {shared: Figures; shipped: Figures}>;
      verdict: string;
    };
    assert.equal(result.samples, anna.length + ben.length + cleo.length);
    assert.equal(result.repeated, 1);
    assert.equal(result.shared.samples, result.samples);
    const files = Object.keys(result.perFile).map((path) => path.split('/').at(-1));
    assert.deepEqual(files, ['anna.json', 'ben.json.gz', 'again.json']);
    const {shipped} = result.perFile[join(sets, 'anna.json')]!;
    const direct = evaluate(scorerPredictions(anna, new Scorer(shippedWeights)));
    assert.deepEqual([shipped.samples, shipped.logLoss], [anna.length, direct.logLoss]);
    assert.ok(result.shared.logLoss < result.shipped.logLoss);
    assert.equal(result.verdict, 'taken');
    assert.match(run.stdout, /^anna\.json +\d+ +\d/m);
  });

  it('writes the same model again for the same files and seed', () => {
    const twin = join(folder, 'models/twin');
    const names = ['sets/anna.json', 'sets/ben.json.gz', 'again.json'].map((name) => join(folder, name));
    // As a shell expands `--data sets/*`.
    const {status, stderr} = pretrain('--out', twin, '--data', ...names);
    assert.equal(status, 0, stderr);
    for (const name of ['model.json', 'model.weights.bin'])
      assert.deepEqual(readFileSync(join(twin, name)), readFileSync(join(out, name)));
  });

  it('divides a single file into stretches of time', () => {
    const one = join(sets, 'anna.json');
    const {status, stdout, stderr} = pretrain('--data', one, '--out', join(folder, 'one'));
    assert.equal(status, 0, stderr);
    assert.match(stdout, /part 4 of 4/);
    assert.match(stdout, new RegExp(`^all +${anna.length} `, 'm'));
  });
});

/** Runs the command without its own process. */
async function called(...args: string[]): Promise<void> {
  const options = readOptions(args);
  assert.ok(options.data);
  await trainOnData(options);
}

describe('npm run pretrain -- --data refuses', () => {
  const fine = file('fine.json', formatDataset(anna));
  const out = join(folder, 'models/none');
  const asData = (content: string): string[] => ['--data', fine, file('other.json', content), '--out', out];
  mkdirSync(join(folder, 'empty'));
  const cases: [what: string, args: string[], reason: RegExp][] = [
    ['a call without --out', ['--data', fine], /--data: say by --out FOLDER/],
    ['a file in place of the folder', ['--data', fine, '--out', fine], /fine\.json: is a file; name/],
    ['files that no option names', [fine, '--out', out], /fine\.json: data sets are named by --data/],
    ['--visits', ['--data', fine, '--out', out, '--visits', '5'], /--visits: is for simulated/],
    ['an invalid seed', ['--data', fine, '--out', out, '--seed', 'x'], /--seed x: is not a whole/],
    ['a missing file', ['--data', join(folder, 'gone.json'), '--out', out], /gone\.json: cannot be/],
    ['a folder without data sets', ['--data', join(folder, 'empty'), '--out', out], /empty: has no \.json/],
  ];
  for (const [what, args, reason] of cases)
    it(what, () => assert.rejects(called(...args), {message: reason}));

  const contents: [what: string, content: string, reason: RegExp][] = [
    ['a file that is not JSON', 'hello', /other\.json: is not JSON/],
    ['another JSON file', '{"format": "something"}', /other\.json: is not a data set/],
    [
      'an invalid field',
      formatDataset([anna[0]!, {...anna[1]!, pressedAt: -1}]),
      /other\.json: samples\[1\]\.pressedAt: is not a number/,
    ],
  ];
  for (const [what, content, reason] of contents)
    it(what, () => assert.rejects(called(...asData(content)), {message: reason}));

  it('too few presses', async () => {
    const few = file('few.json', formatDataset(anna.slice(0, 12)));
    await assert.rejects(called('--data', few, '--out', out), {
      message: /few\.json: too little to learn from\. Learning needs/,
    });
  });

  it('recordings without the boxes of the buttons', async () => {
    const rows = file('rows.json', JSON.stringify([{x: [[1, 2, 0, 0, 0]], y: 1}]));
    await assert.rejects(called('--data', rows, '--out', out), {
      message: /rows\.json: too little to learn from\..* 1 samples do not say where the buttons were/,
    });
  });

  it('without a stack, and without writing anything', () => {
    const {status, stderr} = pretrain(...asData('hello'));
    assert.equal(status, 1);
    assert.match(stderr, /^\S+other\.json: is not JSON\.$/m);
    assert.doesNotMatch(stderr, /^\s+at /m);
    assert.equal(existsSync(out), false);
  });
});

describe('readDataSets', () => {
  it('reads a file once if it is named twice, or by its folder too', () => {
    const path = file('once/one.json', formatDataset(anna));
    const {sets, repeated} = readDataSets([path, join(folder, 'once'), `${folder}/./once/one.json`]);
    assert.deepEqual([sets.length, sets[0]!.samples.length, repeated], [1, anna.length, 0]);
  });

  it('leaves out recordings without boxes, and counts them', () => {
    const rows = [{x: [[1, 2, 0, 0, 0]], y: 1}];
    const {sets, withoutBoxes} = readDataSets([file('boxes/rows.json', JSON.stringify(rows))]);
    assert.deepEqual([sets[0]!.samples.length, withoutBoxes], [0, 1]);
  });
});
