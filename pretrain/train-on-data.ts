import {statSync} from 'node:fs';
import {basename} from 'node:path';
import {readCount, UsageError} from '../tools/arguments.js';
import {percent} from '../tools/tables/percent.js';
import {printTable} from '../tools/tables/table.js';
import {wasmUrl} from '../tools/tensorflow-in-node.js';
import {evaluateCandidate, missingForTraining} from '../src/learning/model-gate.js';
import {startBackend} from '../src/training/train.js';
import {readDataSets, type Pool} from './data-sets.js';
import type {DataOptions} from './options.js';
import {compareHeldOut, trainShared, type Comparison} from './shared-model.js';
import {writeModel} from './write-model.js';

/** The options that the learner trains with. */
const usualSeed = 1;

/** `npm run pretrain -- --data FILE --out FOLDER`: trains a model on people's data, as a start for others. */
export async function trainOnData({data, out, seed: seedText}: DataOptions): Promise<object> {
  const seed = readCount(seedText, {name: 'seed', fallback: usualSeed});
  const begun = performance.now();
  if (statSync(out, {throwIfNoEntry: false})?.isDirectory() === false)
    throw new UsageError(`--out ${out}: is a file; name the folder for model.json and model.weights.bin.`);
  const pool = readDataSets(data);
  const sets = pool.sets.filter(({samples}) => samples.length > 0);
  const samples = sets.flatMap((set) => set.samples);
  const missing = missingForTraining(samples);
  if (missing !== undefined)
    throw new UsageError(`${data.join(', ')}: too little to learn from. ${missing}${left(pool)}`);
  const read = samples.length + pool.repeated + pool.withoutBoxes;
  console.log(
    `${read} samples in ${pool.sets.length} ${pool.sets.length === 1 ? 'file' : 'files'}.${left(pool)}`,
  );
  await startBackend({architecture: 'scorer', backend: 'wasm', wasmUrl});
  const compared = await compareHeldOut(sets, {
    seed,
    onFold: (fold, of) => console.log(`held out: part ${fold} of ${of}`),
  });
  print(compared);
  const weights = await trainShared(sets, {seed});
  await writeModel(weights, out);
  const {verdict, reasons} = verdictOf(compared.all);
  console.log(
    verdict === 'taken'
      ? `${out}: model.json and model.weights.bin, trained on all of it.`
      : `${out}: model.json and model.weights.bin, but it is not worth serving: it is no better than the network in the package.`,
  );
  return {
    files: sets.length,
    samples: samples.length,
    repeated: pool.repeated,
    withoutBoxes: pool.withoutBoxes,
    ...figuresOf(compared.all),
    perFile: Object.fromEntries([...compared.files].map(([name, each]) => [name, figuresOf(each)])),
    verdict,
    reasons,
    seconds: Math.round((performance.now() - begun) / 1000),
  };
}

/** A sentence about the samples that were left out. */
function left({repeated, withoutBoxes}: Pool): string {
  return [
    repeated > 0 ? ` ${repeated} samples are in an earlier file, too, and count once.` : '',
    withoutBoxes > 0 ? ` ${withoutBoxes} samples do not say where the buttons were, and are left out.` : '',
  ].join('');
}

/** The learner's model gate, without its check of single buttons, since buttons differ between sites. */
function verdictOf({shared, shipped}: Comparison): ReturnType<typeof evaluateCandidate> {
  return evaluateCandidate({candidate: shared, baseline: shipped, minAccuracy: 0});
}

function figuresOf({shared, shipped}: Comparison): object {
  const of = ({samples, accuracy, logLoss}: Comparison['shared']): object => ({samples, accuracy, logLoss});
  return {shared: of(shared), shipped: of(shipped)};
}

function print({files, all}: {files: ReadonlyMap<string, Comparison>; all: Comparison}): void {
  const names = [...files.keys()].map((path) => basename(path));
  // Folders tell files of one name apart.
  const nameOf = new Set(names).size === names.length ? basename : (path: string) => path;
  const row = (name: string, {shared, shipped}: Comparison): string[] => [
    name,
    String(shared.samples),
    percent(shared.accuracy),
    percent(shipped.accuracy),
    shared.logLoss.toFixed(3),
    shipped.logLoss.toFixed(3),
  ];
  printTable(
    ['data set', 'samples', 'right %', 'shipped', 'log-loss', 'shipped'],
    [...[...files].map(([path, each]) => row(nameOf(path), each)), row('all', all)],
  );
  console.log('200 ms before the press, each file as predicted by a model that was trained on the others.');
}
