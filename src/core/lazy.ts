import {nextFailure, type Failure} from './back-off.js';
import {asPredictiveError, type PredictiveError} from './errors.js';

export interface LazyOptions {
  /** Called once for each failed attempt that a `use()` waited for. */
  onError?: (error: PredictiveError) => void;
  /** The current time, ms. */
  now?: () => number;
}

/**
 * Loads a part of the kit on first use; all on-demand code is loaded and fails through this class. After a
 * failure, the next use loads again, once a growing delay has passed.
 */
export class Lazy<Part> {
  readonly #load: () => Promise<Part>;
  readonly #onError: (error: PredictiveError) => void;
  readonly #now: () => number;
  #current: Part | undefined;
  #loading: Promise<Part> | undefined;
  /** Ends the delay of a non-urgent `use()`. */
  #startNow: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failure: Failure | undefined;
  /** Whether a `use()` is waiting, so that a failure is reported. */
  #isUsed = false;
  /** Counts the drops: a request from before a drop is not served after it. */
  #generation = 0;

  /** `load` imports the module and creates the part from it. */
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

  /** Whether the part is loaded or loading. */
  get isRequested(): boolean {
    return (this.#current ?? this.#loading) !== undefined;
  }

  /**
   * Calls `act` with the part, now or when it has loaded. Waits `delayMs` before loading it, unless another use
   * needs it sooner. Reports a failure to `onError`.
   */
  use(act: (part: Part) => void, options?: {delayMs?: number}): void {
    if (this.#current !== undefined) {
      act(this.#current);
      return;
    }
    const generation = this.#generation;
    this.#isUsed = true;
    this.request(options).then(
      (part) => {
        if (generation === this.#generation) act(part);
      },
      () => {},
    );
  }

  /** Resolves to the part; `delayMs` as in `use()`. Rejects with `chunk-unavailable` if it cannot be loaded. */
  request({delayMs = 0}: {delayMs?: number} = {}): Promise<Part> {
    if (this.#current !== undefined) return Promise.resolve(this.#current);
    if (this.#loading === undefined) {
      if (this.#failure && this.#now() < this.#failure.until) return Promise.reject(this.#failure.error);
      this.#loading = this.#start(delayMs);
    } else if (delayMs === 0) this.#startNow?.();
    return this.#loading;
  }

  /** Drops the part and all waiting uses. The next use loads it again. */
  drop(): void {
    this.#generation++;
    clearTimeout(this.#timer);
    this.#current = this.#loading = this.#startNow = undefined;
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
        this.#failure = undefined;
      }
      return part;
    } catch (thrown) {
      // The load was aborted; it did not fail.
      if (thrown instanceof DOMException && thrown.name === 'AbortError') throw thrown;
      const error = asPredictiveError('chunk-unavailable', 'A part of the kit could not be loaded.', thrown);
      this.#failure = nextFailure(this.#failure, error, this.#now());
      if (isCurrent() && this.#isUsed) this.#onError(error);
      this.#isUsed = false;
      throw error;
    } finally {
      if (isCurrent()) {
        clearTimeout(this.#timer);
        this.#loading = undefined;
      }
    }
  }
}
