import {deleteDB, openDB} from 'idb';
import {PredictiveError} from '../core/errors.js';
import {isQuotaError} from './quota-error.js';
import {writeBirth} from './stored-deletions.js';
import {
  databaseName,
  isComplete,
  schemaVersion,
  storeNames,
  upgrade,
  type Connection,
  type Schema,
  type Transaction,
} from './schema.js';

/**
 * Longest wait for the database, ms: longer than a busy disk takes, shorter than anyone waits to use a page.
 */
const openTimeoutMs = 3000;

/** A connection to the kit's database that reopens when it is lost. */
export class Database {
  readonly #onDeleted: () => void;
  #connection: Connection | undefined;
  #opening: Promise<Connection> | undefined;
  #wasOpen = false;
  #closed = false;

  /** `onDeleted` is called when the database turns out to be deleted in the browser's settings. */
  constructor({onDeleted}: {onDeleted: () => void}) {
    this.#onDeleted = onDeleted;
  }

  /**
   * @throws {PredictiveError} `storage-unavailable`, within 3 s.
   */
  open(): Promise<Connection> {
    this.#opening ??= this.#open().finally(() => (this.#opening = undefined));
    return this.#opening;
  }

  /**
   * Runs `work` in one transaction and resolves when that is complete. If the connection was lost, reopens it
   * and repeats the work, once. An open connection gets its transaction in the same tick, so that a later
   * deletion cannot overtake it.
   * @throws the signal's reason if `signal` was aborted before the transaction.
   */
  async transact<Mode extends 'readonly' | 'readwrite', Result>(
    mode: Mode,
    signal: AbortSignal | undefined,
    work: (transaction: Transaction<Mode>) => Promise<Result>,
  ): Promise<Result> {
    for (let retried = false; ; retried = true) {
      const connection = this.#connection ?? (await this.open());
      signal?.throwIfAborted();
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
    let isNew = false;
    let connection: Connection;
    try {
      if (this.#closed) throw new Error('The database is closed.');
      const open = (): Promise<Connection> =>
        openDB<Schema>(databaseName, schemaVersion, {
          upgrade(database, oldVersion, _newVersion, transaction) {
            isNew = oldVersion === 0;
            upgrade(database);
            // If this fails, so does the upgrade.
            if (isNew) writeBirth(transaction).catch(() => {});
          },
          // Never make another tab wait that has a newer version of the kit, or deletes everything.
          blocking: () => this.#disconnect(),
          terminated: () => (this.#connection = undefined),
        });
      connection = await inTime(async () => {
        const opened = await open();
        if (isComplete(opened)) return opened;
        // Something else has made it, of the same version: nothing can be kept in it.
        opened.close();
        await deleteDB(databaseName);
        return open();
      });
    } catch (cause) {
      const message =
        cause instanceof Error && cause.name === 'VersionError'
          ? 'The stored data was written by a newer predictive-buttons: it is left unchanged, and new samples stay in memory.'
          : 'Learned data is kept in memory only: IndexedDB could not be opened.';
      throw new PredictiveError('storage-unavailable', message, {cause});
    }
    if (this.#closed) connection.close();
    else this.#connection = connection;
    if (isNew && this.#wasOpen) this.#onDeleted();
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
      // A late connection would only block other tabs.
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
  // Strict: complete means on disk, even after a power failure. Presses are rare enough to wait for it.
  const transaction = connection.transaction([...storeNames], mode, {
    durability: 'strict',
  });
  // Awaited below; caught here too, since a failure of `work` skips that line.
  transaction.done.catch(() => {});
  try {
    const result = await work(transaction);
    await transaction.done;
    return result;
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // The transaction has already ended; `transaction.error` has the reason.
    }
    throw transaction.error ?? error;
  }
}
