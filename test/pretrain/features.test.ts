import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, describe, it} from 'node:test';
import {asyncBufferFromFile, parquetReadObjects} from 'hyparquet';
import {pathLength, rowCapacity} from '../../pretrain/feature-shards.js';
import {samplesOfPerson} from '../../pretrain/odd-people.js';
import {people} from '../../pretrain/simulator/parameters.js';
import type {Sample} from '../../src/core/sample.js';
import {featureCount, featureVersion} from '../../src/prediction/feature-names.js';
import {formatDataset} from '../../src/storage/dataset-file.js';
import {trainingMoments} from '../../src/training/moments.js';

const project = new URL('../..', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'features-'));
after(() => rmSync(folder, {recursive: true}));

function features(...options: string[]) {
  return spawnSync('npx', ['tsx', 'pretrain/features.ts', ...options], {cwd: project, encoding: 'utf8'});
}

const [anna, ben] = [1, 2].map((seed) => samplesOfPerson(seed, {windows: 2, parameters: people})) as [
  Sample[],
  Sample[],
];
const data = join(folder, 'sets');
mkdirSync(data);
writeFileSync(join(data, 'anna.json'), formatDataset(anna));
// One of these samples is in her file already.
writeFileSync(join(data, 'ben.json'), formatDataset([anna[0]!, ...ben]));

interface Row {
  features: Uint8Array;
  mask: Uint8Array;
  path: Uint8Array;
  label: number;
  weight: number;
  lead_ms: number;
  data_set: number;
}

const floats = (bytes: Uint8Array): Float32Array => new Float32Array(Uint8Array.from(bytes).buffer);

describe('npm run features', () => {
  const out = join(folder, 'out');
  const shard = 100;
  const {status, stderr} = features('--data', data, '--out', out, '--shard', String(shard));

  it('writes every moment of every sample once, in shards', async () => {
    assert.equal(status, 0, stderr);
    const names = readdirSync(out).filter((name) => name.endsWith('.parquet'));
    const rows: Row[] = [];
    for (const name of names.sort()) {
      const file = await asyncBufferFromFile(join(out, name));
      // Binary columns are text by default.
      const read = (await parquetReadObjects({file, utf8: false})) as Row[];
      assert.ok(read.length === shard || name === names.at(-1));
      rows.push(...read);
    }
    const moments = [...trainingMoments(anna), ...trainingMoments(ben)];
    assert.equal(rows.length, moments.length);
    assert.ok(names.length > 1);
    rows.forEach((row, i) => {
      const moment = moments[i]!;
      const of = floats(row.features);
      assert.equal(of.length, rowCapacity * featureCount);
      assert.deepEqual([...of.subarray(0, moment.features.length)], [...moment.features]);
      assert.ok(of.subarray(moment.features.length).every((value) => value === 0));
      assert.equal(
        row.mask.reduce((sum, value) => sum + value, 0),
        moment.rows,
      );
      assert.deepEqual([row.label, row.lead_ms], [moment.label, moment.leadMs]);
      assert.ok(Math.abs(row.weight - moment.weight) < 1e-5);
      const path = floats(row.path);
      assert.equal(path.length, pathLength * 2);
      assert.ok(path.every(Number.isFinite));
    });
    assert.deepEqual(new Set(rows.map(({data_set: set}) => set)), new Set([0, 1]));
    // Hands move.
    assert.ok(rows.some(({path}) => floats(path).some((value) => Math.abs(value) > 10)));
  });

  it('describes them, with the network that training sets out from', () => {
    const described = JSON.parse(readFileSync(join(out, 'features.json'), 'utf8')) as Record<string, unknown>;
    assert.equal(described['featureVersion'], featureVersion);
    assert.equal(described['rows'], rowCapacity);
    assert.deepEqual(readdirSync(join(out, 'start')).sort(), ['model.json', 'model.weights.bin']);
  });

  it('refuses to mix with what is there, and calls without data or --out', () => {
    for (const [args, reason] of [
      [['--data', data, '--out', out], /is not empty/],
      [['--out', join(folder, 'other')], /--data FILE: name data sets/],
      [['--data', data], /--out FOLDER/],
    ] as const) {
      const refused = features(...args);
      assert.equal(refused.status, 1);
      assert.match(refused.stderr, reason);
    }
  });
});
