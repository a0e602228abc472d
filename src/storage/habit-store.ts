import type {HabitsData} from '../habits/habits.js';
import type {Transaction} from './database.js';

/** Habits as they lie in the database: one record for each learner. */
export interface StoredHabits {
  name: string;
  habits: HabitsData;
}

/** What was written last, not checked; `undefined` if there is nothing. */
export async function readHabits(transaction: Transaction, name: string): Promise<unknown> {
  return (await transaction.objectStore('habits').get(name))?.habits;
}

export async function writeHabits(
  transaction: Transaction<'readwrite'>,
  name: string,
  habits: HabitsData,
): Promise<void> {
  await transaction.objectStore('habits').put({name, habits});
}

export async function deleteHabits(transaction: Transaction<'readwrite'>, name: string): Promise<void> {
  await transaction.objectStore('habits').delete(name);
}
