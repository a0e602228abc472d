import {Database} from './database.js';
import {deletionsOf, ObeyedDeletions, type Generations} from './deletions.js';
import {GuardedRecords, type StoredRecords} from './guarded-records.js';
import {
  recordKinds,
  type DeletedKind,
  type OpenRecordsOptions,
  type ReadableRecords,
  type RecordKind,
  type Records,
  type RecordsOptions,
  type SampleSelection,
  type WritableRecords,
  type WriteOptions,
  type WriteOutcome,
} from './records.js';
import {isQuotaError} from './quota-error.js';
import {recordsOf, type RecordStore, type Transaction} from './schema.js';
import {readDeletions, writeDeletions} from './stored-deletions.js';
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
export function openIndexedDbRecords({name, ...options}: OpenRecordsOptions): Promise<Records> {
  return GuardedRecords.open(
    async (onDeleted) => {
      const stored = new IndexedDbRecords(name, onDeleted);
      await stored.open();
      return stored;
    },
    {topic: `local:${name}`, ...options},
  );
}

/** One learner's part of the database; each operation is one transaction. */
class IndexedDbRecords implements StoredRecords {
  readonly persistent = true;
  readonly #name: string;
  readonly #database: Database;
  readonly #deletions: ObeyedDeletions;
  /**
   * Whether the database is known to have records of this learner. If they are missing later without a deletion, a
   * person has deleted them with the browser's tools.
   */
  #hasRecords = false;

  constructor(name: string, onDeleted: (kinds: readonly DeletedKind[]) => void) {
    this.#name = name;
    this.#deletions = new ObeyedDeletions((kinds) => {
      this.#hasRecords = false;
      onDeleted(kinds);
    });
    this.#database = new Database({onDeleted: () => this.#deletions.startAnew()});
  }

  get generations(): Generations {
    return this.#deletions.generations;
  }

  obey(generations: Generations): void {
    this.#deletions.obey(generations);
  }

  /** @throws {PredictiveError} `storage-unavailable`, within 3 s. */
  async open(): Promise<void> {
    await this.#database.open();
  }

  async read<Kind extends RecordKind>(
    kind: Kind,
    {signal}: RecordsOptions = {},
  ): Promise<ReadableRecords[Kind]> {
    const value = await this.#transact('readonly', signal, (transaction) =>
      stores[kind].read(transaction, this.#name),
    );
    this.#hasRecords ||= isAnything(value);
    return value;
  }

  async write<Kind extends RecordKind>(
    kind: Kind,
    value: WritableRecords[Kind],
    {signal, basedOn}: WriteOptions = {},
  ): Promise<WriteOutcome> {
    const outcome = await this.#transact('readwrite', signal, async (transaction, deleted) => {
      // Aborted meanwhile: the page has heard of a deletion before it could read it here.
      if (signal?.aborted === true || deletionsOf(kind, basedOn).some((each) => deleted.includes(each)))
        return 'deleted';
      if (await this.#areGone(transaction)) {
        // For the other tabs, which may find this one's next records.
        this.#deletions.obey(await writeDeletions(transaction, this.#name, recordKinds));
        return 'deleted';
      }
      await stores[kind].write(transaction, this.#name, value);
      return 'stored';
    });
    // Only after the transaction is complete: until then nothing may be stored.
    if (outcome === 'stored') this.#hasRecords ||= isAnything(value);
    return outcome;
  }

  async remove(
    kind: RecordKind,
    {signal, ...selection}: RecordsOptions & SampleSelection = {},
  ): Promise<void> {
    await this.#delete(signal, async (transaction) => {
      await stores[kind].remove(transaction, this.#name, selection);
      // Otherwise the next write would mistake this removal for someone else's deletion.
      if (this.#hasRecords) this.#hasRecords = await this.#findsRecords(transaction);
      // What makes room is no deletion that anybody asked for.
      if (selection.oldestShare !== undefined) return [];
      return [selection.ids === undefined ? kind : 'some samples'];
    });
  }

  async clear(): Promise<void> {
    const removeAll = async (transaction: Transaction<'readwrite'>): Promise<readonly RecordKind[]> => {
      for (const store of Object.values(stores)) await store.remove(transaction, this.#name);
      this.#hasRecords = false;
      return recordKinds;
    };
    try {
      await this.#delete(undefined, removeAll);
    } catch (error) {
      if (!isQuotaError(error)) throw error;
      // There was no room even to record the deletion: the records make some.
      await this.#transact('readwrite', undefined, removeAll);
      await this.#delete(undefined, removeAll);
    }
  }

  async check(): Promise<void> {
    await this.#transact('readonly', undefined, async () => {});
  }

  close(): void {
    this.#database.close();
  }

  /** Obeys, within the transaction, what other tabs have deleted, and hands `work` the kinds that are new. */
  #transact<Mode extends 'readonly' | 'readwrite', Result>(
    mode: Mode,
    signal: AbortSignal | undefined,
    work: (transaction: Transaction<Mode>, deleted: readonly DeletedKind[]) => Promise<Result>,
  ): Promise<Result> {
    return this.#database.transact(mode, signal, async (transaction) =>
      work(transaction, this.#deletions.obey(await readDeletions(transaction, this.#name))),
    );
  }

  /** Records, in the transaction of `work`, that it has deleted the kinds that it returns. */
  async #delete(
    signal: AbortSignal | undefined,
    work: (transaction: Transaction<'readwrite'>) => Promise<readonly DeletedKind[]>,
  ): Promise<void> {
    const own = await this.#transact('readwrite', signal, async (transaction) => {
      const generations = await writeDeletions(transaction, this.#name, await work(transaction));
      this.#deletions.makeOwn(generations);
      return generations;
    });
    this.#deletions.obey(own);
  }

  /** Whether records that were there have gone without a deletion. */
  async #areGone(transaction: Transaction<'readwrite'>): Promise<boolean> {
    // Checked again: pending operations have finished by now, perhaps our own removal.
    return this.#hasRecords && !(await this.#findsRecords(transaction)) && this.#hasRecords;
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
