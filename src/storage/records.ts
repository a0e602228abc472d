import type {PredictiveError} from '../core/errors.js';
import type {TrainedModel} from '../core/model.js';
import type {Sample} from '../core/sample.js';
import type {HabitsData} from '../habits/habits.js';

/** Where a learner keeps its records: in memory only, until the tab closes, or on this device. */
export type Persist = 'none' | 'session' | 'local';

/** Parameter of `write` for each kind of record. */
export interface WritableRecords {
  samples: readonly Sample[];
  model: TrainedModel;
  /** A function makes them from the stored ones (unchecked) in one transaction, so that no tab overwrites another's. */
  habits: HabitsData | ((stored: unknown) => HabitsData);
}

/** Result of `read` for each kind of record. */
export interface ReadableRecords {
  /** Oldest first; invalid records are left out. */
  samples: Sample[];
  /** The newest undamaged one of the last two models saved; `undefined` if there is none. */
  model: TrainedModel | undefined;
  /** The habits last written, unchecked; `undefined` if there are none. */
  habits: unknown;
}

export const recordKinds = ['samples', 'model', 'habits'] as const;
export type RecordKind = (typeof recordKinds)[number];

/** What can be deleted: all records of a kind, or some of the samples, beside which the others stay. */
export const deletedKinds = [...recordKinds, 'some samples'] as const;
export type DeletedKind = (typeof deletedKinds)[number];

/**
 * `stored`; `refused` by the browser, even after freeing space; or `deleted`: what the value belongs to was deleted
 * here or in another tab, so nothing was written.
 */
export type WriteOutcome = 'stored' | 'refused' | 'deleted';

export interface RecordsOptions {
  /** Once aborted, the operation writes nothing more: the records were cleared in the meantime. */
  signal?: AbortSignal | undefined;
}

export interface WriteOptions extends RecordsOptions {
  /** Kinds of records that the value was made from: once they are deleted, it is not written either. */
  basedOn?: readonly RecordKind[] | undefined;
}

/** The samples to remove; all without `ids` and `oldestShare`. */
export interface SampleSelection {
  /** Only these; unknown ids are ignored. */
  ids?: readonly string[] | undefined;
  /** Only this share of the samples, 0…1, oldest first, rounded up. */
  oldestShare?: number | undefined;
}

/** The records of one learner. Every operation rejects if the browser refuses it. */
export interface Records {
  /** Whether the records outlive the page; becomes `false` when storage fails for good. */
  readonly persistent: boolean;

  read<Kind extends RecordKind>(kind: Kind, options?: RecordsOptions): Promise<ReadableRecords[Kind]>;

  /**
   * Resolves when the browser has stored `value`, not when it has accepted the request.
   * - `samples` are added: one with a known id replaces the earlier one, invalid ones are left out, and beyond
   *   `sampleCapacity` the oldest are dropped.
   * - `model` becomes the newest generation; the previous one is kept as a fallback.
   * - `habits` replace the previous ones. What a function makes is not kept in memory if the browser refuses it.
   * @throws {PredictiveError} `invalid-model` for a model whose arrays do not fit together or are not finite.
   */
  write<Kind extends RecordKind>(
    kind: Kind,
    value: WritableRecords[Kind],
    options?: WriteOptions,
  ): Promise<WriteOutcome>;

  /** Removes all records of a kind, or some of the samples; other tabs then drop what they hold of that kind. */
  remove(kind: RecordKind, options?: RecordsOptions & SampleSelection): Promise<void>;

  /** Removes the records of every kind at once, for every tab. */
  clear(): Promise<void>;

  /** Looks for deletions by other tabs, and calls `onDeleted` if there are any. Never rejects. */
  check(): Promise<void>;

  /** Looks for what other tabs have deleted or stored whenever the page is seen again, until the signal aborts. */
  attend(signal: AbortSignal): void;

  close(): void;
}

/** What it takes to open the records of a learner. */
export interface OpenRecordsOptions {
  /** Learners of one name on one origin share their records. */
  name: string;
  /** Called with `storage-unavailable`, `storage-quota` or `chunk-unavailable` when records stay in memory. */
  onError: (error: PredictiveError) => void;
  /**
   * Called when another tab, or the person in the browser's settings, has deleted records of these kinds, or some of
   * the samples.
   */
  onDeleted?: ((kinds: readonly DeletedKind[]) => void) | undefined;
  /** Called when another tab has stored a model or habits. */
  onStored?: ((kind: RecordKind) => void) | undefined;
}
