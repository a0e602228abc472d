// `npm run pretrain`: trains the shipped network on simulated movement, and writes its weights. With
// `--data FILE --out FOLDER` it trains a model on data sets instead, for others to load.
import {writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {gzipSync} from 'node:zlib';
import {readCount, runBenchmark} from '../tools/arguments.js';
import {wasmUrl} from '../tools/tensorflow-in-node.js';
import {scorerFigures} from '../src/training/scorer-network.js';
import {taughtBy} from './teachers.js';
import {startBackend} from '../src/training/train.js';
import {unpackWeights} from '../src/prediction/packed-weights.js';
import {asChosen} from './choices.js';
import {asComesTrue} from './come-true.js';
import {readOptions, type ShippedOptions} from './options.js';
import {packWeights} from './pack-weights.js';
import {recordedChoices} from './recorded-choices.js';
import {comesTrue} from './recorded-curves.js';
import {
  simulateData,
  trainNetwork,
  trainTeachers,
  usualEpochs,
  usualSeed,
  usualVisits,
} from './simulated-moments.js';
import {trainOnData} from './train-on-data.js';
import {secondsSince, weightsSource} from './weights-source.js';

const hiddenWidths = [24, 12];

const weightsFile = fileURLToPath(new URL('../src/prediction/weights.ts', import.meta.url));

const written = {
  name: 'shippedWeights',
  about: 'The network that predicts before it has learned anything of a person.',
  command: 'pretrain',
  from: 'simulated movement and the figures of `pretrain/recorded-*.ts`',
};

await runBenchmark(async () => {
  const options = readOptions(process.argv.slice(2));
  const result = options.data === undefined ? await trainShipped(options) : await trainOnData(options);
  return {result, json: options.json};
});

async function trainShipped({
  visits,
  epochs: epochsText,
  seed: seedText,
  out,
}: ShippedOptions): Promise<object> {
  const count = readCount(visits, {name: 'visits', fallback: usualVisits});
  const begun = performance.now();
  await startBackend({architecture: 'scorer', backend: 'wasm', wasmUrl});
  const data = simulateData(count);
  const {training, validation} = data;
  console.log(`${count} visits, ${training.length} moments, ${secondsSince(begun)} s to simulate`);
  const seed = readCount(seedText, {name: 'seed', fallback: usualSeed});
  const epochsOf = (network: keyof typeof usualEpochs): number =>
    readCount(epochsText, {name: 'epochs', fallback: usualEpochs[network]});
  const teachers = await trainTeachers(data, {visits: count, seed, epochs: epochsOf('teachers')});
  const weights = await trainNetwork('network', {
    seed,
    epochs: epochsOf('network'),
    training: taughtBy(teachers, training).map((moment) => ({
      ...moment,
      target: asComesTrue(asChosen(moment.target, moment, recordedChoices), comesTrue),
    })),
    // How sure it may be is in what it aims at, not in the simulated data.
    validation: [],
    hiddenWidths,
  });
  const packed = packWeights(weights);
  const before = scorerFigures(weights, validation);
  const after = scorerFigures(unpackWeights(packed), validation);
  const source = weightsSource(packed, written);
  writeFileSync(out ?? weightsFile, source);
  const result = {
    visits: count,
    moments: training.length,
    validationLoss: before.loss,
    validationLossPacked: after.loss,
    gzipBytes: gzipSync(source, {level: 9}).length,
    seconds: secondsSince(begun),
    memoryMB: Math.round(process.resourceUsage().maxRSS / 1024),
  };
  console.log(result);
  return result;
}
