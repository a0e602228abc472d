import {ClickOrder} from '../../src/habits/click-order.js';
import type {Visit} from './visits.js';

/** Something that foretells clicks and learns from them. */
export interface OrderModel {
  /** A visit begins. What learns from whole visits does so here, from those before. */
  startVisit(): void | Promise<void>;
  /** Probability of each key that there is, in their order. */
  probabilities(): readonly number[] | Promise<readonly number[]>;
  /** This key was clicked. */
  learn(key: string): void;
}

/** What was said of one click before it was learned from. */
export interface Guess {
  visit: string;
  /** How many keys were prediction likelier than the one that was clicked. */
  rank: number;
  logLoss: number;
}

/** Which keys there are is known, as a page knows its buttons. */
export function keysOf(visits: readonly Visit[]): string[] {
  return [...new Set(visits.flat())].sort();
}

/** What the model says of each click, having seen those before it and no other. */
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

/** What the kit ships. */
export function variableOrder(keys: readonly string[]): OrderModel {
  const order = new ClickOrder();
  return {
    startVisit: () => order.startVisit(),
    probabilities: () => order.probabilities(keys),
    learn: (key) => order.learn(key),
  };
}

/**
 * How often a key followed the one before, mixed with how often it is clicked at all, and that with an even share
 * (interpolation by pseudo-counts, as if the coarser one had been seen so often).
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
