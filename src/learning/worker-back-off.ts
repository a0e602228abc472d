import {nextFailure, type Failure} from '../core/back-off.js';
import type {PredictiveError} from '../core/errors.js';

export type WorkerUrl = string | URL | undefined;

/** Keeps a page from requesting a worker's file again and again that cannot be loaded. */
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
    return Math.max(0, (this.#failures.get(keyOf(url))?.until ?? 0) - this.#now());
  }

  /** The file could not be loaded. */
  failed(url: WorkerUrl, error: PredictiveError): void {
    // Two at once have failed for one reason.
    if (this.waitMs(url) > 0) return;
    const before = this.#failures.get(keyOf(url));
    this.#failures.set(keyOf(url), nextFailure(before, error, this.#now()));
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
