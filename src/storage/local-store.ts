import type {HabitsData} from '../habits/habits.js';
import type {TrainedModel} from '../learning/protocol.js';
import type {Sample} from '../learning/sample.js';
import {Database, recordsOf, type Transaction} from './database.js';
import {GuardedStore, type Medium} from './guarded-store.js';
import {deleteHabits, readHabits, writeHabits} from './habit-store.js';
import {packModel} from './model-record.js';
import {deleteModels, readModel, writeModel} from './model-store.js';
import {deleteSamples, pruneSamples, readSamples, writeSamples} from './sample-store.js';
import type {Store, StoreOptions} from './store.js';

/**
 * Opens a store in IndexedDB.
 * @throws {PredictiveError} `storage-unavailable`, within 3 s.
 */
export async function openLocalStore({name, onError}: StoreOptions): Promise<Store> {
  const database = new Database({onDeleted: () => store.forget()});
  const store = new GuardedStore(new DatabaseMedium(name, database), onError);
  await database.open();
  return store;
}

/** One learner's part of the database; each method is one transaction. */
class DatabaseMedium implements Medium {
  readonly #name: string;
  readonly #database: Database;

  constructor(name: string, database: Database) {
    this.#name = name;
    this.#database = database;
  }

  loadSamples(signal: AbortSignal): Promise<Sample[] | undefined> {
    return this.#read(signal, (transaction) => readSamples(transaction, this.#name));
  }

  addSamples(samples: readonly Sample[], signal: AbortSignal): Promise<void> {
    return this.#write(signal, (transaction) => writeSamples(transaction, this.#name, samples));
  }

  deleteSamples(ids: readonly string[], signal: AbortSignal): Promise<void> {
    return this.#write(signal, (transaction) => deleteSamples(transaction, this.#name, ids));
  }

  pruneSamples(signal: AbortSignal): Promise<void> {
    return this.#write(signal, (transaction) => pruneSamples(transaction, this.#name));
  }

  loadModel(signal: AbortSignal): Promise<TrainedModel | undefined> {
    return this.#read(signal, (transaction) => readModel(transaction, this.#name));
  }

  saveModel(model: TrainedModel, signal: AbortSignal): Promise<void> {
    const record = packModel(model);
    return this.#write(signal, (transaction) => writeModel(transaction, this.#name, record));
  }

  deleteModel(signal: AbortSignal): Promise<void> {
    return this.#write(signal, (transaction) => deleteModels(transaction, this.#name));
  }

  loadHabits(signal: AbortSignal): Promise<unknown> {
    return this.#read(signal, (transaction) => readHabits(transaction, this.#name));
  }

  saveHabits(habits: HabitsData, signal: AbortSignal): Promise<void> {
    return this.#write(signal, (transaction) => writeHabits(transaction, this.#name, habits));
  }

  clear(signal: AbortSignal): Promise<void> {
    return this.#write(signal, async (transaction) => {
      await deleteHabits(transaction, this.#name);
      await transaction.objectStore('samples').delete(recordsOf(this.#name));
      await deleteModels(transaction, this.#name);
    });
  }

  close(): void {
    this.#database.close();
  }

  #read<T>(signal: AbortSignal, work: (transaction: Transaction) => Promise<T>): Promise<T | undefined> {
    return this.#database.transact('readonly', signal, work);
  }

  #write(signal: AbortSignal, work: (transaction: Transaction<'readwrite'>) => Promise<void>): Promise<void> {
    return this.#database.transact('readwrite', signal, work);
  }
}
