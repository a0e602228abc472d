import type {PredictiveTarget} from '../core/target.js';
import {
  longestIntervalMs,
  longestStayMs,
  predictFocus,
  rhythmIntervals,
  type FocusMove,
  type FocusContext,
} from '../prediction/focus-prediction.js';
import {pathFrom, pathOf} from '../core/dom.js';
import {timeOf} from '../core/event-time.js';
import {onPageLeft} from '../core/page-left.js';
import {trust} from '../core/trust.js';
import {isElement, viewOf, type View} from '../core/view.js';
import type {Feature, FeatureContext, KeyboardUse} from './feature-context.js';
import {activeIn, keyboardStops, type KeyboardStop} from './focus-order.js';
import {rootsOf} from './scope.js';

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

/** A focus change later than this after a key press, ms, was not caused by the key, even on a slow page. */
const keyMs = 500;

/** Number of intervals of a rhythm that are kept after a pause or a press. */
const keptIntervals = 2;

/** From this probability on, the focus is expected to stay, and a preload lasts as long as the focus does. */
const stayProbability = 0.5;

/** Lower probabilities count as 0. */
const leastProbability = 0.005;

/** A resting focus is predicted again after this share of its resting time, but after at least `leastTickMs`. */
const tickShare = 0.15;
const leastTickMs = 30;

/** A focus position in the region that is being followed. */
interface Stay {
  stops: KeyboardStop[];
  /** Index of the focused stop. */
  focus: number;
  move: FocusMove;
  direction: FocusContext['direction'];
  hasTurned: boolean;
  /** When the focus arrived, ms on the clock of `event.timeStamp`. */
  since: number;
}

/**
 * Follows the focus in one region as keys move it, and publishes predictions from it. It never moves or traps
 * focus.
 */
class KeyboardFocus implements Feature {
  readonly #context: FeatureContext;
  readonly #document: Document;
  readonly #view: View;
  #isStarted = false;
  /** The latest key that may move the focus, until the focus moves. */
  #key: KeyboardEvent | undefined;
  #intervalsMs: number[] = [];
  #movedAt = -Infinity;
  /** The last focus position in the region. */
  #stay: Stay | undefined;
  #timer: number | undefined;
  /** Follows the item that a focused list names. */
  readonly #active = new MutationObserver(() => this.#onActive());

