import {Database} from './database.js';
import {GuardedRecords} from './guarded-records.js';
import type {
  OpenRecordsOptions,
  ReadableRecords,
  RecordKind,
  Records,
  RecordsOptions,
  SampleSelection,
  WritableRecords,
} from './records.js';
import {recordsOf, type RecordStore, type Transaction} from './schema.js';
import {storedHabits} from './stored-habits.js';
import {storedModels} from './stored-models.js';
import {storedSamples} from './stored-samples.js';

const stores: {[Kind in RecordKind]: RecordStore<Kind>} = {
  samples: storedSamples,
  model: storedModels,
  habits: storedHabits,
};

/**
 * Opens records in IndexedDB.
 * @throws {PredictiveError} `storage-unavailable`, within 3 s.
 */
export async function openIndexedDbRecords({name, onError, onDeleted}: OpenRecordsOptions): Promise<Records> {
  const stored = new IndexedDbRecords(name, () => {
    guarded.forget();
    onDeleted?.();
  });
  const guarded = new GuardedRecords(stored, {onError});
  await stored.open();
  return guarded;
}

/** One learner's part of the database; each operation is one transaction. */
class IndexedDbRecords implements Records {
  readonly persistent = true;
  readonly #name: string;
  readonly #database: Database;
  readonly #onDeleted: () => void;
  /**
   * Whether the database is known to have records of this learner. If they are missing later, someone deleted
   * them.
   */
  #hasRecords = false;

  constructor(name: string, onDeleted: () => void) {
    this.#name = name;
    this.#onDeleted = () => {
      this.#hasRecords = false;
      onDeleted();
    };
    this.#database = new Database({onDeleted: this.#onDeleted});
  }

  /** @throws {PredictiveError} `storage-unavailable`, within 3 s. */
  async open(): Promise<void> {
    await this.#database.open();
  }

  async read<Kind extends RecordKind>(
    kind: Kind,
    {signal}: RecordsOptions = {},
  ): Promise<ReadableRecords[Kind]> {
    const value = await this.#database.transact('readonly', signal, (transaction) =>
      stores[kind].read(transaction, this.#name),
    );
    this.#hasRecords ||= isAnything(value);
    return value;
  }

  async write<Kind extends RecordKind>(
    kind: Kind,
    value: WritableRecords[Kind],
    {signal}: RecordsOptions = {},
  ): Promise<void> {
    let isWritten = false;
    await this.#change(signal, async (transaction) => {
      await stores[kind].write(transaction, this.#name, value);
      isWritten = isAnything(value);
    });
    // Only after the transaction is complete: until then nothing may be stored.
    this.#hasRecords ||= isWritten;
  }

  async remove(
    kind: RecordKind,
    {signal, ...selection}: RecordsOptions & SampleSelection = {},
  ): Promise<void> {
    await this.#change(signal, async (transaction) => {
      await stores[kind].remove(transaction, this.#name, selection);
      // Otherwise the next write would mistake this removal for someone else's deletion.
      if (this.#hasRecords) this.#hasRecords = await this.#findsRecords(transaction);
    });
  }

  async clear({signal}: RecordsOptions = {}): Promise<void> {
    await this.#change(signal, async (transaction) => {
      for (const store of Object.values(stores)) await store.remove(transaction, this.#name);
      this.#hasRecords = false;
    });
  }

  close(): void {
    this.#database.close();
  }

  /** Writes nothing if another tab has deleted all records: that would restore old ones. */
  #change(
    signal: AbortSignal | undefined,
    work: (transaction: Transaction<'readwrite'>) => Promise<void>,
  ): Promise<void> {
    return this.#database.transact('readwrite', signal, async (transaction) => {
      const areGone = this.#hasRecords && !(await this.#findsRecords(transaction));
      // Checked again: pending operations have finished by now, perhaps our own removal.
      if (areGone && this.#hasRecords) this.#onDeleted();
      else await work(transaction);
    });
  }

  /** Checks one kind after the other: usually there are samples, and one request is enough. */
  async #findsRecords(transaction: Transaction<'readwrite'>): Promise<boolean> {
    const range = recordsOf(this.#name);
    return (
      (await transaction.objectStore('samples').getKey(range)) !== undefined ||
      (await transaction.objectStore('models').getKey(range)) !== undefined ||
      (await transaction.objectStore('habits').getKey(this.#name)) !== undefined
    );
  }
}

function isAnything(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}
