import {PredictiveError} from '../core/errors.js';
import type {Backend, BackendReport, SequenceArchitecture, TrainedModel} from '../core/model.js';
import {WorkerSession, type WorkerSessionOptions} from './worker-session.js';

export interface SequencePredictorOptions extends WorkerSessionOptions {
  model: Extract<TrainedModel, {architecture: SequenceArchitecture}>;
  backend?: Backend | 'auto' | undefined;
  wasmUrl?: string | undefined;
}

/** Largest difference between 1 and the sum of the probabilities: float32 rounding stays far below. */
const sumTolerance = 1e-3;

/** Failures in a row after which no further worker is started. */
const maxFailures = 3;

/** Longest prediction, ms: a later one would be about a movement long over. */
const predictionDeadlineMs = 5000;

/**
 * Predicts from input windows with a sequence model, in a worker that stays open. The worker gets one window
 * at a time while one more waits; a newer window replaces the waiting one. After a failure, the next call
 * starts a new worker.
 */
export class SequencePredictor {
  readonly #options: SequencePredictorOptions;
  #session: WorkerSession | undefined;
  #opening: Promise<BackendReport> | undefined;
  #isBusy = false;
  #waiting: {window: Float32Array; resolve(answer: Promise<Float32Array> | undefined): void} | undefined;
  #generation = 0;
  #failures = 0;
  #isClosed = false;

  constructor(options: SequencePredictorOptions) {
    this.#options = options;
  }

  /**
   * Starts the worker and loads the model, once. Throws `worker-unavailable`, `backend-unavailable` or
   * `invalid-model`.
   */
  open(): Promise<BackendReport> {
    if (this.#isClosed)
      return Promise.reject(new PredictiveError('invalid-argument', 'The predictor is closed.'));
    if (this.#failures >= maxFailures) {
      return Promise.reject(
        new PredictiveError(
          'worker-unavailable',
          `The worker failed ${maxFailures} times; it is not started again.`,
        ),
      );
    }
    if (this.#session?.isOpen && this.#opening !== undefined) return this.#opening;
    return (this.#opening = this.#start());
  }

  /**
   * Probabilities of the model's buttons for a window, `[25 × 5]`; `undefined` if a newer window replaced it or
   * `cancel()` was called. Throws as `open()` does, and `invalid-model` if the probabilities are not a distribution.
   */
  async predict(window: Float32Array): Promise<Float32Array | undefined> {
    const generation = this.#generation;
    try {
      const answer = await (this.#isBusy ? this.#enqueue(window) : this.#ask(window));
      return generation === this.#generation ? answer : undefined;
    } catch (error) {
      if (generation === this.#generation) throw error;
      return undefined;
    }
  }

  /** Drops every pending prediction, since the movement has ended. */
  cancel(): void {
    this.#generation++;
    this.#waiting?.resolve(undefined);
    this.#waiting = undefined;
  }

  /** Terminates the worker. */
  close(): void {
    this.#isClosed = true;
    this.cancel();
    this.#session?.close();
  }

  async #start(): Promise<BackendReport> {
    const {model, backend = 'auto', wasmUrl, workerUrl, deadlineMs = predictionDeadlineMs} = this.#options;
    try {
      this.#session = new WorkerSession({workerUrl, deadlineMs});
      const {backend: report} = await this.#session.request<'open'>({
        type: 'open',
        model,
        // The GPU may have caused the earlier failure.
        backend: this.#failures > 0 && backend !== 'cpu' ? 'wasm' : backend,
        ...(wasmUrl === undefined ? {} : {wasmUrl}),
      });
      return report;
    } catch (error) {
      this.#fail();
      throw error;
    }
  }

  #enqueue(window: Float32Array): Promise<Float32Array | undefined> {
    this.#waiting?.resolve(undefined);
    return new Promise((resolve) => (this.#waiting = {window, resolve}));
  }

  async #ask(window: Float32Array): Promise<Float32Array> {
    this.#isBusy = true;
    try {
      await this.open();
      return await this.#request(window);
    } finally {
      this.#isBusy = false;
      const next = this.#waiting;
      this.#waiting = undefined;
      next?.resolve(this.#ask(next.window));
    }
  }

  async #request(window: Float32Array): Promise<Float32Array> {
    try {
      const {probabilities} = await this.#session!.request<'predict'>({type: 'predict', window});
      checkDistribution(probabilities);
      this.#failures = 0;
      return probabilities;
    } catch (error) {
      this.#fail();
      throw error;
    }
  }

  #fail(): void {
    this.#failures++;
    this.#session?.close();
  }
}

/** A lost GPU returns zeros, a broken model NaN. */
function checkDistribution(probabilities: Float32Array): void {
  const sum =
    probabilities instanceof Float32Array ? probabilities.reduce((total, value) => total + value, 0) : NaN;
  if (!Number.isNaN(sum) && probabilities.every((value) => value >= 0) && Math.abs(sum - 1) <= sumTolerance)
    return;
  throw new PredictiveError(
    'invalid-model',
    `The model’s probabilities add up to ${sum} instead of 1; they are not used.`,
    {
      value: probabilities,
    },
  );
}
