import {PredictiveError} from '../core/errors.js';
import type {Evaluation} from '../core/evaluation.js';
import type {Backend, BackendReport, EpochReport, ModelArtifacts, TrainedModel} from '../core/model.js';
import type {Checkpoint, TrainingOptions, TrainingResult, WorkerResponse} from '../training/protocol.js';
import type {Sample} from '../core/sample.js';
import {EpochDeadline} from './epoch-deadline.js';
import {workerBackOff} from './worker-back-off.js';
import {WorkerSession, type Job, type WorkerSessionOptions} from './worker-session.js';

export interface TrainerOptions extends WorkerSessionOptions {
  /** Folder of the wasm binaries, ending in `/`; by default beside the worker. */
  wasmUrl?: string | undefined;
}

export interface TrainRequest {
  samples: readonly Sample[];
  /** The model in use: the baseline for the new one and, for a sequence model, its possible starting point. */
  current: TrainedModel | undefined;
  /** Where a scorer starts from, in place of the shipped weights. */
  start?: TrainedModel | undefined;
  options: TrainingOptions;
  signal?: AbortSignal | undefined;
  onBackend?: ((report: BackendReport) => void) | undefined;
  onEpoch?: ((report: EpochReport) => void) | undefined;
  /** Called when the worker or its GPU failed, and the job restarts in another worker. */
  onRestart?: ((error: PredictiveError) => void) | undefined;
}

/** Longest silence of a worker that tries a model from outside, ms: the largest that is taken needs less than 1 s. */
const inspectDeadlineMs = 10_000;

/** Failures that a new worker may avoid; any other would only repeat. */
const worthRetrying = new Set(['worker-unavailable', 'backend-unavailable']);

/** Runs each training job in its own worker, which ends with the job, so that the main thread stays free. */
export class Trainer {
  readonly #options: TrainerOptions;

  constructor(options: TrainerOptions = {}) {
    this.#options = options;
  }

  /**
   * Trains and evaluates a model. A failed worker is replaced once, without WebGL, and the other goes on from the last
   * good weights; one that could not be loaded is requested again after a while. Throws `not-enough-data`, `training-failed`, `backend-unavailable`, `worker-unavailable`, or the
   * signal's reason.
   */
  async train({
    samples,
    current,
    start,
    options,
    signal,
    onBackend,
    onEpoch,
    onRestart,
  }: TrainRequest): Promise<TrainingResult> {
    const checkpoints = new Map<number, Checkpoint>();
    const history: EpochReport[] = [];
    const run = (backend: TrainingOptions['backend']) => {
      const job: Job<'train'> = {
        type: 'train',
        samples: [...samples],
        current,
        start,
        options: {...this.#withWasmUrl(options), backend},
        ...(checkpoints.size > 0 && {resume: [...checkpoints.values()]}),
      };
      const deadline = new EpochDeadline({samples: samples.length});
      const onReport = (response: WorkerResponse): void => {
        if (response.type === 'checkpoint' && isCheckpoint(response.checkpoint))
          checkpoints.set(response.checkpoint.network, response.checkpoint);
        if (response.type === 'backend') {
          deadline.started(performance.now());
          onBackend?.(response.report);
        }
        if (response.type === 'epoch' && isEpochReport(response.report)) {
          deadline.epochEnded(performance.now());
          history.push(response.report);
          onEpoch?.(response.report);
        }
      };
      return this.#inOwnWorker(
        async (session) =>
          (await session.request<'train'>(job, {signal, onReport, deadlineMs: () => deadline.ms})).result,
      );
    };
    const {workerUrl} = this.#options;
    const reason = workerBackOff.reasonToWait(workerUrl);
    if (reason !== undefined) throw reason;
    try {
      return await run(options.backend);
    } catch (error) {
      if (signal?.aborted || !(error instanceof PredictiveError) || !worthRetrying.has(error.code))
        throw error;
      onRestart?.(error);
      // A timer may fire a little early.
      for (let waitMs; (waitMs = workerBackOff.waitMs(workerUrl)) > 0;)
        await delay(Math.ceil(waitMs), signal);
      const before = history.length;
      const result = await run(options.backend === 'cpu' ? 'cpu' : 'wasm');
      // The other worker knows only its own epochs.
      return before === 0 ? result : {...result, history: [...history]};
    }
  }

  /** Evaluates a model on the samples that it can predict, each about 200 ms before its press. */
  evaluate({
    samples,
    model,
    backend = 'auto',
    signal,
  }: {
    samples: readonly Sample[];
    model: TrainedModel | undefined;
    backend?: Backend | 'auto';
    signal?: AbortSignal | undefined;
  }): Promise<Evaluation> {
    return this.#inOwnWorker(async (session) => {
      const job = this.#withWasmUrl({type: 'evaluate' as const, samples: [...samples], model, backend});
      return (await session.request<'evaluate'>(job, {signal})).evaluation;
    });
  }

  /**
   * Checks a model from outside by building it and trying it out, in a worker that is then terminated.
   * `outputs` is the number of buttons, if it is known. Throws `invalid-model`.
   */
  inspect({
    artifacts,
    outputs,
    signal,
  }: {
    artifacts: ModelArtifacts;
    outputs: number | undefined;
    signal?: AbortSignal | undefined;
  }): Promise<TrainedModel> {
    return this.#inOwnWorker(async (session) => {
      const job = this.#withWasmUrl({type: 'inspect' as const, artifacts, outputs});
      return (await session.request<'inspect'>(job, {signal, deadlineMs: () => inspectDeadlineMs})).model;
    });
  }

  async #inOwnWorker<T>(use: (session: WorkerSession) => Promise<T>): Promise<T> {
    const session = new WorkerSession(this.#options);
    try {
      return await use(session);
    } finally {
      session.close();
    }
  }

  #withWasmUrl<T extends object>(request: T): T & {wasmUrl?: string} {
    const {wasmUrl} = this.#options;
    return wasmUrl === undefined ? request : {...request, wasmUrl};
  }
}

/** Waits; rejects with the signal's reason. */
function delay(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer);
      // A cast: the kit's signals abort with errors only.
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', abort, {once: true});
  });
}

/** A worker that is damaged may send anything; ignored, it changes nothing. */
function isCheckpoint({network, epoch, weights, best}: Checkpoint): boolean {
  return (
    Number.isInteger(network) &&
    Number.isInteger(epoch) &&
    Number.isInteger(best?.epoch) &&
    [weights, best.weights].every(
      (values) =>
        Array.isArray(values) &&
        values.every((array) => array instanceof Float32Array && array.every(Number.isFinite)),
    )
  );
}

function isEpochReport({epoch, loss, accuracy}: EpochReport): boolean {
  return [epoch, loss, accuracy].every(Number.isFinite);
}
