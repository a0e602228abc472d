import {PredictiveError} from '../core/errors.js';
import {nextTask} from '../core/next-task.js';
import {inPortions} from '../core/sample-portions.js';
import type {WorkerRequest, WorkerResponse} from '../training/protocol.js';
import {startWorker} from '../training/start-worker.js';
import {workerBackOff, type WorkerUrl} from './worker-back-off.js';

/**
 * Longest silence of a busy worker, ms: it reports each second, and one step takes a few seconds on a slow
 * machine.
 */
export const usualDeadlineMs = 20_000;

/** Longest start of a worker, ms, including the download of its code. */
const startLimitMs = 30_000;

/** The response that ends each type of request. */
interface Answers {
  train: 'trained';
  evaluate: 'evaluated';
  open: 'opened';
  predict: 'prediction';
  inspect: 'inspected';
  'read-dataset': 'dataset';
}

const answers: Answers = {
  train: 'trained',
  evaluate: 'evaluated',
  open: 'opened',
  predict: 'prediction',
  inspect: 'inspected',
  'read-dataset': 'dataset',
};

/** A request without its number, which the session adds. */
export type Job<Type extends keyof Answers = keyof Answers> = DistributiveOmit<
  Extract<WorkerRequest, {type: Type}>,
  'job'
>;

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

type Answer<Type extends keyof Answers> = Extract<WorkerResponse, {type: Answers[Type]}>;

export interface WorkerSessionOptions {
  /** URL of the worker's module; by default the file beside this code. */
  workerUrl?: WorkerUrl;
  deadlineMs?: number | undefined;
}

/** The field that each response must have to be one; a worker of another version may send anything. */
const payloads: Record<WorkerResponse['type'], string> = {
  ready: 'type',
  alive: 'job',
  backend: 'report',
  epoch: 'report',
  checkpoint: 'checkpoint',
  trained: 'result',
  evaluated: 'evaluation',
  opened: 'backend',
  prediction: 'probabilities',
  inspected: 'model',
  samples: 'samples',
  dataset: 'job',
  failed: 'message',
};

interface Waiting {
  job: number;
  answer: WorkerResponse['type'];
  resolve(response: WorkerResponse): void;
  reject(error: unknown): void;
  onReport: ((response: WorkerResponse) => void) | undefined;
  deadlineMs: () => number;
}

/**
 * One worker from start to end, with one request at a time. A worker that stays silent beyond the deadline,
 * does not load or throws an uncaught error ends the session with `worker-unavailable`. A file that did not load is
 * requested again only after a while, by any session.
 */
export class WorkerSession {
  readonly #deadlineMs: number | undefined;
  readonly #workerUrl: WorkerUrl;
  readonly #worker: Worker;
  #isReady = false;
  /** Sends the pending request once the worker is ready: a module still loading its imports would miss it. */
  #send: (() => void) | undefined;
  #job = 0;
  #waiting: Waiting | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #end: PredictiveError | undefined;

  /** Throws `worker-unavailable` if the browser refuses to start the worker, or its file has failed just now. */
  constructor({workerUrl, deadlineMs}: WorkerSessionOptions = {}) {
    this.#deadlineMs = deadlineMs;
    this.#workerUrl = workerUrl;
    const reason = workerBackOff.reasonToWait(workerUrl);
    if (reason !== undefined) throw reason;
    this.#worker = startWorker(workerUrl);
    this.#worker.addEventListener('message', this.#onMessage);
    this.#worker.addEventListener('messageerror', this.#onFailure);
    this.#worker.addEventListener('error', this.#onFailure);
  }

  /** Whether the session still accepts requests. */
  get isOpen(): boolean {
    return this.#end === undefined;
  }

