import {seededRandom} from '../../src/core/random.js';
import {heldOutKinds} from '../../pretrain/touch/page.js';
import type {PageView} from '../../pretrain/touch/read.js';
import {simulateTouchVisit} from '../../pretrain/touch/visit.js';

/** Neither these people nor these kinds of pages are in the training; and they differ more from each other. */
const spread = 1.25;
const seedOffset = 1000;

/** The pages that one person reads, in order. */
export type PersonsViews = PageView[];

/** Simulates people on held-out pages until there are `count` page views. */
export function simulatedViews({count, seed}: {count: number; seed: number}): PersonsViews[] {
  const random = seededRandom(seedOffset + seed);
  const people: PersonsViews[] = [];
  for (let left = count; left > 0; left -= people.at(-1)!.length)
    people.push(simulateTouchVisit(random, {kinds: heldOutKinds, spread}).views.slice(0, left));
  return people;
}
