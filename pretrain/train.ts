// `npm run pretrain`: trains the shipped network on simulated movement only, and writes its weights. With
// `--data FILE --out FOLDER` it trains a model on data sets instead, for others to load.
import {writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {gzipSync} from 'node:zlib';
import {readCount, runBenchmark} from '../tools/arguments.js';
import {wasmUrl} from '../tools/tensorflow-in-node.js';
import {horizonsMs} from '../src/core/prediction.js';
import type {Moment} from '../src/training/moments.js';
import {seededRandom} from '../src/core/random.js';
import type {ScorerWeights} from '../src/core/model.js';
import {scorerFigures, trainScorerNetwork, type ScorerTraining} from '../src/training/scorer-network.js';
import {taughtBy} from './teachers.js';
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
const noneWeight = 3.5;

/** Size of the training; more visits or epochs gained less than 0.002 nats. */
const usualVisits = 3000;
const usualEpochs = 8;
const hiddenWidths = [24, 12];
const batchSize = 256;
const learningRate = 4e-3;

/** The networks that the shipped one learns from: four, since each takes as long as the shipped one. */
const teacherCount = 4;
const teacherWidths = [32, 16];

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
  const firstSeed = readCount(seed, {name: 'seed', fallback: seeds.network});
  const train = async (name: string, options: Pick<ScorerTraining, 'training' | 'hiddenWidths' | 'seed'>) => {
    const {weights} = await trainScorerNetwork({
      ...options,
      validation,
      heldOut: [],
      outputs: horizonsMs.length,
      epochs: readCount(epochs, {name: 'epochs', fallback: usualEpochs}),
      batchSize,
      learningRate,
      onEpoch: ({epoch, loss}) => console.log(`${name}, epoch ${epoch}: loss ${loss.toFixed(4)}`),
    });
    return weights;
  };
  const teachers: ScorerWeights[] = [];
  for (let i = 1; i <= teacherCount; i++)
    teachers.push(await train(`teacher ${i}`, {training, hiddenWidths: teacherWidths, seed: firstSeed + i}));
  const weights = await train('network', {
    training: taughtBy(teachers, training),
    hiddenWidths,
    seed: firstSeed,
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
