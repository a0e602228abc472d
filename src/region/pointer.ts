import {coalescedEvents} from '../core/coalesced-events.js';
import {hidesTargets, pathOf} from '../core/dom.js';
import {timeOf} from '../core/event-time.js';
import {onPageLeft} from '../core/page-left.js';
import {trust} from '../core/trust.js';
import {isElement} from '../core/view.js';
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
 * Passes pointer input to the engine, and runs the engine's ticks with timers, which exist only while one is due.
 */
export class Pointer {
  readonly #engine: Engine<unknown>;
  readonly #observer: PointerObserver;
  /** The window of the region: in the background, the timers of another one are slow. */
  #view: Window = window;
  /** At most one timer for the movement, and one for the rest after it. */
  #moveTimer: number | undefined;
  #restTimer: number | undefined;
  #restAt = Infinity;
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
    this.#view = view;
    this.#isHidden = view.document.visibilityState === 'hidden';
    const options = {capture: true, passive: true, signal};
    view.addEventListener('pointermove', (event) => this.move(event), options);
    view.addEventListener('pointerdown', (event) => this.down(event, pathOf(event)), options);
    // Ignore touch: it has no hover state, and `pointerleave` precedes its click.
    const lose = (event: Event): void => {
      if (!('pointerType' in event && event.pointerType === 'touch')) this.#pointerLost();
    };
    view.addEventListener('pointercancel', lose, options);
    onPageLeft(view, lose, signal);
    // Not captured: a capturing listener would also run for every element that the pointer leaves.
    view.document.documentElement.addEventListener('pointerleave', lose, {passive: true, signal});
    signal.addEventListener('abort', () => this.#stop());
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
    const clockMs = timeOf(event) - event.timeStamp;
    for (const {clientX, clientY, timeStamp} of coalescedEvents(event))
      engine.push(clientX, clientY, timeStamp + clockMs);
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
        t: timeOf(event),
        isTrusted: trust.isUsers(event),
        canPress: event.button === 0,
      });
      this.#observer.pressStart(event, path, start);
    }
    this.#engine.startMovement();
  }

  /** Requests a tick during a movement after a change other than the pointer's, perhaps sooner than at the usual pace. */
  requestTick(withinMs: number | undefined): void {
    this.#engine.requestTick(withinMs);
    // It may be set for a later tick.
    this.#view.clearTimeout(this.#moveTimer);
    this.#moveTimer = undefined;
    this.schedule();
  }

  /**
   * Sets a timer for the engine's next tick. The timer of a rest stays while the pointer moves on, and is set again
   * if it fires early: setting it anew at each tick costs more than the prediction.
   */
  schedule(): void {
    // Most events come while it is set.
    if (this.#moveTimer !== undefined) return;
    const {nextTickAt: at, isResting} = this.#engine;
    if (at === Infinity) return;
    const delayMs = at - performance.now();
    if (!isResting) this.#moveTimer = this.#view.setTimeout(this.#onMoveTimer, delayMs);
    else if (at < this.#restAt) {
      this.#view.clearTimeout(this.#restTimer);
      this.#restAt = at;
      this.#restTimer = this.#view.setTimeout(this.#onRestTimer, delayMs);
    }
  }

  // Timers run in their own task: in an event or frame of the page, measuring would force a layout of its changes.
  readonly #onMoveTimer = (): void => {
    this.#moveTimer = undefined;
    this.#onTimer();
  };

  readonly #onRestTimer = (): void => {
    this.#restAt = Infinity;
    this.#onTimer();
  };

  #onTimer(): void {
    if (this.#engine.isDue(performance.now())) this.#observer.tick();
    this.schedule();
  }

  /** Caches the path, which is slow to compute and stays the same over one element unless that has a shadow root. */
  #see(event: PointerEvent, path: readonly EventTarget[] | undefined): void {
    const {target} = event;
    if (path !== undefined) {
      this.#target = null;
      this.#path = path;
    } else if (
      target !== this.#target ||
      !isElement(target) ||
      target.shadowRoot !== null ||
      hidesTargets(target)
    ) {
      this.#target = target;
      this.#path = pathOf(event);
    }
  }

  #pointerLost(): void {
    this.#isHidden = this.#view.document.visibilityState === 'hidden';
    this.#forget();
    this.#observer.pointerLost();
  }

  #stop(): void {
    this.#view.clearTimeout(this.#moveTimer);
    this.#view.clearTimeout(this.#restTimer);
    this.#moveTimer = undefined;
    this.#restAt = Infinity;
    this.#forget();
  }

  #forget(): void {
    this.#target = null;
    this.#path = [];
    this.#engine.startMovement();
  }
}
