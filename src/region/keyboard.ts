import type {PredictiveTarget} from '../core/target.js';
import {
  longestIntervalMs,
  longestStayMs,
  predictFocus,
  rhythmIntervals,
  type FocusMove,
  type FocusSight,
} from '../prediction/focus-prediction.js';
import {keyboardStops, type KeyboardStop} from './focus-order.js';
import type {PartOptions} from './presses.js';

/** Keys that move the focus. */
const moves: Partial<Record<string, FocusMove>> = {
  Tab: 'tab',
  ArrowLeft: 'arrow',
  ArrowRight: 'arrow',
  ArrowUp: 'arrow',
  ArrowDown: 'arrow',
  Home: 'end',
  End: 'end',
};

/** A focus that comes later than this after a key was not moved by it, ms: by then a slow page has. */
const keyMs = 500;

/** What is remembered of a rhythm after a pause or a press, in intervals. */
const keptIntervals = 2;

/** From this probability on the focus has come to stay: what is preloaded for it stays as long. */
const stayProbability = 0.5;

/** Below this a probability counts as none. */
const leastProbability = 0.005;

/** A resting focus is looked at again after this share of the time it has rested, ms at least. */
const lookShare = 0.15;
const leastLookMs = 30;

/** A focus in the region, as long as it is followed. */
interface Stay {
  stops: KeyboardStop[];
  /** Which of them has the focus. */
  focus: number;
  move: FocusMove;
  direction: FocusSight['direction'];
  hasTurned: boolean;
  /** When it came, ms on the clock of `event.timeStamp`. */
  since: number;
}

