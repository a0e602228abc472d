import {onPageLeft} from '../core/page-left.js';
import {trust} from '../core/trust.js';
import type {Engine, PressStart} from '../prediction/engine.js';

export interface PointerObserver {
  /** A tick is due. */
  tick(): void;
  /** A mouse button or pen went down; `start` is the movement before it, if the press may be a click. */
  pressStart(event: PointerEvent, path: readonly EventTarget[], start: PressStart | undefined): void;
  /** The pointer left the window, the page was hidden or restored, or a drag started: the position is unknown now. */
  pointerLost(): void;
}

/**
 * Passes pointer input to the engine, and runs the engine's ticks with one timer, which exists only while one is
 * due.
 */
export class Pointer {
  readonly #engine: Engine<unknown>;
  readonly #observer: PointerObserver;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #timerAt = Infinity;
  /** Cached: whether the page is hidden; updated at every change. */
  #isHidden = false;
  /** The element under the pointer as the window sees it, and its composed path. */
  #target: EventTarget | null = null;
  #path: readonly EventTarget[] = [];

  constructor(engine: Engine<unknown>, observer: PointerObserver) {
    this.#engine = engine;
    this.#observer = observer;
  }

  /** The element under the pointer and its ancestors, innermost first. */
  get path(): readonly EventTarget[] {
    return this.#path;
  }

  /** Starts listening, until the signal aborts. */
  watch(view: Window, signal: AbortSignal): void {
    this.#isHidden = view.document.visibilityState === 'hidden';
    const options = {capture: true, passive: true, signal};
    view.addEventListener('pointermove', (event) => this.move(event), options);
    view.addEventListener('pointerdown', (event) => this.down(event, event.composedPath()), options);
    // Ignore touch: it has no hover state, and `pointerleave` precedes its click.
    const lose = (event: Event): void => {
      if (!('pointerType' in event && event.pointerType === 'touch')) this.#pointerLost();
    };
    view.addEventListener('pointercancel', lose, options);
    onPageLeft(view, lose, signal);
    // Not captured: a capturing listener would also run for every element that the pointer leaves.
    view.document.documentElement.addEventListener('pointerleave', lose, {passive: true, signal});
    signal.addEventListener('abort', () => this.#stop(), {once: true});
  }

  /** The pointer has moved. `path` is its composed path, for events that no longer have one. */
  move(event: PointerEvent, path?: readonly EventTarget[]): void {
    if (event.pointerType === 'touch' || this.#isHidden) return;
    const engine = this.#engine;
    if (event.buttons !== 0) {
      if (engine.drag(event.clientX, event.clientY)) this.#pointerLost();
      return;
    }
    engine.follow(event.pointerId, trust.isUsers(event));
    // Some browsers have no coalesced events, or an empty list for synthetic ones.
    const events = event.getCoalescedEvents?.() ?? [];
    for (const {clientX, clientY, timeStamp} of events.length > 0 ? events : [event])
      engine.push(clientX, clientY, timeStamp);
    this.#see(event, path);
    this.schedule();
  }

  /** A mouse button, pen or finger went down. */
  down(event: PointerEvent, path: readonly EventTarget[]): void {
    if (!event.isPrimary) return;
    // The touch feature handles touches; a touch invalidates the mouse's movement.
    if (event.pointerType !== 'touch') {
      const start = this.#engine.hold({
        x: event.clientX,
        y: event.clientY,
        t: event.timeStamp,
        isTrusted: trust.isUsers(event),
        canPress: event.button === 0,
      });
      this.#observer.pressStart(event, path, start);
    }
    this.#engine.startMovement();
  }

  /** Requests a tick during a movement after a change other than the pointer's. */
  requestTick(): void {
    this.#engine.requestTick();
    this.schedule();
  }

  /** Sets the timer for the engine's next tick; a timer that fires early is set again. */
  schedule(): void {
    const at = this.#engine.nextTickAt;
    if (at >= this.#timerAt || at === Infinity) return;
    clearTimeout(this.#timer);
    this.#timerAt = at;
    this.#timer = setTimeout(this.#onTimer, at - performance.now());
  }

  // Runs in its own task: in an event or frame of the page, measuring would force a layout of the page's changes.
  readonly #onTimer = (): void => {
    this.#timer = undefined;
    this.#timerAt = Infinity;
    if (this.#engine.isDue(performance.now())) this.#observer.tick();
    this.schedule();
  };

  /** Caches the path, which is slow to compute and stays the same over one element unless that has a shadow root. */
  #see(event: PointerEvent, path: readonly EventTarget[] | undefined): void {
    const {target} = event;
    if (path !== undefined) {
      this.#target = null;
      this.#path = path;
    } else if (target !== this.#target || !(target instanceof Element) || target.shadowRoot !== null) {
      this.#target = target;
      this.#path = event.composedPath();
    }
  }

  #pointerLost(): void {
    this.#isHidden = document.visibilityState === 'hidden';
    this.#engine.startMovement();
    this.#target = null;
    this.#path = [];
    this.#observer.pointerLost();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#timerAt = Infinity;
    this.#target = null;
    this.#path = [];
    this.#engine.startMovement();
  }
}
