import {ClickOrder} from '../../src/habits/click-order.js';
import type {Visit} from './visits.js';

/** A model that predicts clicks and learns from them. */
export interface OrderModel {
  /** Starts a visit. Models that learn from whole visits do so here, from the visits before. */
  startVisit(): void | Promise<void>;
  /** Probability of each key, in the order of the keys. */
  probabilities(): readonly number[] | Promise<readonly number[]>;
  /** Learns a click on this key. */
  learn(key: string): void;
}

/** The model's answer for one click, before it learned the click. */
export interface Guess {
  visit: string;
  /** Number of keys that were predicted likelier than the clicked one. */
  rank: number;
  logLoss: number;
}

/** All keys, which a model may know as a page knows its buttons. */
export function keysOf(visits: readonly Visit[]): string[] {
  return [...new Set(visits.flat())].sort();
}

/** The model's answer for each click, after those before it and no other. */
export async function guessAll(model: OrderModel, visits: readonly Visit[]): Promise<Guess[]> {
  const keys = keysOf(visits);
  const guesses: Guess[] = [];
  for (const [index, visit] of visits.entries()) {
    await model.startVisit();
    for (const key of visit) {
      const probabilities = await model.probabilities();
      const own = probabilities[keys.indexOf(key)]!;
      guesses.push({
        visit: String(index),
        rank: probabilities.filter((probability) => probability > own).length,
        logLoss: -Math.log(own),
      });
      model.learn(key);
    }
  }
  return guesses;
}

/** The kit's own model. */
export function variableOrder(keys: readonly string[]): OrderModel {
  const order = new ClickOrder();
  return {
    startVisit: () => order.startVisit(),
    probabilities: () => order.probabilities(keys),
    learn: (key) => order.learn(key),
  };
}

/**
 * The frequency of a key after the one before, mixed with its overall frequency, and that with an even share
 * (interpolation by pseudo-counts, as if the coarser estimate had been observed that often).
 */
export function bigram(keys: readonly string[], {pseudoCount}: {pseudoCount: number}): OrderModel {
  const start = keys.length;
  const single = new Float64Array(keys.length);
  const pairs = Array.from({length: keys.length + 1}, () => new Float64Array(keys.length));
  let last = start;
  const mixed = (counts: Float64Array, coarser: readonly number[]): number[] => {
    const whole = counts.reduce((sum, count) => sum + count, pseudoCount);
    return coarser.map((share, index) => (counts[index]! + pseudoCount * share) / whole);
  };
  const even = keys.map(() => 1 / keys.length);
  return {
    startVisit: () => void (last = start),
    probabilities: () => mixed(pairs[last]!, mixed(single, even)),
    learn: (key) => {
      const index = keys.indexOf(key);
      single[index]!++;
      pairs[last]![index]!++;
      last = index;
    },
  };
}
