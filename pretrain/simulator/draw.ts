import {gaussian, type Random} from '../../src/core/random.js';

/** A lognormal number: its median, and the standard deviation of its logarithm. */
export interface Lognormal {
  median: number;
  spread: number;
}

export function lognormal(random: Random, {median, spread}: Lognormal): number {
  return median * Math.exp(spread * gaussian(random));
}

/** A uniform number between two bounds. */
export function between(random: Random, from: number, to: number): number {
  return from + (to - from) * random();
}

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[Math.floor(random() * items.length)]!;
}

/** How many times in a row an event of this probability happens, at most `most` times. */
export function runOf(random: Random, probability: number, most: number): number {
  let count = 0;
  while (count < most && random() < probability) count++;
  return count;
}
