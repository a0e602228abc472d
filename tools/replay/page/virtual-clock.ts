import {frameAfter} from '../../recordings/pointer-script.js';

/** The page's time when virtual time starts: a real date, so that `Date.now()` returns one. */
const epoch = Date.UTC(2026, 0, 1);

/** Length of the longest chain of promises behind a callback, with a wide margin. */
const microtasks = 40;

interface Timer {
  id: number;
  due: number;
  run: () => void;
}

/**
 * A clock that stops until `advanceTo()` is called. It replaces the page's own, so import it before any module
 * that uses time.
 */
class VirtualClock {
  #now = 0;
  #lastId = 0;
  readonly #timers = new Map<number, Timer>();
  #frames = new Map<number, FrameRequestCallback>();
  #frameAt = Infinity;

  get now(): number {
    return this.#now;
  }

  /** Calls back in the next frame of the screen, whatever the time of the clock. */
  readonly realFrame = window.requestAnimationFrame.bind(window);

  /** Replaces the page's functions that tell or wait for time. */
  install(): void {
    performance.now = () => this.#now;
    Date.now = () => epoch + this.#now;
    const setVirtualTimeout = (run: TimerHandler, ms = 0, ...args: unknown[]): number => {
      if (typeof run !== 'function') throw new TypeError('Only functions can be waited for.');
      const id = ++this.#lastId;
      this.#timers.set(id, {id, due: this.#now + Math.max(0, ms), run: () => void run(...args)});
      return id;
    };
    const clearVirtualTimeout = (id?: number): void => void this.#timers.delete(id ?? 0);
    Object.assign(window, {
      setTimeout: setVirtualTimeout,
      clearTimeout: clearVirtualTimeout,
      requestAnimationFrame: (callback: FrameRequestCallback): number => {
        const id = ++this.#lastId;
        this.#frames.set(id, callback);
        if (this.#frameAt === Infinity) this.#frameAt = frameAfter(this.#now);
        return id;
      },
      cancelAnimationFrame: (id: number): void => void this.#frames.delete(id),
    });
  }

  /** Runs everything that is due until `t`, each at its own time. */
  async advanceTo(t: number): Promise<void> {
    for (;;) {
      const timer = this.#firstTimer();
      const next = Math.min(timer?.due ?? Infinity, this.#frameAt);
      if (next > t) break;
      this.#now = Math.max(this.#now, next);
      if (timer?.due === next) {
        this.#timers.delete(timer.id);
        timer.run();
      } else {
        const frames = this.#frames;
        this.#frames = new Map();
        this.#frameAt = Infinity;
        for (const callback of frames.values()) callback(this.#now);
      }
      await this.runMicrotasks();
    }
    this.#now = Math.max(this.#now, t);
  }

  /** Runs all pending promise callbacks. */
  async runMicrotasks(): Promise<void> {
    for (let i = 0; i < microtasks; i++) await Promise.resolve();
  }

  #firstTimer(): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers.values())
      if (first === undefined || timer.due < first.due) first = timer;
    return first;
  }
}

export const clock = new VirtualClock();
clock.install();
