/** The kit's use of the page's APIs; the files on the stack tell it from the test's own. */
export interface PageWatch {
  /** Everything scheduled or sent since the start or the last clear: `requestAnimationFrame`, … */
  scheduled: string[];
  /** Timers, frames and idle callbacks in the future. */
  outstanding(): string[];
  /** Listeners on the window, the document and its root element that were not removed, as `window click`. */
  listeners(): string[];
  /** Observers that still observe, by class. */
  observers(): string[];
  /** Number of workers that were not terminated. */
  workers(): number;
  /** Number of workers ever started. */
  workersStarted(): number;
}

const kitFiles = `${location.origin}/src/`;

function isKit(): boolean {
  return (new Error().stack ?? '').includes(kitFiles);
}

/**
 * Replaces the page's schedulers, listeners, observers and workers by versions that count. Call it before the
 * kit is imported; it lasts as long as the page.
 */
export function watchPage(): PageWatch {
  Error.stackTraceLimit = 50;
  const scheduled: string[] = [];
  const pending = new Map<string, string>();
  watchCallbacks(scheduled, pending);
  watchMessages(scheduled);
  const listeners = watchListeners();
  const observers = watchObservers();
  const {workers, started} = watchWorkers();
  return {
    scheduled,
    outstanding: () => [...pending.values()],
    listeners: () => [...listeners.values()],
    observers: () => [...observers.values()],
    workers: () => workers.size,
    workersStarted: () => started.count,
  };
}

/** Names of the schedulers, of their cancel functions, and whether they repeat. */
const schedulers = [
  ['requestAnimationFrame', 'cancelAnimationFrame', false],
  ['requestIdleCallback', 'cancelIdleCallback', false],
  ['setTimeout', 'clearTimeout', false],
  ['setInterval', 'clearInterval', true],
] as const;

function watchCallbacks(scheduled: string[], pending: Map<string, string>): void {
  // Schedulers share a shape, and so do their cancel functions, which the overloads hide.
  type Scheduler = (callback: (...args: unknown[]) => void, ...rest: unknown[]) => number;
  const page = window as unknown as Record<string, Scheduler>;
  const cancels = window as unknown as Record<string, (handle?: number) => void>;
  for (const [name, cancelName, repeats] of schedulers) {
    // WebKit has no idle callbacks.
    if (page[name] === undefined) continue;
    const schedule = page[name].bind(window);
    const cancel = cancels[cancelName]!.bind(window);
    page[name] = (callback: (...args: unknown[]) => void, ...rest: unknown[]) => {
      if (!isKit()) return schedule(callback, ...rest);
      scheduled.push(name);
      const handle = schedule(
        (...args: unknown[]) => {
          if (!repeats) pending.delete(`${cancelName} ${handle}`);
          callback(...args);
        },
        ...rest,
      );
      pending.set(`${cancelName} ${handle}`, name);
      return handle;
    };
    cancels[cancelName] = (handle?: number) => {
      pending.delete(`${cancelName} ${handle ?? ''}`);
      cancel(handle);
    };
  }
}

function watchMessages(scheduled: string[]): void {
  const classes = {
    window: window as unknown as object,
    Worker: Worker.prototype as object,
    MessagePort: MessagePort.prototype as object,
    BroadcastChannel: BroadcastChannel.prototype as object,
  };
  for (const [name, owner] of Object.entries(classes)) {
    // All of them have the method, with different signatures.
    const sender = owner as {postMessage: (...args: unknown[]) => void};
    const send = sender.postMessage;
    sender.postMessage = function (...args) {
      if (isKit()) scheduled.push(`${name}.postMessage`);
      send.apply(this, args);
    };
  }
}

function watchListeners(): Map<string, string> {
  const held = new Map<string, string>();
  const numbers = new WeakMap<object, number>();
  let count = 0;
  const numberOf = (listener: object): number => {
    const number = numbers.get(listener) ?? ++count;
    numbers.set(listener, number);
    return number;
  };
  const targets = new Map<EventTarget, string>([
    [window, 'window'],
    [document, 'document'],
    [document.documentElement, 'html'],
  ]);
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with `this`
  const {addEventListener, removeEventListener} = EventTarget.prototype;
  const idOf = (name: string, type: string, listener: object, options: unknown): string => {
    const capture =
      typeof options === 'object' ? (options as AddEventListenerOptions | null)?.capture : options;
    return `${name} ${type} ${Boolean(capture)} ${numberOf(listener)}`;
  };
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    const name = targets.get(this ?? window);
    if (name !== undefined && listener !== null && isKit()) {
      const id = idOf(name, type, listener, options);
      const signal = typeof options === 'object' ? options.signal : undefined;
      if (signal?.aborted !== true) {
        held.set(id, `${name} ${type}`);
        if (signal) addEventListener.call(signal, 'abort', () => held.delete(id), {once: true});
      }
    }
    addEventListener.call(this, type, listener, options);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    const name = targets.get(this ?? window);
    if (name !== undefined && listener !== null) held.delete(idOf(name, type, listener, options));
    removeEventListener.call(this, type, listener, options);
  };
  return held;
}

function watchObservers(): Map<object, string> {
  const observing = new Map<object, string>();
  // All of them have a callback as argument, and methods to observe and to stop.
  type ObserverClass = new (
    callback: () => void,
    options?: object,
  ) => {
    observe(what: unknown, options?: unknown): void;
    unobserve?(what: unknown): void;
    disconnect(): void;
  };
  const page = window as unknown as Record<string, ObserverClass>;
  for (const name of ['MutationObserver', 'ResizeObserver', 'IntersectionObserver', 'PerformanceObserver']) {
    const original = page[name]!;
    page[name] = class extends original {
      readonly #observed = new Set<unknown>();

      override observe(what: unknown, options?: unknown): void {
        if (isKit()) observing.set(this, name);
        this.#observed.add(what);
        super.observe(what, options);
      }

      override unobserve(what: unknown): void {
        this.#observed.delete(what);
        if (this.#observed.size === 0) observing.delete(this);
        super.unobserve?.(what);
      }

      override disconnect(): void {
        this.#observed.clear();
        observing.delete(this);
        super.disconnect();
      }
    };
  }
  return observing;
}

function watchWorkers(): {workers: Set<Worker>; started: {count: number}} {
  const workers = new Set<Worker>();
  const started = {count: 0};
  window.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      workers.add(this);
      started.count++;
    }

    override terminate(): void {
      workers.delete(this);
      super.terminate();
    }
  };
  return {workers, started};
}
