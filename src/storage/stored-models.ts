import {packModel, unpackModel} from './model-record.js';
import {recordsOf, type RecordStore} from './schema.js';

/** Models in IndexedDB, in two generations: the previous one replaces a damaged newest one. */
export const storedModels: RecordStore<'model'> = {
  async read(transaction, name) {
    const records = await transaction.objectStore('models').getAll(recordsOf(name));
    return records.map(unpackModel).findLast((model) => model !== undefined);
  },

  async write(transaction, name, model) {
    const store = transaction.objectStore('models');
    const records = await store.getAll(recordsOf(name));
    const previous = records.findLast((record) => unpackModel(record) !== undefined);
    await store.put({...packModel(model), name, generation: (records.at(-1)?.generation ?? 0) + 1});
    const outdated = records.filter((record) => record !== previous);
    await Promise.all(outdated.map(({generation}) => store.delete([name, generation])));
  },

  async remove(transaction, name) {
    await transaction.objectStore('models').delete(recordsOf(name));
  },
};
