import {asPredictiveError, type PredictiveError} from '../core/errors.js';
import type {HabitsData} from '../habits/habits.js';
import type {TrainedModel} from '../core/model.js';
import type {Sample} from '../core/sample.js';
import {MemoryStore} from './memory-store.js';

/** Where what is learned stays: nowhere but in memory, until the tab closes, or on this device. */
export type Persist = 'none' | 'session' | 'local';

/**
 * What one named learner keeps: its samples and its model. What the browser refuses to keep stays in memory
 * while the page is open; `onError` of `openStore` says so, once for each kind of refusal.
 */
export interface Store {
  /** `false`: in memory only. It can become `false` when the browser gives up the storage. */
  readonly persistent: boolean;
  /** Oldest first. Records that are not valid samples are left out. */
  loadSamples(): Promise<Sample[]>;
  /**
   * Resolves when they are stored: on the disk's word, not when the write was asked for. A sample whose id is
   * known replaces that one; what is not a valid sample is left out; beyond `sampleCapacity` the oldest leave.
   */
  addSamples(samples: readonly Sample[]): Promise<void>;
  deleteSamples(ids: readonly string[]): Promise<void>;
  /** The newest model that is whole, of the last two saved; `undefined` if there is none. */
  loadModel(): Promise<TrainedModel | undefined>;
  /**
   * Resolves when it is stored, beside the one before it.
   * @throws {PredictiveError} `invalid-model` if its arrays do not fit or hold NaN.
   */
  saveModel(model: TrainedModel): Promise<void>;
  deleteModel(): Promise<void>;
  /** What `saveHabits()` was given last, not checked; `undefined` if there is nothing. */
  loadHabits(): Promise<unknown>;
  /** Resolves when they are stored, in place of those before. */
  saveHabits(habits: HabitsData): Promise<void>;
  /**
   * Deletes everything of this name; what was being written does not come back.
   * @throws {PredictiveError} `storage-unavailable` if the browser did not delete it.
   */
  clear(): Promise<void>;
  close(): void;
}

export interface StoreOptions {
  /** Stores of one name on one origin share what they keep. */
  name: string;
  /** Told what the store had to put up with: `storage-unavailable` or `storage-quota`. */
  onError: (error: PredictiveError) => void;
  /** What was stored has been deleted past this store: by another tab, or by the person in the browser's settings. */
  onDeleted?: (() => void) | undefined;
}

/** Opens the store of a learner. Never rejects: what cannot be opened becomes a store in memory. */
export async function openStore({persist, ...options}: StoreOptions & {persist: Persist}): Promise<Store> {
  try {
    // Loaded when asked for: pages that keep nothing never download how to keep it.
    if (persist === 'session') return (await import('./session-store.js')).openSessionStore(options);
    if (persist === 'local') return await (await import('./local-store.js')).openLocalStore(options);
  } catch (error) {
    const message = 'What is learned is kept in memory only: this browser’s storage could not be opened.';
    options.onError(asPredictiveError('storage-unavailable', message, error));
  }
  return new MemoryStore();
}
