import {openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction} from 'idb';
import {PredictiveError} from '../core/errors.js';
import {isQuotaError} from './guarded-store.js';
import type {StoredHabits} from './habit-store.js';
import type {StoredModel} from './model-store.js';
import type {StoredSample} from './sample-store.js';

const databaseName = 'predictive-buttons';
const schemaVersion = 2;

/** Longer than a busy disk takes, shorter than anyone waits before they use a page. */
const openTimeoutMs = 3000;

interface Schema extends DBSchema {
  samples: {
    key: [name: string, id: string];
    value: StoredSample;
    indexes: {'by-time': [name: string, time: number]};
  };
  models: {
    key: [name: string, generation: number];
    value: StoredModel;
  };
  habits: {
    key: string;
    value: StoredHabits;
  };
}

const storeNames = ['samples', 'models', 'habits'] as const;
type StoreName = (typeof storeNames)[number];
type Connection = IDBPDatabase<Schema>;

/** Over both object stores, so that transactions happen in the order in which they were asked for. */
export type Transaction<Mode extends IDBTransactionMode = 'readonly'> = IDBPTransaction<
  Schema,
  StoreName[],
  Mode
>;

/** The records of one learner. */
export function recordsOf(name: string): IDBKeyRange {
  // An array comes after every string and number.
  return IDBKeyRange.bound([name], [name, []]);
}

/** A connection to the kit's database that is renewed when it is lost. */
export class Database {
  readonly #onDeleted: () => void;
  #connection: Connection | undefined;
  #opening: Promise<Connection> | undefined;
  #wasOpen = false;
  #closed = false;

  /** `onDeleted` is called when the database is found to be gone: the browser's user deleted it. */
  constructor({onDeleted}: {onDeleted: () => void}) {
    this.#onDeleted = onDeleted;
  }

  /** @throws {PredictiveError} `storage-unavailable`, at the latest after 3 s. */
  open(): Promise<Connection> {
    this.#opening ??= this.#open().finally(() => (this.#opening = undefined));
    return this.#opening;
  }

  /**
   * Runs `work` in one transaction and resolves when that is complete. A lost connection is renewed once and the
   * work done again, unless `signal` has been aborted. Without a wait between call and transaction, so that a
   * deletion asked for later cannot come first.
   */
  async transact<Mode extends 'readonly' | 'readwrite', Result>(
    mode: Mode,
    signal: AbortSignal,
    work: (transaction: Transaction<Mode>) => Promise<Result>,
  ): Promise<Result | undefined> {
    for (let retried = false; ; retried = true) {
      const connection = this.#connection ?? (await this.open());
      if (signal.aborted) return undefined;
      try {
        return await run(connection, mode, work);
      } catch (error) {
        if (retried || isQuotaError(error)) throw error;
        this.#disconnect();
      }
    }
  }

  close(): void {
    this.#closed = true;
    this.#disconnect();
  }

  #disconnect(): void {
    this.#connection?.close();
    this.#connection = undefined;
  }

  async #open(): Promise<Connection> {
    let created = false;
    let connection: Connection;
    try {
      if (this.#closed) throw new Error('The store is closed.');
      connection = await inTime(() =>
        openDB<Schema>(databaseName, schemaVersion, {
          upgrade(database, oldVersion) {
            created = oldVersion === 0;
            if (created) {
              const samples = database.createObjectStore('samples', {keyPath: ['name', 'id']});
              samples.createIndex('by-time', ['name', 'time']);
              database.createObjectStore('models', {keyPath: ['name', 'generation']});
            }
            database.createObjectStore('habits', {keyPath: 'name'});
          },
          // Another tab has a newer version of the kit, or deletes everything: it shall not wait.
          blocking: () => this.#disconnect(),
          terminated: () => (this.#connection = undefined),
        }),
      );
    } catch (cause) {
      const message =
        cause instanceof Error && cause.name === 'VersionError'
          ? 'What is stored was written by a newer predictive-buttons: it is left alone, and new samples stay in memory.'
          : 'What is learned is kept in memory only: IndexedDB could not be opened.';
      throw new PredictiveError('storage-unavailable', message, {cause});
    }
    if (this.#closed) connection.close();
    else this.#connection = connection;
    if (created && this.#wasOpen) this.#onDeleted();
    this.#wasOpen = true;
    return connection;
  }
}

async function inTime(open: () => Promise<Connection>): Promise<Connection> {
  const opening = open();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`IndexedDB did not answer within ${openTimeoutMs} ms.`));
      // One that comes too late would only be in the way of other tabs.
      opening.then(
        (late) => late.close(),
        () => {},
      );
    }, openTimeoutMs);
  });
  try {
    return await Promise.race([opening, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

async function run<Mode extends 'readonly' | 'readwrite', Result>(
  connection: Connection,
  mode: Mode,
  work: (transaction: Transaction<Mode>) => Promise<Result>,
): Promise<Result> {
  // Strict: complete means on the disk, also if the power fails. Presses are rare enough to wait for it.
  const transaction = connection.transaction([...storeNames], mode, {
    durability: 'strict',
  });
  // Awaited below; this keeps a failure of `work` from being an unhandled rejection as well.
  transaction.done.catch(() => {});
  try {
    const result = await work(transaction);
    await transaction.done;
    return result;
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // It has ended already, and says why.
    }
    throw transaction.error ?? error;
  }
}
