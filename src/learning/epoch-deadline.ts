/**
 * Longest silence of a training until its first epoch has ended, ms: choosing a backend takes seconds on a slow machine,
 * and preparing a sample up to 5 ms.
 */
const firstMs = 15_000;
const firstMsPerSample = 5;

/** Shortest deadline, ms: a busy machine stops a worker for a second or two. */
const shortestMs = 3000;

/** An epoch is judged in a few parts; a silence as long as this many epochs is no epoch any more. */
const epochs = 10;

/** Longest silence of a training worker: it follows the time that its epochs take. Pure: callers pass the time. */
export class EpochDeadline {
  readonly #firstMs: number;
  #longestMs: number | undefined;
  #since: number | undefined;

  constructor({samples}: {samples: number}) {
    this.#firstMs = firstMs + firstMsPerSample * samples;
  }

  /** The longest silence from now on, ms. */
  get ms(): number {
    if (this.#longestMs === undefined) return this.#firstMs;
    return Math.min(this.#firstMs, Math.max(shortestMs, epochs * this.#longestMs));
  }

  /** The backend is chosen: the first epoch starts at `now`, ms. */
  started(now: number): void {
    this.#since = now;
  }

  /** An epoch has ended at `now`, ms. */
  epochEnded(now: number): void {
    if (this.#since !== undefined) this.#longestMs = Math.max(this.#longestMs ?? 0, now - this.#since);
    this.#since = now;
  }
}