  constructor(context: FeatureContext, signal: AbortSignal) {
    this.#context = context;
    this.#document = context.host.ownerDocument;
    const view = (this.#view = viewOf(context.host));
    const passive = {capture: true, passive: true, signal};
    view.addEventListener('keydown', (event) => this.#onKey(event), passive);
    view.addEventListener('focusin', (event) => this.#onFocus(event), passive);
    view.addEventListener('focusout', (event) => this.#onBlur(event), passive);
    // The pointer's own prediction follows.
    view.addEventListener('pointermove', (event) => isMovement(event) && this.#end(), passive);
    view.addEventListener('pointerdown', () => this.#end(), passive);
    view.addEventListener('click', () => this.#onClick(), passive);
    onPageLeft(view, () => this.#stop(), signal);
    const end = (): void => {
      this.#stop();
      this.#active.disconnect();
    };
    signal.addEventListener('abort', end, {once: true});
  }

  /** Starts from the current focus and the key that moved it there, unless a press came in between. */
  onKeyboard({key, presses}: KeyboardUse): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    this.#key = key;
    const path = pathToFocus(this.#document);
    if (path.length > 0 && this.#context.presses === presses)
      this.#arrive(path, {at: key === undefined ? performance.now() : timeOf(key), from: null});
  }

  #onKey(event: KeyboardEvent): void {
    const {key, repeat, altKey, ctrlKey, metaKey} = event;
    if (altKey || ctrlKey || metaKey) return;
    if (key in moves) this.#key = event;
    const {targets, parts} = this.#context;
    const target = targets.find(activePath(pathOf(event)));
    if (target !== undefined && (key === 'Enter' || key === ' ') && !repeat)
      parts.preload.use((preload) => preload.engage(target, 'press'));
  }

  #onFocus(event: FocusEvent): void {
    this.#arrive(pathOf(event), {at: timeOf(event), from: event.relatedTarget});
  }

  #onBlur(event: FocusEvent): void {
    const {parts, targets} = this.#context;
    const target = targets.find(pathOf(event));
    if (target !== undefined) parts.preload.current?.disengage(target);
    if (event.relatedTarget === null) this.#end();
  }

  /** The focus is now on the first element of `path`. */
  #arrive(path: readonly EventTarget[], {at, from}: {at: number; from: EventTarget | null}): void {
    const key = this.#key !== undefined && at - timeOf(this.#key) < keyMs ? this.#key : undefined;
    this.#key = undefined;
    const {targets, parts} = this.#context;
    if (key !== undefined) this.#keepTime(timeOf(key));
    const [innermost] = path;
    const active = activePath(path);
    const target = targets.find(active);
    this.#active.disconnect();
    if (isElement(innermost)) this.#active.observe(innermost, {attributeFilter: ['aria-activedescendant']});
    // A focus change caused by a press was already handled as a press.
    if (!(isElement(innermost) && innermost.matches(':focus-visible'))) this.#end();
    else if (key !== undefined || from !== null) this.#follow(active, key);
    else if (target !== undefined) parts.preload.use((preload) => preload.engage(target, 'focus'));
  }

  /** The focused list names another item. */
  #onActive(): void {
    const path = pathToFocus(this.#document);
    const at = this.#key === undefined ? performance.now() : timeOf(this.#key);
    if (path.length > 0) this.#arrive(path, {at, from: path[0]!});
  }

  #keepTime(at: number): void {
    const interval = at - this.#movedAt;
    this.#movedAt = at;
    // After a pause or a press, the rhythm may change.
    this.#intervalsMs =
      interval <= longestIntervalMs
        ? [...this.#intervalsMs.slice(1 - rhythmIntervals), interval]
        : this.#intervalsMs.slice(-keptIntervals);
  }

  /** A key or a screen reader has moved the focus. */
  #follow(path: readonly EventTarget[], key: KeyboardEvent | undefined): void {
    const before = this.#stay;
    const {engine} = this.#context;
    const {stops, focus} = this.#stopsOn(path);
    if (focus < 0) {
      this.#end();
      this.#stay = undefined;
      return;
    }
    const since = key === undefined ? performance.now() : timeOf(key);
    const move = (key && moves[key.key]) ?? 'tab';
    const direction = directionOf({stops, focus, move, key, before});
    const isSoon = before !== undefined && since - before.since <= longestIntervalMs;
    const hasTurned = isSoon && move !== 'end' && direction === -before.direction;
    this.#stay = {stops, focus, move, direction, hasTurned, since};
    // The focus replaces the pointer's prediction.
    if (engine.trajectory.length > 0) {
      engine.startMovement();
      this.#context.clear();
    }
    this.#predict(this.#stay);
  }

  /** The region's stops, and which of them is on the path: -1 if none is. */
  #stopsOn(path: readonly EventTarget[]): Pick<Stay, 'stops' | 'focus'> {
    const {host, targets} = this.#context;
    const root = rootsOf(host).find((each) => path.includes(each));
    const stops = root === undefined ? [] : keyboardStops(root, targets.values());
    // The innermost: a list is a stop, too, around the item that it names.
    const innermost = path.find((node) => stops.some(({element}) => element === node));
    return {stops, focus: stops.findIndex(({element}) => element === innermost)};
  }

  #predict(stay: Stay): void {
    this.#view.clearTimeout(this.#timer);
    const {boxes, parts, engine, targets} = this.#context;
    const path = activePath(pathToFocus(this.#document));
    const {target: targetBefore, element: focused} = stay.stops[stay.focus]!;
    // It may have become a target only after the focus had arrived.
    if (targetBefore === undefined && path[0] === focused && targets.find(path) !== undefined)
      Object.assign(stay, this.#stopsOn(path));
    const {stops, focus} = stay;
    const sinceMs = Math.max(0, performance.now() - stay.since);
    const {element, target} = stops[focus]!;
    // A removed element may lose the focus without an event.
    const isFocused = element.matches(':focus-within') || path[0] === element;
    if (sinceMs > longestStayMs || !isFocused) {
      this.#end();
      return;
    }
    const factors = parts.habits.current?.priors();
    const {probabilities, none} = predictFocus({
      ...stay,
      stops: factors
        ? stops.map((stop) => ({...stop, prior: (stop.target && factors.get(stop.target)) ?? 1}))
        : stops,
      intervalsMs: this.#intervalsMs,
      sinceMs,
    });
    this.#timer = this.#view.setTimeout(
      () => this.#predict(stay),
      Math.max(leastTickMs, sinceMs * tickShare),
    );
    boxes.refresh();
    const visible = new Set(boxes.visible);
    const shown = new Map<PredictiveTarget, number>();
    stops.forEach((stop, index) => {
      const probability = probabilities[index]!;
      if (stop.target && visible.has(stop.target) && probability >= leastProbability)
        shown.set(stop.target, probability);
    });
    if (target !== undefined && (shown.get(target) ?? 0) >= stayProbability)
      parts.preload.use((preload) => this.#stay === stay && preload.engage(target, 'focus'));
    this.#context.publish(engine.decide(shown, {time: performance.now(), none}));
  }

  #onClick(): void {
    this.#movedAt = -Infinity;
    this.#stop();
  }

  /** Stops predicting from the focus, and clears the prediction. */
  #end(): void {
    if (this.#timer === undefined) return;
    this.#stop();
    this.#context.clear();
  }

  #stop(): void {
    this.#view.clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

/** The direction in which the focus moves on. */
function directionOf({
  stops,
  focus,
  move,
  key,
  before,
}: Pick<Stay, 'stops' | 'focus' | 'move'> & {
  key: KeyboardEvent | undefined;
  before: Stay | undefined;
}): FocusContext['direction'] {
  if (key?.key === 'Tab') return key.shiftKey ? -1 : 1;
  const from = before?.stops[before.focus]?.element;
  const last = stops.findIndex(({element}) => element === from);
  const way = last < 0 ? 0 : focus - last;
  // From an end of the group, there is only one direction.
  if (move === 'end') return way > 0 ? -1 : 1;
  // When arrow keys wrap from one end of a group to the other, the direction stays the same.
  const isWrap = Math.abs(way) > 1 && before !== undefined && way * before.direction < 0;
  if (isWrap) return before.direction;
  return way === 0 ? 0 : way > 0 ? 1 : -1;
}

/** Browsers also send pointer events when the page moves under a resting pointer. */
function isMovement(event: PointerEvent): boolean {
  return event.movementX !== 0 || event.movementY !== 0 || !trust.isUsers(event);
}

/** The path to the item that the focused list names, or else to the focus. */
function activePath(path: readonly EventTarget[]): readonly EventTarget[] {
  const [focused] = path;
  const active = isElement(focused) ? activeIn(focused) : focused;
  return active === focused ? path : pathFrom(active as Element);
}

/** The focused element and its ancestors, innermost first; empty if nothing has the focus. */
function pathToFocus(document: Document): EventTarget[] {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused === document.body ? [] : pathFrom(focused);
}

/** Follows the keyboard focus for one region, until the signal aborts. */
export function connect(context: FeatureContext, signal: AbortSignal): KeyboardFocus {
  return new KeyboardFocus(context, signal);
}