/** Follows the focus in one region as keys move it, and has what it tells shown. It moves and holds nothing. */
class KeyboardFocus {
  readonly #options: PartOptions;
  /** The latest key that may move the focus, until it has. */
  #key: KeyboardEvent | undefined;
  #intervalsMs: number[] = [];
  #movedAt = -Infinity;
  /** Where the focus went last within the region. */
  #stay: Stay | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PartOptions) {
    this.#options = options;
  }

  /** Starts, with the focus where it is and, if a key has brought it there, that. */
  watch(): void {
    const {view, signal, key, wasPressed} = this.#options;
    const passive = {capture: true, passive: true, signal};
    view.addEventListener('keydown', (event) => this.#onKey(event), passive);
    view.addEventListener('focusin', (event) => this.#onFocus(event), passive);
    view.addEventListener('focusout', (event) => this.#onBlur(event), passive);
    // The pointer shows soon what it sees.
    view.addEventListener('pointermove', (event) => isMovement(event) && this.#end(), passive);
    view.addEventListener('pointerdown', () => this.#end(), passive);
    view.addEventListener('click', () => this.#onClick(), passive);
    for (const type of ['blur', 'visibilitychange', 'pagehide'])
      view.addEventListener(
        type,
        (event) => (type !== 'blur' || event.target === view) && this.#stop(),
        passive,
      );
    signal.addEventListener('abort', () => this.#stop(), {once: true});
    const path = pathToFocus(view.document);
    this.#key = key;
    if (path.length > 0 && !wasPressed)
      this.#arrive(path, {at: key?.timeStamp ?? performance.now(), from: null});
  }

  #onKey(event: KeyboardEvent): void {
    const {key, repeat, altKey, ctrlKey, metaKey} = event;
    if (altKey || ctrlKey || metaKey) return;
    if (key in moves) this.#key = event;
    const target = this.#options.registry.find(event.composedPath());
    if (target !== undefined && (key === 'Enter' || key === ' ') && !repeat)
      this.#options.loop.preload((preloader) => preloader.engage(target, 'press'));
  }

  #onFocus(event: FocusEvent): void {
    this.#arrive(event.composedPath(), {at: event.timeStamp, from: event.relatedTarget});
  }

  #onBlur(event: FocusEvent): void {
    const {loop, registry} = this.#options;
    const target = registry.find(event.composedPath());
    if (target !== undefined) loop.preloader?.blur(target);
    if (event.relatedTarget === null) this.#end();
  }

  /** The focus is now on what is first in `path`. */
  #arrive(path: readonly EventTarget[], {at, from}: {at: number; from: EventTarget | null}): void {
    const key = this.#key !== undefined && at - this.#key.timeStamp < keyMs ? this.#key : undefined;
    this.#key = undefined;
    const {registry, loop} = this.#options;
    if (key !== undefined) this.#keepTime(key.timeStamp);
    const [innermost] = path;
    const target = registry.find(path);
    // Focus that came with a press is a press, and was seen as one.
    if (!(innermost instanceof Element && innermost.matches(':focus-visible'))) this.#end();
    else if (key !== undefined || from !== null) this.#follow(path, key);
    else if (target !== undefined) loop.preload((preloader) => preloader.engage(target, 'focus'));
  }

  #keepTime(at: number): void {
    const interval = at - this.#movedAt;
    this.#movedAt = at;
    // After a pause or a press something new begins, perhaps in another rhythm.
    this.#intervalsMs =
      interval <= longestIntervalMs
        ? [...this.#intervalsMs.slice(1 - rhythmIntervals), interval]
        : this.#intervalsMs.slice(-keptIntervals);
  }

  /** A key, or a tool that reads the page to somebody, has moved the focus. */
  #follow(path: readonly EventTarget[], key: KeyboardEvent | undefined): void {
    const before = this.#stay;
    const {region, registry, loop} = this.#options;
    const stops = path.includes(region) ? keyboardStops(region, registry.values()) : [];
    const focus = stops.findIndex(({element}) => path.includes(element));
    if (focus < 0) {
      this.#end();
      this.#stay = undefined;
      return;
    }
    const since = key?.timeStamp ?? performance.now();
    const move = (key && moves[key.key]) ?? 'tab';
    const direction = directionOf({stops, focus, move, key, before});
    const isSoon = before !== undefined && since - before.since <= longestIntervalMs;
    const hasTurned = isSoon && move !== 'end' && direction === -before.direction;
    this.#stay = {stops, focus, move, direction, hasTurned, since};
    // Whatever the pointer told is over.
    if (loop.pointer.trajectory.length > 0) {
      loop.pointer.startAnew();
      loop.settle();
    }
    this.#look(this.#stay);
  }

  #look(stay: Stay): void {
    clearTimeout(this.#timer);
    const {loop, priors} = this.#options;
    const {stops, focus} = stay;
    const sinceMs = Math.max(0, performance.now() - stay.since);
    const {element, target} = stops[focus]!;
    // What is removed may lose the focus without a word.
    if (sinceMs > longestStayMs || !element.matches(':focus-within')) {
      this.#end();
      return;
    }
    const factors = priors?.();
    const {probabilities, none} = predictFocus({
      ...stay,
      stops: factors
        ? stops.map((stop) => ({...stop, prior: (stop.target && factors.get(stop.target)) ?? 1}))
        : stops,
      intervalsMs: this.#intervalsMs,
      sinceMs,
    });
    this.#timer = setTimeout(() => this.#look(stay), Math.max(leastLookMs, sinceMs * lookShare));
    loop.rects.refresh();
    const visible = new Set(loop.rects.visible);
    const shown = new Map<PredictiveTarget, number>();
    stops.forEach((stop, index) => {
      const probability = probabilities[index]!;
      if (stop.target && visible.has(stop.target) && probability >= leastProbability)
        shown.set(stop.target, probability);
    });
    if (target !== undefined && (shown.get(target) ?? 0) >= stayProbability)
      loop.preload((preloader) => this.#stay === stay && preloader.engage(target, 'focus'));
    loop.show(shown, {none});
  }

  #onClick(): void {
    this.#movedAt = -Infinity;
    this.#stop();
  }

  /** Nothing more is told by where the focus is, and nothing is left to be seen of it. */
  #end(): void {
    if (this.#timer === undefined) return;
    this.#stop();
    this.#options.loop.settle();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

/** Which way the focus goes on. */
function directionOf({
  stops,
  focus,
  move,
  key,
  before,
}: Pick<Stay, 'stops' | 'focus' | 'move'> & {
  key: KeyboardEvent | undefined;
  before: Stay | undefined;
}): FocusSight['direction'] {
  if (key?.key === 'Tab') return key.shiftKey ? -1 : 1;
  const from = before?.stops[before.focus]?.element;
  const last = stops.findIndex(({element}) => element === from);
  const way = last < 0 ? 0 : focus - last;
  // From an end of the group there is one way to go.
  if (move === 'end') return way > 0 ? -1 : 1;
  // From one end of a group to the other, arrow keys go on the way they went.
  const isWrap = Math.abs(way) > 1 && before !== undefined && way * before.direction < 0;
  if (isWrap) return before.direction;
  return way === 0 ? 0 : way > 0 ? 1 : -1;
}

/** Browsers also send events when the page moves under a pointer that rests. */
function isMovement({movementX, movementY, isTrusted}: PointerEvent): boolean {
  return movementX !== 0 || movementY !== 0 || !isTrusted;
}

/** The element that has the focus and all around it, innermost first; empty if none has. */
function pathToFocus(document: Document): EventTarget[] {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  const path: EventTarget[] = [];
  for (let node: Node | null = focused; node !== null;) {
    path.push(node);
    node = node.parentNode ?? (node instanceof ShadowRoot ? node.host : null);
  }
  return focused === document.body ? [] : path;
}

/** Watches the keyboard's focus on behalf of one region, until the signal aborts. */
export function watchPart(options: PartOptions): void {
  if (!options.signal.aborted) new KeyboardFocus(options).watch();
}
