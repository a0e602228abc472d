// `npm run check:keras`: makes data sets of simulated people, trains on them by `npm run pretrain -- --data` and by
// pretrain/keras/train.py on two devices, and compares the two models with each other and on people held out.
import '../../tools/tensorflow-in-node.js';
import {spawn, spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {runBenchmark} from '../../tools/arguments.js';
import {printTable} from '../../tools/tables/table.js';
import type {ScorerWeights} from '../../src/core/model.js';
import type {Sample} from '../../src/core/sample.js';
import {Scorer, softmaxInPlace} from '../../src/prediction/scorer.js';
import {shippedWeights} from '../../src/prediction/weights.js';
import {formatDataset} from '../../src/storage/dataset-file.js';
import {evaluate} from '../../src/training/evaluation.js';
import {scorerPredictions} from '../../src/training/held-out-predictions.js';
import {trainingMoments} from '../../src/training/moments.js';
import {rowCapacity} from '../feature-shards.js';
import {samplesOfPerson} from '../odd-people.js';
import {readModel} from '../read-model.js';

/** Largest difference between a logit of Keras and one of the kit. */
const logitTolerance = 1e-5;

/** Largest difference between the two trainings' log-losses on people held out, nats. Seeds of one differ by 0.011. */
const lossTolerance = 0.02;

/** Largest difference between the log-losses of trainings on one host and on two, nats. */
const hostTolerance = 0.001;

const project = new URL('../..', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'predictive-buttons-keras-'));
process.once('exit', () => rmSync(folder, {recursive: true, force: true}));

await runBenchmark(async () => {
  const python = pythonWithKeras();
  const sets = join(folder, 'sets');
  mkdirSync(sets);
  const training = [1, 2, 3, 4].map((seed) => samplesOfPerson(seed, {windows: 8}));
  training.forEach((samples, i) => writeFileSync(join(sets, `${i}.json`), formatDataset(samples)));
  const heldOut = [5, 6].flatMap((seed) => samplesOfPerson(seed, {windows: 8}));

  const features = join(folder, 'features');
  run('npx', 'tsx', 'pretrain/features.ts', '--data', sets, '--out', features, '--shard', '2000');
  run('npx', 'tsx', 'pretrain/train.ts', '--data', sets, '--out', join(folder, 'kit'));
  const logits = join(folder, 'logits.f32');
  run(
    python,
    'pretrain/keras/train.py',
    ...['--features', features, '--out', join(folder, 'keras'), '--logits', logits],
  );

  await runOnTwoHosts(python, ['--features', features, '--out', join(folder, 'two-hosts')]);

  const keras = await readModel(join(folder, 'keras'));
  const difference = largestDifference(keras, training.flat(), logits);
  const networks = {
    shipped: shippedWeights,
    kit: await readModel(join(folder, 'kit')),
    'Keras, 2 devices': keras,
    'Keras, 2 hosts': await readModel(join(folder, 'two-hosts')),
  };
  const figures = Object.entries(networks).map(([name, weights]) => {
    const {samples, accuracy, logLoss} = evaluate(scorerPredictions(heldOut, new Scorer(weights)));
    return {name, samples, accuracy, logLoss};
  });
  printTable(
    ['trained by', 'samples held out', 'right %', 'log-loss'],
    figures.map(({name, samples, accuracy, logLoss}) => [
      name,
      String(samples),
      (100 * accuracy).toFixed(1),
      logLoss.toFixed(4),
    ]),
  );
  console.log(`Logits of Keras and of the kit differ by ${difference.toExponential(1)} at most.`);
  const [shipped = NaN, byKit = NaN, byKeras = NaN, byHosts = NaN] = figures.map(({logLoss}) => logLoss);
  if (!(difference <= logitTolerance)) throw new Error(`They may differ by ${logitTolerance}.`);
  if (!(Math.abs(byKit - byKeras) <= lossTolerance))
    throw new Error(`The log-losses may differ by ${lossTolerance}.`);
  if (!(Math.abs(byKeras - byHosts) <= hostTolerance))
    throw new Error(`On two hosts the log-loss may differ by ${hostTolerance}.`);
  if (!(byKeras < shipped)) throw new Error('Keras has learned nothing.');
  return {result: {figures, difference}, json: undefined};
});

/** The interpreter that `PYTHON` names, or one of an environment of its own, which is kept for the next time. */
function pythonWithKeras(): string {
  const {PYTHON} = process.env;
  if (PYTHON) return PYTHON;
  const environment = join(project, 'node_modules/.cache/keras');
  const python = join(environment, 'bin/python');
  if (!existsSync(python)) run('python3', '-m', 'venv', environment);
  run(python, '-m', 'pip', 'install', '--quiet', '--requirement', 'pretrain/keras/requirements.txt');
  return python;
}

function run(command: string, ...args: string[]): void {
  console.log(`$ ${command} ${args.join(' ')}`);
  const {status, error} = spawnSync(command, args, {
    cwd: project,
    stdio: 'inherit',
    env: {...process.env, XLA_FLAGS: '--xla_force_host_platform_device_count=2'},
  });
  if (status !== 0) throw error ?? new Error(`${command} ended with ${status}.`);
}

/** Trains in two processes, each of which takes part as a host of one device. */
async function runOnTwoHosts(python: string, options: readonly string[]): Promise<void> {
  console.log('$ the same in two processes');
  // A port above those that systems give away by themselves.
  const port = 61_000 + Math.floor(Math.random() * 4000);
  const codes = await Promise.all(
    [0, 1].map((host) => {
      const child = spawn(python, ['pretrain/keras/train.py', ...options], {
        cwd: project,
        stdio: ['ignore', 'ignore', 'inherit'],
        env: {
          ...process.env,
          KERAS_DISTRIBUTION_JOB_ADDRESSES: `127.0.0.1:${port},127.0.0.1:${port + 1}`,
          KERAS_DISTRIBUTION_NUM_PROCESSES: '2',
          KERAS_DISTRIBUTION_PROCESS_ID: String(host),
        },
      });
      return new Promise<number | null>((resolve) => child.once('exit', resolve));
    }),
  );
  if (codes.some((code) => code !== 0)) throw new Error(`The hosts ended with ${codes.join(' and ')}.`);
}

/** The largest difference between the logits and timings of `file`, of the first ticks, and those of the kit. */
function largestDifference(weights: ScorerWeights, samples: readonly Sample[], file: string): number {
  const bytes = readFileSync(file);
  const ofKeras = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  const moments = trainingMoments(samples);
  const scorer = new Scorer(weights);
  const {horizons} = scorer;
  let largest = 0;
  for (let tick = 0; tick < ofKeras.length / (rowCapacity * horizons); tick++) {
    const {features, rows} = moments[tick]!;
    const logits = new Float32Array(rows);
    const timing = new Float32Array(rows * horizons);
    scorer.logits(features, rows, logits, timing);
    for (let row = 0; row < rows; row++) {
      const from = (tick * rowCapacity + row) * horizons;
      const shares = ofKeras.slice(from, from + horizons);
      largest = Math.max(largest, Math.abs(softmaxInPlace(shares) - logits[row]!));
      let within = 0;
      shares.forEach((share, i) => {
        largest = Math.max(largest, Math.abs((within += share) - timing[row * horizons + i]!));
      });
    }
  }
  return largest;
}
