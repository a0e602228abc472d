import '../../tools/tensorflow-in-node.js';
import * as tf from '../../src/training/tf.js';
import {guessAll, keysOf, variableOrder, type Guess} from './order-models.js';
import {orderNetwork, type NetworkSize} from './order-network.js';
import type {Visit} from './visits.js';
import {bytesAtOnce, measureBundle, measurePackage} from '../../scripts/build/measure-bundle.js';
import {median} from '../../tools/scores/averages.js';

/**
 * The networks in the comparison. The first is the best on the recording, of embeddings of 2, 8, 16 and 32,
 * of 16, 32 and 50 units, rates from 0.001 to 0.01 and 3 to 30 passes; the second has the size that a demo of
 * the same idea used, with its dropout, and the rate and passes that suited it best.
 */
const sizes: Record<string, NetworkSize> = {
  network: {embedding: 8, units: 16, dropout: 0, epochs: 10, learningRate: 0.003},
  'network, larger': {embedding: 2, units: 50, dropout: 0.6, epochs: 10, learningRate: 0.003},
};

export interface NetworkCost {
  parameters: number;
  /** Number of weights, as 32-bit floats. */
  weightBytes: number;
  /** Time of its training after a visit, and of its answer before a click, ms. */
  trainMedianMs: number;
  trainLongestMs: number;
  predictMedianMs: number;
}

export interface NetworkReport {
  guesses: Record<string, Guess[]>;
  cost: Record<string, NetworkCost>;
  /** Time of the variable-order model to answer and to learn a click, ms. */
  kitMedianMs: number;
  /** Download sizes, bytes, minified and gzipped. */
  bytes: {tensorflow: number; kit: number};
}

/** Measures the networks' answers to each click, and their cost beside the variable-order model. */
export async function measureNetworks(
  visits: readonly Visit[],
  {seed}: {seed: number},
): Promise<NetworkReport> {
  // Plain JavaScript is the fastest backend for such small matrices.
  await tf.setBackend('cpu');
  await tf.ready();
  const guesses: NetworkReport['guesses'] = {};
  const cost: NetworkReport['cost'] = {};
  for (const [name, size] of Object.entries(sizes)) {
    const network = orderNetwork(visits, {size, seed});
    guesses[name] = await guessAll(network, visits);
    const {times, parameters} = network;
    cost[name] = {
      parameters,
      weightBytes: parameters * Float32Array.BYTES_PER_ELEMENT,
      trainMedianMs: median(times.train),
      trainLongestMs: Math.max(...times.train),
      predictMedianMs: median(times.predict),
    };
    network.dispose();
  }
  return {guesses, cost, kitMedianMs: await timeOfKit(visits), bytes: await downloads()};
}

export function printNetworks({cost, kitMedianMs, bytes}: NetworkReport): void {
  for (const [name, each] of Object.entries(cost))
    console.log(
      `${name}: ${each.parameters} weights; ${each.predictMedianMs.toFixed(2)} ms to answer, trains ` +
        `${each.trainMedianMs.toFixed(0)} ms after each visit, ${each.trainLongestMs.toFixed(0)} ms at the longest`,
    );
  console.log(`kit: ${kitMedianMs.toFixed(4)} ms to answer and to learn`);
  console.log(
    `Minified and gzipped: TensorFlow.js and what trains with it ${bytes.tensorflow}, the kit’s order ${bytes.kit} bytes`,
  );
}

async function timeOfKit(visits: readonly Visit[]): Promise<number> {
  const model = variableOrder(keysOf(visits));
  const times: number[] = [];
  for (const visit of visits) {
    await model.startVisit();
    for (const key of visit) {
      const begun = performance.now();
      void model.probabilities();
      model.learn(key);
      times.push(performance.now() - begun);
    }
  }
  return median(times);
}

async function downloads(): Promise<NetworkReport['bytes']> {
  return {
    tensorflow: bytesAtOnce(await measurePackage('src/training/trainer.worker.ts')),
    kit: bytesAtOnce(await measureBundle('src/habits/click-order.ts')),
  };
}
