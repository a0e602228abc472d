import {asPredictiveError, PredictiveError} from '../core/errors.js';
import {checkRecords} from './check-records.js';
import {combineRecords} from './combine-records.js';
import {MemoryRecords} from './memory-records.js';
import {isQuotaError} from './quota-error.js';
import type {
  OpenRecordsOptions,
  ReadableRecords,
  RecordKind,
  Records,
  SampleSelection,
  WritableRecords,
} from './records.js';

/** The share of the samples that is removed when there is no room left: enough for the next few hundred presses. */
const prunedShare = 0.25;

/** Records in the browser's storage, and in memory the ones that the browser refused to store. */
export class GuardedRecords implements Records {
  readonly #backend: Records;
  readonly #onError: OpenRecordsOptions['onError'];
  /** Only what the backend refused; it is not offered again. */
  readonly #memory = new MemoryRecords();
  readonly #reported = new Set<string>();
  #forgetting = new AbortController();
  #persistent = true;

  constructor(backend: Records, {onError}: Pick<OpenRecordsOptions, 'onError'>) {
    this.#backend = backend;
    this.#onError = onError;
  }

  get persistent(): boolean {
    return this.#persistent;
  }

  async read<Kind extends RecordKind>(kind: Kind): Promise<ReadableRecords[Kind]> {
    const stored = await this.#attempt((signal) => this.#backend.read(kind, {signal}));
    const refused = await this.#memory.read(kind);
    return stored === undefined ? refused : combineRecords(kind, {older: stored, newer: refused});
  }

  async write<Kind extends RecordKind>(kind: Kind, value: WritableRecords[Kind]): Promise<void> {
    const checked = checkRecords(kind, value);
    // An older model or habits that were refused must not hide the new ones; samples add up.
    if (kind !== 'samples') void this.#memory.remove(kind);
    await this.#attempt(
      (signal) => this.#backend.write(kind, checked, {signal}),
      () => this.#memory.write(kind, checked),
    );
  }

  async remove(kind: RecordKind, selection?: SampleSelection): Promise<void> {
    void this.#memory.remove(kind, selection);
    await this.#attempt((signal) => this.#backend.remove(kind, {...selection, signal}));
  }

  /** @throws {PredictiveError} `storage-unavailable` if the browser did not delete the records. */
  async clear(): Promise<void> {
    this.forget();
    const {signal} = this.#forgetting;
    try {
      await this.#backend.clear({signal});
    } catch (error) {
      // Another call, or somebody else, is clearing the records.
      if (signal.aborted && error === signal.reason) return;
      throw asPredictiveError('storage-unavailable', 'The browser did not delete what is stored.', error);
    }
  }

  close(): void {
    this.#persistent = false;
    this.#backend.close();
  }

  /** Drops the copies in memory and cancels every operation that has not finished. */
  forget(): void {
    this.#forgetting.abort();
    this.#forgetting = new AbortController();
    void this.#memory.clear();
  }

  /** Runs `operation`; if the backend refuses it, also after making room, `keepCopy` keeps the value in memory. */
  async #attempt<T>(
    operation: (signal: AbortSignal) => Promise<T>,
    keepCopy?: () => Promise<void>,
  ): Promise<T | undefined> {
    const {signal} = this.#forgetting;
    try {
      if (!this.#persistent) throw new PredictiveError('storage-unavailable', 'The records are closed.');
      const result = await this.#withRoom(operation, signal);
      return signal.aborted ? undefined : result;
    } catch (error) {
      if (signal.aborted) return undefined;
      void keepCopy?.();
      this.#report(error);
      return undefined;
    }
  }

  async #withRoom<T>(operation: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
    try {
      return await operation(signal);
    } catch (error) {
      if (!isQuotaError(error) || signal.aborted) throw error;
      await this.#backend.remove('samples', {oldestShare: prunedShare, signal});
      signal.throwIfAborted();
      const result = await operation(signal);
      this.#report(error);
      return result;
    }
  }

  /** Reports each kind of error once. */
  #report(cause: unknown): void {
    if (!this.#persistent) return;
    // The backend throws an error of the kit when it has given up: from now on there is only memory.
    if (cause instanceof PredictiveError) this.#persistent = false;
    const error = isQuotaError(cause)
      ? new PredictiveError(
          'storage-quota',
          'The browser has no room left: the oldest samples were given up.',
          {cause},
        )
      : asPredictiveError(
          'storage-unavailable',
          'The browser did not store what was learned; it is in memory only.',
          cause,
        );
    if (this.#reported.has(error.code)) return;
    this.#reported.add(error.code);
    this.#onError(error);
  }
}
