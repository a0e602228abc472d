import type {RecordStore, StoredHabits} from './schema.js';

/** Habits in IndexedDB. */
export const storedHabits: RecordStore<'habits'> = {
  async read(transaction, name) {
    // A cast: a key that is a string has habits.
    return ((await transaction.objectStore('habits').get(name)) as StoredHabits | undefined)?.habits;
  },

  async write(transaction, name, habits) {
    const made = typeof habits === 'function' ? habits(await this.read(transaction, name)) : habits;
    await transaction.objectStore('habits').put({name, habits: made});
  },

  async remove(transaction, name) {
    await transaction.objectStore('habits').delete(name);
  },
};
