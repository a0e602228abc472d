import type {PredictiveError} from '../core/errors.js';

export type WorkerUrl = string | URL | undefined;

/** As in `core/lazy.ts`, whose constants are no exports of a page's first bytes. */
const firstRetryMs = 1000;
const longestRetryMs = 60_000;

interface Failure {
  error: PredictiveError;
  /** Failures in a row. */
  count: number;
  retryAt: number;
}

/**
 * Keeps a page from requesting a worker's file again and again that cannot be loaded: after a failure it may be tried
 * again in 1 s, then after twice as long each time, up to 60 s, as any part that loads on demand.
 */
export class WorkerBackOff {
  readonly #now: () => number;
  readonly #failures = new Map<string, Failure>();

  constructor({now = () => performance.now()}: {now?: () => number} = {}) {
    this.#now = now;
  }

  /** Why the file may not be requested yet; `undefined` if it may. */
  reasonToWait(url: WorkerUrl): PredictiveError | undefined {
    return this.waitMs(url) > 0 ? this.#failures.get(keyOf(url))?.error : undefined;
  }

  /** Time until the file may be requested again, ms. */
  waitMs(url: WorkerUrl): number {
    return Math.max(0, (this.#failures.get(keyOf(url))?.retryAt ?? 0) - this.#now());
  }

  /** The file could not be loaded. */
  failed(url: WorkerUrl, error: PredictiveError): void {
    // Two at once have failed for one reason.
    if (this.waitMs(url) > 0) return;
    const count = (this.#failures.get(keyOf(url))?.count ?? 0) + 1;
    const waitMs = Math.min(longestRetryMs, firstRetryMs * 2 ** (count - 1));
    this.#failures.set(keyOf(url), {error, count, retryAt: this.#now() + waitMs});
  }

  /** The worker has loaded and has done its work. */
  worked(url: WorkerUrl): void {
    this.#failures.delete(keyOf(url));
  }
}

/** For all regions of the page, which share the files. */
export const workerBackOff = new WorkerBackOff();

function keyOf(url: WorkerUrl): string {
  return String(url ?? '');
}
