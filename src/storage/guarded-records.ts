import {asPredictiveError, PredictiveError} from '../core/errors.js';
import {checkRecords} from './check-records.js';
import {combineRecords} from './combine-records.js';
import {deletionsOf, type Generations} from './deletions.js';
import {MemoryRecords} from './memory-records.js';
import {OtherTabs} from './other-tabs.js';
import {isQuotaError} from './quota-error.js';
import {
  recordKinds,
  type DeletedKind,
  type OpenRecordsOptions,
  type ReadableRecords,
  type RecordKind,
  type Records,
  type SampleSelection,
  type WritableRecords,
  type WriteOptions,
  type WriteOutcome,
} from './records.js';

/** Share of the samples removed when storage is full: enough for the next few hundred presses. */
const prunedShare = 0.25;

const cancelled = Symbol('cancelled');
const refused = Symbol('refused');

/**
 * Records in the browser's storage. Each operation first obeys deletions by other tabs, and calls `onDeleted` for
 * them; a write of a kind that they concern writes nothing.
 */
export interface StoredRecords extends Omit<Records, 'attend'> {
  /** The deletions that this page has made or obeyed. */
  readonly generations: Generations;
  /** Obeys deletions that another tab has reported. */
  obey(generations: Generations): void;
}

interface GuardOptions extends Omit<OpenRecordsOptions, 'name'> {
  topic: string;
}

/** Keeps records in the browser's storage, and in memory those that the browser refused. */
export class GuardedRecords implements Records {
  readonly #backend: StoredRecords;
  readonly #onError: OpenRecordsOptions['onError'];
  readonly #tabs: OtherTabs;
  /** Only records that the backend refused; they are not offered again. */
  readonly #memory = new MemoryRecords();
  readonly #reported = new Set<string>();
  /** Cancels the pending operations; each with the deletions that end it. */
  readonly #pending = new Map<AbortController, readonly DeletedKind[]>();
  #persistent = true;

  /**
   * Guards the records that `open` opens; they call its argument for deletions that are new to this page. Only tabs of
   * the same `topic` share them. Rejects if `open` does.
   */
  static async open(
    open: (onDeleted: (kinds: readonly DeletedKind[]) => void) => StoredRecords | Promise<StoredRecords>,
    {onDeleted, ...options}: GuardOptions,
  ): Promise<Records> {
    const backend = await open((kinds) => {
      // Never called before the first operation, so the records are guarded.
      guarded.forget(kinds);
      onDeleted?.(kinds);
    });
    const guarded = new GuardedRecords(backend, options);
    return guarded;
  }

  private constructor(backend: StoredRecords, {topic, onError, onStored}: Omit<GuardOptions, 'onDeleted'>) {
    this.#backend = backend;
    this.#onError = onError;
    this.#tabs = new OtherTabs({
      topic,
      onDeleted: (generations) => backend.obey(generations),
      onStored: (kind) => onStored?.(kind),
      onReturn: () => void this.check(),
    });
  }

  get persistent(): boolean {
    return this.#persistent;
  }

  async read<Kind extends RecordKind>(kind: Kind): Promise<ReadableRecords[Kind]> {
    const stored = await this.#attempt([kind], (signal) => this.#backend.read(kind, {signal}));
    const inMemory = await this.#memory.read(kind);
    return stored === cancelled || stored === refused
      ? inMemory
      : combineRecords(kind, {older: stored, newer: inMemory});
  }

  async write<Kind extends RecordKind>(
    kind: Kind,
    value: WritableRecords[Kind],
    {basedOn}: Pick<WriteOptions, 'basedOn'> = {},
  ): Promise<WriteOutcome> {
    const checked = checkRecords(kind, value);
    // A refused older model or habits must not hide the new ones; samples add up.
    if (kind !== 'samples') void this.#memory.remove(kind);
    const outcome = await this.#attempt(
      deletionsOf(kind, basedOn),
      (signal) => this.#backend.write(kind, checked, {signal, basedOn}),
      () => typeof checked !== 'function' && this.#memory.write(kind, checked),
    );
    if (outcome === 'stored' && kind !== 'samples') this.#tabs.tell({stored: kind});
    if (typeof outcome === 'string') return outcome;
    return outcome === cancelled ? 'deleted' : 'refused';
  }

  async remove(kind: RecordKind, selection: SampleSelection = {}): Promise<void> {
    if (selection.ids === undefined) this.forget([kind]);
    else void this.#memory.remove(kind, selection);
    await this.#attempt([kind], (signal) => this.#backend.remove(kind, {...selection, signal}));
    this.#tellDeletions();
  }

  /** @throws {PredictiveError} `storage-unavailable` if the browser did not delete the records. */
  async clear(): Promise<void> {
    this.forget(recordKinds);
    try {
      await this.#backend.clear();
    } catch (error) {
      throw asPredictiveError('storage-unavailable', 'The browser did not delete the stored data.', error);
    }
    this.#tellDeletions();
  }

  async check(): Promise<void> {
    // The next write reports storage that fails.
    if (this.#persistent) await this.#backend.check().catch(() => {});
  }

  attend(signal: AbortSignal): void {
    this.#tabs.attend(signal);
  }

  close(): void {
    this.#persistent = false;
    this.#tabs.close();
    this.#backend.close();
  }

  /** Drops the copies in memory and cancels the pending operations of these kinds. */
  forget(kinds: readonly DeletedKind[]): void {
    for (const kind of kinds) {
      for (const [operation, ends] of this.#pending) if (ends.includes(kind)) operation.abort();
      if (kind !== 'some samples') void this.#memory.remove(kind);
    }
  }

  #tellDeletions(): void {
    this.#tabs.tell({deleted: this.#backend.generations});
  }

  /**
   * Runs `operation`, which deletions of `kinds` end; if the backend refuses even after freeing space, `keepCopy` keeps the
   * value in memory. Resolves to `cancelled` or `refused` without a result.
   */
  async #attempt<T>(
    kinds: readonly DeletedKind[],
    operation: (signal: AbortSignal) => Promise<T>,
    keepCopy?: () => unknown,
  ): Promise<T | typeof cancelled | typeof refused> {
    const cancel = new AbortController();
    const {signal} = cancel;
    this.#pending.set(cancel, kinds);
    try {
      if (!this.#persistent) throw new PredictiveError('storage-unavailable', 'The records are closed.');
      const result = await this.#withSpace(() => operation(signal), signal);
      return signal.aborted ? cancelled : result;
    } catch (error) {
      if (signal.aborted) return cancelled;
      void keepCopy?.();
      this.#report(error);
      return refused;
    } finally {
      this.#pending.delete(cancel);
    }
  }

  async #withSpace<T>(operation: () => Promise<T>, signal: AbortSignal): Promise<T> {
    try {
      return await operation();
    } catch (error) {
      if (!isQuotaError(error) || signal.aborted) throw error;
      await this.#backend.remove('samples', {oldestShare: prunedShare, signal});
      signal.throwIfAborted();
      const result = await operation();
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
