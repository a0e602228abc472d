import {PredictiveError, type PredictiveErrorCode} from '../core/errors.js';
import type {ModelChange, TrainProgress} from '../core/learning-events.js';
import type {TrainedModel} from '../core/model.js';
import {whenIdle} from '../core/when-idle.js';
import type {TrainingResult} from '../training/protocol.js';
import type {AutoTraining, LearnerSettings} from './learner-settings.js';
import {checkUsableModel} from '../storage/check-model.js';
import {evaluateCandidate} from './model-gate.js';
import type {SampleStore} from './sample-store.js';
import {Trainer} from './trainer.js';
import type {TrainingLock} from './training-lock.js';
import {trainingTurns} from './training-turns.js';
import {workerBackOff} from './worker-back-off.js';

/** Seed of every training: the same samples give the same model. */
const trainingSeed = 1;

/** Failed workers in a row after which no training starts by itself on this page: the next would fail as well. */
const maxFailures = 3;

/** Failures of the worker, not of the data. */
const workerFailures = new Set<PredictiveErrorCode>(['worker-unavailable', 'backend-unavailable']);

/** Most passes over the training samples; early stopping usually ends sooner. */
const maxEpochs = 200;

export interface TrainingJobOptions {
  samples: SampleStore;
  /** The model in use; `undefined` for the shipped one. */
  currentModel: () => TrainedModel | undefined;
  /** The model from which learning sets out; `undefined` for the shipped one. */
  namedModel: () => TrainedModel | undefined;
  /** Keeps other tabs from training for the same learner at the same time. */
  lock: TrainingLock;
  /** Obeys deletions by other tabs, and reads what they have stored. */
  refresh: () => Promise<void>;
  /** Obeys deletions by other tabs, which cancel the job. */
  checkDeletions: () => Promise<void>;
  /** Puts a model that has passed the model gate into use; resolves when it is stored. */
  useModel: (model: TrainedModel, settings: LearnerSettings) => Promise<void>;
  onProgress: (progress: TrainProgress) => void;
  /** Called after the model gate has decided, when a model that passed is in use. */
  onDecision: (change: ModelChange) => void;
  onError: (error: PredictiveError) => void;
}

type WhenFree = (work: () => Promise<ModelChange>, signal: AbortSignal) => Promise<ModelChange>;

/** Trains a learner's model in a worker, one job at a time; the model gate decides whether it is used. */
export class TrainingJob {
  readonly #options: TrainingJobOptions;
  #running: {promise: Promise<ModelChange>; abort: AbortController; ended: AbortController} | undefined;
  /** Failures of the worker that were reported, and that no training has ended since. */
  readonly #reported = new Set<PredictiveErrorCode>();
  /** Workers that have failed in a row. */
  #failures = 0;
  /** Ends the wait for an idle page. */
  #waiting: AbortController | undefined;
  #isClosed = false;

  constructor(options: TrainingJobOptions) {
    this.#options = options;
  }

  /**
   * Trains, once no other tab does, and no other learner of the page; a call while a job is running joins it. Any caller's signal cancels the job for
   * all.
   */
  run({signal, ...settings}: LearnerSettings & {signal?: AbortSignal}): Promise<ModelChange> {
    const {lock} = this.#options;
    return this.#run({signal, ...settings}, (train, jobSignal) => lock.whenFree(train, jobSignal));
  }

