import {asPredictiveError, type PredictiveError} from './errors.js';

/** How long a part that failed to load is not asked for again, ms: doubled with each failure, up to the longest. */
export const firstRetryMs = 1000;
export const longestRetryMs = 60_000;

export interface LazyOptions {
  /** Told of each failed attempt that a `use()` waited for, once. */
  onError?: (error: PredictiveError) => void;
  /** The time, ms. */
  now?: () => number;
}

/**
 * A part of the kit that is loaded when it is first needed: the one way to load, and the one way to fail.
 * A part that failed is asked for again at its next use, but not before a growing delay has passed.
 */
export class Lazy<Part> {
  readonly #load: () => Promise<Part>;
  readonly #onError: (error: PredictiveError) => void;
  readonly #now: () => number;
  #current: Part | undefined;
  #loading: Promise<Part> | undefined;
  /** Ends the delay of a `use()` that is not urgent. */
  #startNow: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #failure: {error: PredictiveError; retryAt: number} | undefined;
  /** Whether a `use()` waits, so that a failure is reported. */
  #isUsed = false;
  /** Counts the drops: what was asked for before one is not done after it. */
  #generation = 0;

  /** `load` imports the module and makes of it what is used. */
  constructor(
    load: () => Promise<Part>,
    {onError = () => {}, now = () => performance.now()}: LazyOptions = {},
  ) {
    this.#load = load;
    this.#onError = onError;
    this.#now = now;
  }

  /** The part, once it is loaded. */
  get current(): Part | undefined {
    return this.#current;
  }

  /** Whether the part is there or on its way. */
  get isRequested(): boolean {
    return this.#current !== undefined || this.#loading !== undefined;
  }

  /**
   * Does something with the part: now if it is loaded, else when it is. Waits `delayMs` before it asks for the
   * part, unless something else needs it sooner. A failure is reported to `onError`.
   */
  use(act: (part: Part) => void, {delayMs = 0}: {delayMs?: number} = {}): void {
    if (this.#current !== undefined) {
      act(this.#current);
      return;
    }
    const generation = this.#generation;
    this.#isUsed = true;
    this.#request(delayMs).then(
      (part) => {
        if (generation === this.#generation) act(part);
      },
      () => {},
    );
  }

  /** The part. Rejects with `chunk-unavailable` if it cannot be loaded. */
  request(): Promise<Part> {
    return this.#request(0);
  }

  /** Lets go of the part; what waits for it is not done any more. The next use loads it anew. */
  drop(): void {
    this.#generation++;
    clearTimeout(this.#timer);
    this.#current = this.#loading = this.#startNow = undefined;
  }

  #request(delayMs: number): Promise<Part> {
    if (this.#current !== undefined) return Promise.resolve(this.#current);
    if (this.#loading === undefined) {
      if (this.#failure !== undefined && this.#now() < this.#failure.retryAt)
        return Promise.reject(this.#failure.error);
      this.#loading = this.#start(delayMs);
    } else if (delayMs === 0) this.#startNow?.();
    return this.#loading;
  }

  async #start(delayMs: number): Promise<Part> {
    const generation = this.#generation;
    const isCurrent = (): boolean => generation === this.#generation;
    try {
      if (delayMs > 0)
        await new Promise<void>((resolve) => {
          this.#startNow = resolve;
          this.#timer = setTimeout(resolve, delayMs);
        });
      const part = await this.#load();
      if (isCurrent()) {
        this.#current = part;
        this.#failures = 0;
        this.#failure = undefined;
      }
      return part;
    } catch (thrown) {
      // Given up, not failed.
      if (thrown instanceof DOMException && thrown.name === 'AbortError') throw thrown;
      const error = asPredictiveError('chunk-unavailable', 'A part of the kit could not be loaded.', thrown);
      const waitMs = Math.min(longestRetryMs, firstRetryMs * 2 ** this.#failures++);
      this.#failure = {error, retryAt: this.#now() + waitMs};
      if (isCurrent() && this.#isUsed) this.#onError(error);
      this.#isUsed = false;
      throw error;
    } finally {
      if (isCurrent()) {
        clearTimeout(this.#timer);
        this.#loading = this.#startNow = undefined;
      }
    }
  }
}
