import {seededRandom, shuffled} from '../../src/core/random.js';
import {UsageError} from '../../tools/arguments.js';
import {readJson} from '../../tools/recordings/read-data.js';

/** The clicked keys of one visit, in order. */
export type Visit = readonly string[];

const seed = 1;

/** Number of visits in the simulated data. */
const madeUpVisits = 30;

/** Share of the clicks that follow a person's habit. */
const usual = 0.6;

/** Reads a file of visits: `[["open", "save"], …]`. Throws a `UsageError` for anything else. */
export function readVisits(path: string): string[][] {
  const visits = readJson(path);
  if (!Array.isArray(visits)) throw new UsageError(`${path}: is not an array of visits.`);
  const checked = visits.map((visit: unknown, index) => {
    if (!Array.isArray(visit)) throw new UsageError(`${path}: visit ${index} is not an array of keys.`);
    return visit.map((key: unknown, at) => {
      if (typeof key !== 'string' || key === '')
        throw new UsageError(`${path}: visit ${index}, click ${at}: is not a key.`);
      return key;
    });
  });
  if (checked.flat().length === 0) throw new UsageError(`${path}: has no clicks.`);
  return checked;
}

/** Simulates visits to a page of six buttons: clicks mostly in one order, and sometimes at random. */
export function simulatedVisits(): string[][] {
  const random = seededRandom(seed);
  const keys = ['open', 'edit', 'check', 'save', 'send', 'close'];
  return Array.from({length: madeUpVisits}, () =>
    keys.flatMap((key) => (random() < 0.2 ? [keys[Math.floor(random() * keys.length)]!] : [key])),
  );
}

/**
 * Simulates clicks on many buttons. With habits, a click is mostly followed by its usual successor, or else
 * by any button, the first ones more often; without them every button is equally likely, which needs the most
 * memory.
 */
export function manyClicks({
  buttons,
  clicks,
  hasHabits,
}: {
  buttons: number;
  clicks: number;
  hasHabits: boolean;
}): string[] {
  const random = seededRandom(seed);
  const keys = Array.from({length: buttons}, (_, index) => `button-${index + 1}`);
  const order = shuffled(keys, random);
  let last = 0;
  return Array.from({length: clicks}, () => {
    const draw = random();
    const isUsual = hasHabits && random() < usual;
    last = isUsual ? (last + 1) % buttons : Math.floor((hasHabits ? draw ** 2 : draw) * buttons);
    return order[last]!;
  });
}
