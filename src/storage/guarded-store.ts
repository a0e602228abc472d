import {asPredictiveError, PredictiveError} from '../core/errors.js';
import type {HabitsData} from '../habits/habits.js';
import type {TrainedModel} from '../core/model.js';
import type {Sample} from '../core/sample.js';
import {checkModel} from './check-model.js';
import {validSamples} from './check-sample.js';
import {MemoryStore, newestSamples} from './memory-store.js';
import type {Store, StoreOptions} from './store.js';

/**
 * Where a learner's data outlives the page. Every method rejects when the browser refuses, and writes nothing
 * any more once `signal` is aborted: what was to be written has been forgotten.
 */
export interface Medium {
  loadSamples(signal: AbortSignal): Promise<Sample[] | undefined>;
  addSamples(samples: readonly Sample[], signal: AbortSignal): Promise<void>;
  deleteSamples(ids: readonly string[], signal: AbortSignal): Promise<void>;
  /** Deletes the oldest quarter of the samples. */
  pruneSamples(signal: AbortSignal): Promise<void>;
  loadModel(signal: AbortSignal): Promise<TrainedModel | undefined>;
  saveModel(model: TrainedModel, signal: AbortSignal): Promise<void>;
  deleteModel(signal: AbortSignal): Promise<void>;
  loadHabits(signal: AbortSignal): Promise<unknown>;
  saveHabits(habits: HabitsData, signal: AbortSignal): Promise<void>;
  clear(signal: AbortSignal): Promise<void>;
  close(): void;
}

/** Whether the browser refused for lack of room. */
export function isQuotaError(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError';
}

/** A medium, and memory for what the medium refused. */
export class GuardedStore implements Store {
  readonly #medium: Medium;
  readonly #onError: StoreOptions['onError'];
  /** Only what the medium refused; it is not offered again. */
  readonly #memory = new MemoryStore();
  readonly #reported = new Set<string>();
  #forgetting = new AbortController();
  #persistent = true;

  constructor(medium: Medium, onError: StoreOptions['onError']) {
    this.#medium = medium;
    this.#onError = onError;
  }

  get persistent(): boolean {
    return this.#persistent;
  }

  async loadSamples(): Promise<Sample[]> {
    const kept = await this.#attempt((signal) => this.#medium.loadSamples(signal));
    return newestSamples([...(kept ?? []), ...(await this.#memory.loadSamples())]);
  }

  async addSamples(samples: readonly Sample[]): Promise<void> {
    const valid = validSamples(samples);
    await this.#attempt(
      (signal) => this.#medium.addSamples(valid, signal),
      () => this.#memory.addSamples(valid),
    );
  }

  async deleteSamples(ids: readonly string[]): Promise<void> {
    void this.#memory.deleteSamples(ids);
    await this.#attempt((signal) => this.#medium.deleteSamples(ids, signal));
  }

  async loadModel(): Promise<TrainedModel | undefined> {
    const kept = await this.#attempt((signal) => this.#medium.loadModel(signal));
    return (await this.#memory.loadModel()) ?? kept;
  }

  async saveModel(model: TrainedModel): Promise<void> {
    checkModel(model);
    // An older one that was refused must not hide this one.
    void this.#memory.deleteModel();
    await this.#attempt(
      (signal) => this.#medium.saveModel(model, signal),
      () => this.#memory.saveModel(model),
    );
  }

  async deleteModel(): Promise<void> {
    void this.#memory.deleteModel();
    await this.#attempt((signal) => this.#medium.deleteModel(signal));
  }

  async loadHabits(): Promise<unknown> {
    const kept = await this.#attempt((signal) => this.#medium.loadHabits(signal));
    return (await this.#memory.loadHabits()) ?? kept;
  }

  async saveHabits(habits: HabitsData): Promise<void> {
    await this.#attempt(
      (signal) => this.#medium.saveHabits(habits, signal),
      () => this.#memory.saveHabits(habits),
    );
  }

  async clear(): Promise<void> {
    this.forget();
    try {
      await this.#medium.clear(this.#forgetting.signal);
    } catch (error) {
      throw asPredictiveError('storage-unavailable', 'The browser did not delete what is stored.', error);
    }
  }

  close(): void {
    this.#persistent = false;
    this.#medium.close();
  }

  /** Drops what is in memory and what is under way; also when the browser's user deleted the storage. */
  forget(): void {
    this.#forgetting.abort();
    this.#forgetting = new AbortController();
    void this.#memory.clear();
  }

  /** Runs `action`; when the medium has refused for good, `keep` puts a copy into memory. */
  async #attempt<T>(
    action: (signal: AbortSignal) => Promise<T>,
    keep?: () => Promise<void>,
  ): Promise<T | undefined> {
    const {signal} = this.#forgetting;
    try {
      if (!this.#persistent) throw new PredictiveError('storage-unavailable', 'The store is closed.');
      const result = await this.#withRoom(action, signal);
      return signal.aborted ? undefined : result;
    } catch (error) {
      if (signal.aborted) return undefined;
      void keep?.();
      this.#report(error);
      return undefined;
    }
  }

  async #withRoom<T>(action: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
    try {
      return await action(signal);
    } catch (error) {
      if (!isQuotaError(error) || signal.aborted) throw error;
      await this.#medium.pruneSamples(signal);
      signal.throwIfAborted();
      const result = await action(signal);
      this.#report(error);
      return result;
    }
  }

  #report(cause: unknown): void {
    if (!this.#persistent) return;
    // The medium itself gave up: from here on there is only memory.
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
