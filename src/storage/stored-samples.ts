import {sampleCapacity, type Sample} from '../core/sample.js';
import {validSamples} from './check-sample.js';
import {newestSamples} from './sample-list.js';
import {recordsOf, type RecordStore, type StoredSample, type Transaction} from './schema.js';

/** Samples in IndexedDB. */
export const storedSamples: RecordStore<'samples'> = {
  async read(transaction, name) {
    const store = transaction.objectStore('samples');
    const keys = await store.index('by-time').getAllKeys(recordsOf(name));
    // One by one: unpacking 2,000 at once would keep the page from painting.
    const found = await Promise.all(keys.map(async (key) => validSamples([unpack(await store.get(key))])));
    return found.flat();
  },

  async write(transaction, name, samples) {
    const store = transaction.objectStore('samples');
    await Promise.all(newestSamples(samples).map(async (sample) => store.put(pack(name, sample))));
    await removeOldest(transaction, name, (await count(transaction, name)) - sampleCapacity);
  },

  async remove(transaction, name, {ids, oldestShare} = {}) {
    const store = transaction.objectStore('samples');
    // Anything else is no key, and throws while other deletions are under way.
    const known = ids?.filter((id) => typeof id === 'string');
    if (known !== undefined) await Promise.all(known.map((id) => store.delete([name, id])));
    else if (oldestShare === undefined) await store.delete(recordsOf(name));
    else await removeOldest(transaction, name, Math.ceil((await count(transaction, name)) * oldestShare));
  },
};

function count(transaction: Transaction<'readwrite'>, name: string): Promise<number> {
  return transaction.objectStore('samples').index('by-time').count(recordsOf(name));
}

async function removeOldest(
  transaction: Transaction<'readwrite'>,
  name: string,
  amount: number,
): Promise<void> {
  // IndexedDB interprets a count of 0 as "no limit".
  if (amount <= 0) return;
  const store = transaction.objectStore('samples');
  const keys = await store.index('by-time').getAllKeys(recordsOf(name), amount);
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

/** Returns an unchecked sample; `undefined` if the record's arrays are missing. */
function unpack(record: unknown): unknown {
  // A cast: each field used below is checked.
  const {points, keys, boxes, ...rest} = record as Partial<Record<keyof StoredSample, unknown>>;
  if (!(points instanceof Int32Array && boxes instanceof Int32Array && Array.isArray(keys))) return undefined;
  return {
    ...rest,
    points: [...Array<undefined>(Math.ceil(points.length / 3))].map((_, i) => [
      ...points.subarray(3 * i, 3 * i + 3),
    ]),
    targets: keys.map((key: unknown, i) => {
      const [x, y, w, h] = boxes.subarray(4 * i);
      return {key, x, y, w, h};
    }),
  };
}
