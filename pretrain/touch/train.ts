// `npm run pretrain:touch`: trains the network that predicts taps from reading, on simulated people only, and writes
// its weights. Prints how it does for people and on kinds of pages that it has not seen.
import {writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {parseOptions, readCount, runBenchmark} from '../../tools/arguments.js';
import {wasmUrl} from '../../tools/tensorflow-in-node.js';
import {Scorer} from '../../src/prediction/scorer.js';
import {seededRandom} from '../../src/core/random.js';
import {startBackend} from '../../src/training/train.js';
import {scorerFigures, trainScorerNetwork} from '../../src/training/scorer-network.js';
import {unpackWeights} from '../../src/prediction/packed-weights.js';
import type {Moment} from '../../src/training/moments.js';
import {packWeights} from '../pack-weights.js';
import {honestyOf} from './calibration.js';
import {momentsOfTouchVisit} from './moments.js';
import {heldOutKinds, trainingKinds, type PageKind} from './page.js';
import {simulateTouchVisit} from './visit.js';
import {secondsSince, weightsSource} from '../weights-source.js';

/** Seeds of the training data, of the data for early stopping, of the figures, and of the network's first weights. */
const seeds = {training: 1, validation: 2, heldOut: 3, network: 1};

/** Held-out people differ more from the middles than those that the network knows. */
const heldOutSpread = 1.25;

/** Share of the predictions that are training examples: neighbouring ones are nearly equal. */
const share = 1 / 8;

/** Size of the training: the loss of a later epoch falls by less than 0.01 nats. */
const usualVisits = 2000;
const usualEpochs = 7;
const hiddenWidths = [24, 12];
const batchSize = 256;
const learningRate = 4e-3;

const weightsFile = fileURLToPath(new URL('../../src/prediction/reading-weights.ts', import.meta.url));

const written = {
  name: 'readingWeights',
  about: 'The network that predicts taps from how a page is read.',
  command: 'pretrain:touch',
  from: 'simulated reading',
};

await runBenchmark(async () => {
  const one = {type: 'string'} as const;
  const {values} = parseOptions({options: {visits: one, epochs: one, seed: one, out: one, json: one}});
  const {visits, epochs, seed, out, json} = values;
  const count = readCount(visits, {name: 'visits', fallback: usualVisits});
  const begun = performance.now();
  await startBackend({architecture: 'scorer', backend: 'wasm', wasmUrl});
  const training = simulated(count, {seed: seeds.training, kinds: trainingKinds});
  const validation = simulated(Math.max(20, count / 20), {seed: seeds.validation, kinds: trainingKinds});
  const heldOut = simulated(Math.max(20, count / 10), {
    seed: seeds.heldOut,
    kinds: heldOutKinds,
    spread: heldOutSpread,
  });
  console.log(`${count} visits, ${training.length} moments, ${secondsSince(begun)} s to simulate`);
  const {weights} = await trainScorerNetwork({
    training,
    validation,
    heldOut: [],
    epochs: readCount(epochs, {name: 'epochs', fallback: usualEpochs}),
    seed: readCount(seed, {name: 'seed', fallback: seeds.network}),
    hiddenWidths,
    batchSize,
    learningRate,
    onEpoch: ({epoch, loss}) => console.log(`epoch ${epoch}: loss ${loss.toFixed(4)}`),
  });
  const packed = packWeights(weights);
  const shipped = unpackWeights(packed);
  writeFileSync(out ?? weightsFile, weightsSource(packed, written));
  const result = {
    visits: count,
    moments: training.length,
    validationLoss: scorerFigures(weights, validation).loss,
    validationLossPacked: scorerFigures(shipped, validation).loss,
    heldOutLoss: scorerFigures(shipped, heldOut).loss,
    heldOut: honestyOf(new Scorer(shipped), heldOut),
    seconds: secondsSince(begun),
  };
  console.dir(result, {depth: null});
  return {result, json};
});

function simulated(
  visits: number,
  {seed, kinds, spread = 1}: {seed: number; kinds: readonly PageKind[]; spread?: number},
): Moment[] {
  const random = seededRandom(seed);
  const moments: Moment[] = [];
  for (let i = 0; i < visits; i++)
    for (const moment of momentsOfTouchVisit(simulateTouchVisit(random, {kinds, spread}), {random, share}))
      moments.push(moment);
  return moments;
}
