import {sampleCapacity, type Sample} from '../core/sample.js';
import {validSamples} from './check-sample.js';
import {recordsOf, type Transaction} from './database.js';
import {newestSamples} from './memory-store.js';

/** A sample as it lies in the database: numbers in typed arrays, about a third of the size of plain objects. */
export interface StoredSample extends Omit<Sample, 'points' | 'targets'> {
  name: string;
  /** x, y, t of each point. */
  points: Int32Array;
  /** Key of each target, and its x, y, w, h. */
  keys: string[];
  boxes: Int32Array;
}

/** Samples of one learner, oldest first; records that are damaged are set aside. */
export async function readSamples(transaction: Transaction, name: string): Promise<Sample[]> {
  const store = transaction.objectStore('samples');
  const keys = await store.index('by-time').getAllKeys(recordsOf(name));
  // One by one: 2,000 at once would keep the page from painting while they are unpacked.
  const found = await Promise.all(keys.map(async (key) => validSamples([unpack(await store.get(key))])));
  return found.flat();
}

/** Adds checked samples, and lets the oldest go beyond what a learner keeps. */
export async function writeSamples(
  transaction: Transaction<'readwrite'>,
  name: string,
  samples: readonly Sample[],
): Promise<void> {
  const store = transaction.objectStore('samples');
  await Promise.all(newestSamples(samples).map(async (sample) => store.put(pack(name, sample))));
  const excess = (await countSamples(transaction, name)) - sampleCapacity;
  await deleteOldest(transaction, name, excess);
}

export async function deleteSamples(
  transaction: Transaction<'readwrite'>,
  name: string,
  ids: readonly string[],
): Promise<void> {
  const store = transaction.objectStore('samples');
  await Promise.all(ids.map((id) => store.delete([name, id])));
}

/** Deletes the oldest quarter, at least one. */
export async function pruneSamples(transaction: Transaction<'readwrite'>, name: string): Promise<void> {
  await deleteOldest(transaction, name, Math.ceil((await countSamples(transaction, name)) / 4));
}

function countSamples(transaction: Transaction<'readwrite'>, name: string): Promise<number> {
  return transaction.objectStore('samples').index('by-time').count(recordsOf(name));
}

async function deleteOldest(
  transaction: Transaction<'readwrite'>,
  name: string,
  count: number,
): Promise<void> {
  // To IndexedDB, a count of 0 means all.
  if (count <= 0) return;
  const store = transaction.objectStore('samples');
  const keys = await store.index('by-time').getAllKeys(recordsOf(name), count);
  await Promise.all(keys.map((key) => store.delete(key)));
}

function pack(name: string, {points, targets, ...rest}: Sample): StoredSample {
  return {
    ...rest,
    name,
    points: Int32Array.from(points.flat()),
    keys: targets.map(({key}) => key),
    boxes: Int32Array.from(targets.flatMap(({x, y, w, h}) => [x, y, w, h])),
  };
}

/** A sample that is still to be checked; `undefined` if the record is none at all. */
function unpack(record: unknown): unknown {
  // A cast, as what follows looks at each field that it uses.
  const {points, keys, boxes, ...rest} = record as Partial<Record<keyof StoredSample, unknown>>;
  if (!(points instanceof Int32Array && boxes instanceof Int32Array && Array.isArray(keys))) return undefined;
  return {
    ...rest,
    points: Array.from({length: Math.ceil(points.length / 3)}, (_, i) => [
      ...points.subarray(3 * i, 3 * i + 3),
    ]),
    targets: keys.map((key: unknown, i) => {
      const [x, y, w, h] = boxes.subarray(4 * i);
      return {key, x, y, w, h};
    }),
  };
}
