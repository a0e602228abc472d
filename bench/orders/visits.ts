import {seededRandom, shuffled} from '../../src/core/random.js';
import {UsageError} from '../../tools/arguments.js';
import {readJson} from '../../tools/recordings/read-data.js';

/** The keys that were clicked in one visit, in order. */
export type Visit = readonly string[];

const seed = 1;

/** Visits of the set that is made up when there is no file. */
const madeUpVisits = 30;

/** How often someone with habits clicks what usually comes next. */
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

/** Visits to a page of six buttons that are mostly clicked in one order, and now and then at random. */
export function simulatedVisits(): string[][] {
  const random = seededRandom(seed);
  const keys = ['open', 'edit', 'check', 'save', 'send', 'close'];
  return Array.from({length: madeUpVisits}, () =>
    keys.flatMap((key) => (random() < 0.2 ? [keys[Math.floor(random() * keys.length)]!] : [key])),
  );
}

/**
 * Clicks on many buttons. With habits each is mostly followed by what usually comes next, else by any, the first
 * ones oftener; without them every click is any button alike, which is the most there can be to remember.
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
