// `npm run pretrain`: trains the shipped network on simulated movement only, and writes its weights. With
// `--data FILE --out FOLDER` it trains a model on data sets instead, for others to load.
import {writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {gzipSync} from 'node:zlib';
import {readCount, runBenchmark} from '../tools/arguments.js';
import {wasmUrl} from '../tools/tensorflow-in-node.js';
import type {Moment} from '../src/training/moments.js';
import {seededRandom} from '../src/core/random.js';
import {scorerFigures, trainScorerNetwork} from '../src/training/scorer-network.js';
import {startBackend} from '../src/training/train.js';
import {unpackWeights} from '../src/prediction/packed-weights.js';
import {momentsOfVisit} from './moments.js';
import {readOptions, type ShippedOptions} from './options.js';
import {packWeights} from './pack-weights.js';
import {drawPerson} from './simulator/person.js';
import {simulateVisit} from './simulator/visit.js';
import {trainOnData} from './train-on-data.js';
import {secondsSince, weightsSource} from './weights-source.js';

/** Seeds of the training data, of the data for early stopping, and of the network's first weights. */
const seeds = {training: 1, validation: 2, network: 1};

const visitMs = 30_000;

/** Share of the frames that are training examples: neighbouring frames are nearly equal. */
const share = 1 / 12;

/**
 * Weight of a moment that leads to no press. Simulated people press often, for many examples in little time;
 * real ones move about more. Fitted to recordings of people at work.
 */
const noneWeight = 6;

/** Size of the training; more visits or epochs gained less than 0.002 nats. */
const usualVisits = 3000;
const usualEpochs = 12;
const batchSize = 128;
const learningRate = 3e-3;

const weightsFile = fileURLToPath(new URL('../src/prediction/weights.ts', import.meta.url));

const written = {
  name: 'shippedWeights',
  about: 'The network that predicts before it has learned anything of a person.',
  command: 'pretrain',
  from: 'simulated movement',
};

await runBenchmark(async () => {
  const options = readOptions(process.argv.slice(2));
  const result = options.data === undefined ? await trainShipped(options) : await trainOnData(options);
  return {result, json: options.json};
});

async function trainShipped({visits, epochs, seed, out}: ShippedOptions): Promise<object> {
  const count = readCount(visits, {name: 'visits', fallback: usualVisits});
  const begun = performance.now();
  await startBackend({architecture: 'scorer', backend: 'wasm', wasmUrl});
  const training = simulatedMoments(count, seeds.training);
  const validation = simulatedMoments(Math.max(20, count / 20), seeds.validation);
  console.log(`${count} visits, ${training.length} moments, ${secondsSince(begun)} s to simulate`);
  const {weights} = await trainScorerNetwork({
    training,
    validation,
    heldOut: [],
    epochs: readCount(epochs, {name: 'epochs', fallback: usualEpochs}),
    seed: readCount(seed, {name: 'seed', fallback: seeds.network}),
    batchSize,
    learningRate,
    onEpoch: ({epoch, loss}) => console.log(`epoch ${epoch}: loss ${loss.toFixed(4)}`),
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

function simulatedMoments(visits: number, seed: number): Moment[] {
  const random = seededRandom(seed);
  const moments: Moment[] = [];
  for (let i = 0; i < visits; i++) {
    const visit = simulateVisit({ms: visitMs, random, parameters: drawPerson(random)});
    for (const moment of momentsOfVisit(visit, {random, share}))
      moments.push({...moment, weight: moment.label === moment.rows - 1 ? noneWeight : 1});
  }
  return moments;
}
