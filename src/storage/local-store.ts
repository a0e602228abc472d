import type {HabitsData} from '../habits/habits.js';
import type {TrainedModel} from '../core/model.js';
import type {Sample} from '../core/sample.js';
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
export async function openLocalStore({name, onError, onDeleted}: StoreOptions): Promise<Store> {
  const medium = new DatabaseMedium(name, () => {
    store.forget();
    onDeleted?.();
  });
  const store = new GuardedStore(medium, onError);
  await medium.open();
  return store;
}

/** One learner's part of the database; each method is one transaction. */
class DatabaseMedium implements Medium {
  readonly #name: string;
  readonly #database: Database;
  readonly #onDeleted: () => void;
  /** Whether there was a record of this learner at the last look. */
  #isKept = false;

  constructor(name: string, onDeleted: () => void) {
    this.#name = name;
    this.#onDeleted = () => {
      this.#isKept = false;
      onDeleted();
    };
    this.#database = new Database({onDeleted: this.#onDeleted});
  }

  async open(): Promise<void> {
    await this.#database.open();
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

  async #read<T>(
    signal: AbortSignal,
    work: (transaction: Transaction) => Promise<T>,
  ): Promise<T | undefined> {
    let isKept = false;
    const result = await this.#database.transact('readonly', signal, async (transaction) => {
      const read = await work(transaction);
      isKept = await isAnyKept(transaction, this.#name);
      return read;
    });
    this.#isKept ||= isKept;
    return result;
  }

  /** Where another tab has deleted everything meanwhile, nothing is written: it would bring back what was known before. */
  async #write(
    signal: AbortSignal,
    work: (transaction: Transaction<'readwrite'>) => Promise<void>,
  ): Promise<void> {
    let isKept = false;
    await this.#database.transact('readwrite', signal, async (transaction) => {
      isKept = await isAnyKept(transaction, this.#name);
      // Asked only now: what was under way before this has ended.
      if (this.#isKept && !isKept) {
        this.#onDeleted();
        return;
      }
      await work(transaction);
      isKept = await isAnyKept(transaction, this.#name);
      // What follows must not take it for someone else's deletion.
      this.#isKept &&= isKept;
    });
    // Not sooner: it may not have been stored.
    this.#isKept ||= isKept;
  }
}

async function isAnyKept(
  transaction: Transaction | Transaction<'readwrite'>,
  name: string,
): Promise<boolean> {
  const found = await Promise.all([
    transaction.objectStore('habits').getKey(name),
    transaction.objectStore('samples').getKey(recordsOf(name)),
    transaction.objectStore('models').getKey(recordsOf(name)),
  ]);
  return found.some((key) => key !== undefined);
}
