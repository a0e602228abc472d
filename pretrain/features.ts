// `npm run features -- --data FILE --out FOLDER`: turns data sets into shards of features, for training elsewhere.
import {mkdirSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {parseOptions, readCount, runBenchmark, UsageError} from '../tools/arguments.js';
import {featureNames, featureVersion} from '../src/prediction/feature-names.js';
import {FeatureExtractor} from '../src/prediction/features.js';
import {shippedWeights} from '../src/prediction/weights.js';
import {momentsOf} from '../src/training/moments.js';
import {eachDataSet} from './data-sets.js';
import {pathLength, rowCapacity, ShardWriter} from './feature-shards.js';
import {writeModel} from './write-model.js';

/** Ticks of a shard: 40 MB before compression. */
const usualPerShard = 16_384;

await runBenchmark(async () => {
  const {data, out, json, perShard} = readOptions(process.argv.slice(2));
  mkdirSync(out, {recursive: true});
  if (readdirSync(out).length > 0) throw new UsageError(`--out ${out}: is not empty.`);
  const begun = performance.now();
  const writer = new ShardWriter({folder: out, perShard});
  const extractor = new FeatureExtractor();
  const files: string[] = [];
  let samples = 0;
  let weight = 0;
  for (const dataSet of eachDataSet(data)) {
    for (const sample of dataSet.samples)
      for (const moment of momentsOf(sample, {extractor})) {
        writer.add({moment, sample, dataSet: files.length});
        weight += moment.weight;
      }
    files.push(dataSet.name);
    samples += dataSet.samples.length;
  }
  writer.end();
  if (writer.ticks === 0) throw new UsageError(`${data.join(', ')}: has no movement to learn from.`);
  await writeModel(shippedWeights, join(out, 'start'));
  const {ticks, shards} = writer;
  const description = {
    featureVersion,
    featureNames,
    rows: rowCapacity,
    pathLength,
    ticks,
    shards,
    weight,
    files,
  };
  writeFileSync(join(out, 'features.json'), `${JSON.stringify(description, null, 2)}\n`);
  const seconds = Math.round((performance.now() - begun) / 1000);
  const memoryMB = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(`${samples} samples in ${files.length} files: ${ticks} ticks in ${shards} shards.`);
  return {result: {files: files.length, samples, ticks, shards, seconds, memoryMB}, json};
});

function readOptions(args: readonly string[]) {
  const one = {type: 'string'} as const;
  const {values, positionals} = parseOptions({
    args: [...args],
    options: {data: {...one, multiple: true}, out: one, json: one, shard: one},
    allowPositionals: true,
  });
  const {data = [], out, json, shard} = values;
  if (data.length === 0) throw new UsageError('--data FILE: name data sets, or folders with data sets.');
  if (out === undefined) throw new UsageError('--out FOLDER: say where the shards go.');
  const perShard = readCount(shard, {name: 'shard', fallback: usualPerShard});
  return {data: [...data, ...positionals], out, json, perShard};
}
