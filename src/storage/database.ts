import {openDB} from 'idb';
import {PredictiveError} from '../core/errors.js';
import {isQuotaError} from './quota-error.js';
import {
  databaseName,
  schemaVersion,
  storeNames,
  upgrade,
  type Connection,
  type Schema,
  type Transaction,
} from './schema.js';

/** Longer than a busy disk takes, shorter than anyone waits before they use a page. */
const openTimeoutMs = 3000;

/** A connection to the kit's database that is opened again when it is lost. */
export class Database {
  readonly #onDeleted: () => void;
  #connection: Connection | undefined;
  #opening: Promise<Connection> | undefined;
  #wasOpen = false;
  #closed = false;

  /** `onDeleted` is called when the database turns out to have been deleted in the browser's settings. */
  constructor({onDeleted}: {onDeleted: () => void}) {
    this.#onDeleted = onDeleted;
  }

  /** @throws {PredictiveError} `storage-unavailable`, at the latest after 3 s. */
  open(): Promise<Connection> {
    this.#opening ??= this.#open().finally(() => (this.#opening = undefined));
    return this.#opening;
  }

  /**
   * Runs `work` in one transaction and resolves when that is complete. If the connection was lost, opens it again
   * and repeats the work, once. An open connection gets its transaction in the same tick, so that a deletion that is
   * requested later cannot come first.
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
      connection = await inTime(() =>
        openDB<Schema>(databaseName, schemaVersion, {
          upgrade(database, oldVersion) {
            isNew = oldVersion === 0;
            upgrade(database, oldVersion);
          },
          // Another tab has a newer version of the kit, or deletes everything: it must not have to wait.
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
      // A connection that comes too late would only block other tabs.
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
  // Strict: complete means on the disk, even if the power fails. Presses are rare enough to wait for it.
  const transaction = connection.transaction([...storeNames], mode, {
    durability: 'strict',
  });
  // Awaited below; handled here as well, because a failure of `work` skips that line.
  transaction.done.catch(() => {});
  try {
    const result = await work(transaction);
    await transaction.done;
    return result;
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // It has ended already; `transaction.error` says why.
    }
    throw transaction.error ?? error;
  }
}