  #run(
    {signal, ...settings}: LearnerSettings & {signal?: AbortSignal | undefined},
    whenFree: WhenFree,
  ): Promise<ModelChange> {
    // A cast: the kit's signals abort with errors only.
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    if (this.#isClosed)
      return Promise.reject(new DOMException('The region was removed before it could train.', 'AbortError'));
    if (this.#running === undefined) {
      const abort = new AbortController();
      this.#stopWaiting();
      const ended = new AbortController();
      const promise = this.#train(settings, {signal: abort.signal, whenFree}).finally(() => {
        this.#running = undefined;
        ended.abort();
      });
      this.#running = {promise, abort, ended};
    }
    const {promise, abort, ended} = this.#running;
    // The page may keep its signal for longer than the region.
    signal?.addEventListener('abort', () => abort.abort(signal.reason), {once: true, signal: ended.signal});
    return promise;
  }

  /**
   * Trains when the page is idle, if enough samples are new and no other tab trains: its model will do. Once the signal
   * aborts, it does not, or no longer.
   */
  runWhenIdle({signal: wanted, ...settings}: AutoTraining): void {
    if (
      wanted?.aborted === true ||
      this.#running !== undefined ||
      !this.#options.samples.isWorthTraining(settings.architecture)
    )
      return;
    if (this.#waiting !== undefined || this.#failures >= maxFailures) return;
    if (workerBackOff.reasonToWait(settings.workerUrl) !== undefined) return;
    this.#waiting = new AbortController();
    const {signal} = this.#waiting;
    wanted?.addEventListener('abort', () => this.#waiting?.signal === signal && this.#stopWaiting(), {
      once: true,
      signal,
    });
    whenIdle(() => {
      const train = async (): Promise<void> => {
        // Cancelled, or a call has trained meanwhile.
        if (!signal.aborted) await this.#run({...settings, signal: wanted}, (work) => work());
      };
      this.#options.lock
        .ifFree(train)
        .catch((error: unknown) => {
          // A deletion is no failure.
          if (error instanceof PredictiveError && error.code !== 'data-deleted') this.#report(error);
        })
        .finally(() => {
          if (this.#waiting?.signal === signal) this.#stopWaiting();
        });
    }, signal);
  }

  /**
   * Cancels the running job and the one waiting for an idle page; neither result may be used. The job rejects with
   * the reason, an `AbortError` by default.
   */
  cancel(reason?: PredictiveError): void {
    this.#running?.abort.abort(reason);
    this.#stopWaiting();
  }

  /** Cancels everything for good. */
  close(): void {
    this.#isClosed = true;
    this.cancel();
  }

  async #train(
    settings: LearnerSettings,
    {signal, whenFree}: {signal: AbortSignal; whenFree: WhenFree},
  ): Promise<ModelChange> {
    const {samples, onProgress, refresh, checkDeletions, useModel, onDecision} = this.#options;
    const {architecture, minAccuracy} = settings;
    const missing = samples.missingFor(architecture);
    if (missing !== undefined) throw new PredictiveError('not-enough-data', missing);
    samples.markTried();
    onProgress({phase: 'start', architecture});
    let hasEnded = false;
    try {
      return await whenFree(async () => {
        await refresh();
        signal.throwIfAborted();
        const result = await trainingTurns.take(() => this.#trainInWorker(settings, signal), signal);
        await checkDeletions();
        signal.throwIfAborted();
        checkResult(result);
        this.#failures = 0;
        this.#reported.clear();
        const {model, evaluation, baseline, backend} = result;
        hasEnded = true;
        onProgress({phase: 'end', architecture, backend});
        const {verdict, reasons} = evaluateCandidate({candidate: evaluation, baseline, minAccuracy});
        if (verdict === 'taken') await useModel(model, settings);
        const change: ModelChange = {verdict, reasons, source: 'training', architecture, evaluation};
        onDecision(change);
        return change;
      }, signal);
    } catch (error) {
      if (error instanceof PredictiveError && workerFailures.has(error.code)) this.#failures++;
      if (!hasEnded) onProgress({phase: signal.aborted ? 'cancel' : 'error', architecture});
      throw signal.aborted ? signal.reason : error;
    }
  }

  #trainInWorker(
    {architecture, backend, workerUrl}: LearnerSettings,
    signal: AbortSignal,
  ): Promise<TrainingResult> {
    const {samples, currentModel, namedModel, onProgress} = this.#options;
    return new Trainer({workerUrl}).train({
      samples: samples.usableFor(architecture),
      current: currentModel(),
      start: namedModel(),
      options: {architecture, epochs: maxEpochs, seed: trainingSeed, backend},
      signal,
      onBackend: (report) => onProgress({phase: 'backend', architecture, backend: report}),
      onEpoch: (report) => onProgress({phase: 'epoch', architecture, report}),
      onRestart: (error) => {
        this.#failures++;
        this.#report(error);
      },
    });
  }

  /** Reports a failure; one of the worker once, until a training has ended well. */
  #report(error: PredictiveError): void {
    if (this.#reported.has(error.code)) return;
    if (workerFailures.has(error.code)) this.#reported.add(error.code);
    this.#options.onError(error);
  }

  #stopWaiting(): void {
    this.#waiting?.abort();
    this.#waiting = undefined;
  }
}

/** A worker of another version may answer anything. Throws `training-failed`. */
function checkResult({model, evaluation}: TrainingResult): void {
  try {
    checkUsableModel(model);
    if (![evaluation.samples, evaluation.accuracy, evaluation.logLoss].every(Number.isFinite))
      throw new PredictiveError('training-failed', 'Its evaluation is not made of numbers.');
  } catch (cause) {
    throw new PredictiveError(
      'training-failed',
      'The worker’s model cannot be used; the model in use stays.',
      {
        cause,
      },
    );
  }
}