  /**
   * Sends a request; `onReport` gets the responses before the final one. `deadlineMs` is the longest silence, asked for
   * after each response, unless the session was given one. Aborting the signal ends the session.
   */
  async request<Type extends keyof Answers>(
    request: Job<Type>,
    {
      signal,
      onReport,
      deadlineMs = () => usualDeadlineMs,
      transfer = [],
    }: {
      signal?: AbortSignal | undefined;
      onReport?: ((response: WorkerResponse) => void) | undefined;
      deadlineMs?: () => number;
      transfer?: Transferable[];
    } = {},
  ): Promise<Answer<Type>> {
    signal?.throwIfAborted();
    if (this.#end !== undefined) throw this.#end;
    if (this.#waiting !== undefined) {
      throw new PredictiveError('invalid-argument', 'The worker is still busy with another request.');
    }
    const job = ++this.#job;
    const abort = () => {
      this.#waiting?.reject(signal?.reason);
      this.#waiting = undefined;
      this.close();
    };
    signal?.addEventListener('abort', abort, {once: true});
    try {
      const response = await new Promise<WorkerResponse>((resolve, reject) => {
        this.#waiting = {job, answer: answers[request.type], resolve, reject, onReport, deadlineMs};
        this.#wait();
        // A cast: a spread union is not the union of the spreads.
        this.#send = () => void this.#post({...request, job} as WorkerRequest, transfer);
        if (this.#isReady) this.#send();
      });
      // A cast: only the response that belongs to this request type resolves the promise.
      return response as Answer<Type>;
    } finally {
      clearTimeout(this.#timer);
      this.#waiting = undefined;
      signal?.removeEventListener('abort', abort);
    }
  }

  /** Terminates the worker, even during a request. */
  close(): void {
    this.#stop(new PredictiveError('worker-unavailable', 'The worker was closed.'));
  }

  /** Sends many samples in portions, so that copying them does not keep the page from answering. */
  async #post(request: WorkerRequest, transfer: Transferable[]): Promise<void> {
    const {job} = request;
    let last = request;
    if (request.type === 'train' || request.type === 'evaluate') {
      const portions = inPortions(request.samples);
      for (const samples of portions.slice(0, -1)) {
        this.#worker.postMessage({type: 'samples', job, samples} satisfies WorkerRequest);
        await nextTask();
        if (this.#waiting?.job !== job) return;
      }
      last = {...request, samples: portions.at(-1) ?? []};
      this.#wait();
    }
    this.#worker.postMessage(last, transfer);
  }

  #stop(error: PredictiveError): void {
    if (this.#end !== undefined) return;
    this.#end = error;
    clearTimeout(this.#timer);
    this.#worker.terminate();
    this.#waiting?.reject(error);
    this.#waiting = undefined;
  }

  /** Restarts the deadline. */
  #wait(): void {
    clearTimeout(this.#timer);
    const deadlineMs = this.#deadlineMs ?? this.#waiting?.deadlineMs() ?? usualDeadlineMs;
    const limitMs = this.#isReady ? deadlineMs : Math.max(startLimitMs, deadlineMs);
    this.#timer = setTimeout(() => {
      this.#fail(
        new PredictiveError('worker-unavailable', `The worker did not answer within ${limitMs / 1000} s.`),
      );
    }, limitMs);
  }

  readonly #onMessage = ({data}: MessageEvent<unknown>) => {
    if (!isResponse(data)) return;
    if (data.type === 'ready') {
      this.#isReady = true;
      if (this.#waiting === undefined) return;
      this.#wait();
      this.#send?.();
      return;
    }
    const waiting = this.#waiting;
    if (data.job !== waiting?.job) return;
    if (data.type === 'failed') {
      // It has started, and lacks the part that does the work.
      const isPart = data.code === 'chunk-unavailable';
      const error = new PredictiveError(isPart ? 'worker-unavailable' : data.code, data.message);
      if (isPart) workerBackOff.failed(this.#workerUrl, error);
      waiting.reject(error);
    } else if (data.type === waiting.answer) {
      workerBackOff.worked(this.#workerUrl);
      waiting.resolve(data);
    } else {
      waiting.onReport?.(data);
      // Only now, since a report may change the deadline.
      this.#wait();
    }
  };

  readonly #onFailure = (event: Event) => {
    // Handled here; keep it from the page's own error handlers.
    event.preventDefault();
    const detail = event instanceof ErrorEvent && event.message !== '' ? `: ${event.message}` : '';
    const what = this.#isReady ? 'The worker failed' : 'The worker could not be loaded';
    const hint = 'Is worker-url right, is the file shared (CORS), and does the page allow it (worker-src)?';
    this.#fail(new PredictiveError('worker-unavailable', `${what}${detail}. ${hint}`));
  };

  /** Ends a session whose worker is broken. One that had started is replaced at once, by whoever needs it. */
  #fail(error: PredictiveError): void {
    if (!this.#isReady) workerBackOff.failed(this.#workerUrl, error);
    this.#stop(error);
  }
}

/** Whether the data is a response with its payload; anything else is ignored, and is no sign of life. */
function isResponse(data: unknown): data is WorkerResponse {
  if (typeof data !== 'object' || data === null || !('type' in data)) return false;
  const {type} = data;
  if (typeof type !== 'string' || !Object.hasOwn(payloads, type)) return false;
  // Casts: `type` is one of the table's keys, and any field may be missing.
  const payload = payloads[type as WorkerResponse['type']];
  return ((data as unknown as Record<string, unknown>)[payload] ?? undefined) !== undefined;
}
