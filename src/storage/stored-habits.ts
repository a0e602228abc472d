import type {RecordStore} from './schema.js';

/** Habits in IndexedDB. */
export const storedHabits: RecordStore<'habits'> = {
  async read(transaction, name) {
    return (await transaction.objectStore('habits').get(name))?.habits;
  },

  async write(transaction, name, habits) {
    await transaction.objectStore('habits').put({name, habits});
  },

  async remove(transaction, name) {
    await transaction.objectStore('habits').delete(name);
  },
};
