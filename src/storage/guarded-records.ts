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

/** Share of the samples removed when storage is full: enough for the next few hundred presses. */
const prunedShare = 0.25;

/** Keeps records in the browser's storage, and in memory those that the browser refused. */
export class GuardedRecords implements Records {
  readonly #backend: Records;
  readonly #onError: OpenRecordsOptions['onError'];
  /** Only records that the backend refused; they are not offered again. */
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
    // A refused older model or habits must not hide the new ones; samples add up.
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
      // Another call, or another tab, is clearing the records.
      if (signal.aborted && error === signal.reason) return;
      throw asPredictiveError('storage-unavailable', 'The browser did not delete the stored data.', error);
    }
  }

  close(): void {
    this.#persistent = false;
    this.#backend.close();
  }

  /** Drops the copies in memory and cancels all pending operations. */
  forget(): void {
    this.#forgetting.abort();
    this.#forgetting = new AbortController();
    void this.#memory.clear();
  }

  /**
   * Runs `operation`; if the backend refuses even after freeing space, `keepCopy` keeps the value in memory.
   */
  async #attempt<T>(
    operation: (signal: AbortSignal) => Promise<T>,
    keepCopy?: () => Promise<void>,
  ): Promise<T | undefined> {
    const {signal} = this.#forgetting;
    try {
      if (!this.#persistent) throw new PredictiveError('storage-unavailable', 'The records are closed.');
      const result = await this.#withSpace(operation, signal);
      return signal.aborted ? undefined : result;
    } catch (error) {
      if (signal.aborted) return undefined;
      void keepCopy?.();
      this.#report(error);
      return undefined;
    }
  }

  async #withSpace<T>(operation: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
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
    // The backend throws an error of the kit once it has failed for good: from then on there is only memory.
    if (cause instanceof PredictiveError) this.#persistent = false;
    const error = isQuotaError(cause)
      ? new PredictiveError(
          'storage-quota',
          'The browser’s storage is full: the oldest samples were deleted.',
          {cause},
        )
      : asPredictiveError(
          'storage-unavailable',
          'The browser did not store the learned data; it is in memory only.',
          cause,
        );
    if (this.#reported.has(error.code)) return;
    this.#reported.add(error.code);
    this.#onError(error);
  }
}
