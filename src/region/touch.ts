import type {PredictiveTarget} from '../core/target.js';
import {Lazy} from '../core/lazy.js';
import {mediaQuery} from '../core/media-query.js';
import {onPageLeft} from '../core/page-left.js';
import {viewOf, type View} from '../core/view.js';
import type {FeatureContext, TouchPart} from './feature-context.js';
import type {ReadPage} from './read-page.js';

/**
 * A finger that has stayed this long is most likely tapping, ms. This leaves at least 50 of an ordinary tap (90 ms
 * and more); a scrolling finger moves sooner, in Chromium by the next frame.
 */
export const stayMs = 30;

/** A finger that has moved must stay this long, ms: a slow scroll starts with a pixel or two in each frame. */
const stayAgainMs = 60;

/** A finger that moves less than this stays, CSS px: half of what the slowest scroll covers in a frame. */
const jitterPx = 0.5;

/** A finger that has moved farther does not tap, CSS px; Chromium takes it for a scroll after 15. */
const slopPx = 10;

/** A tap this soon after its surroundings scrolled only stops the scrolling, ms. */
export const scrollRestMs = 150;

/** A click comes at most this long after the finger was lifted, ms: browsers wait 300 for a double tap. */
const clickMs = 400;

/** A finger on a target. */
interface Touch {
  target: PredictiveTarget;
  /** The target's ancestors: if one of them scrolls, the target moves. */
  path: EventTarget[];
  x: number;
  y: number;
  /** Where the finger has stayed since it last moved. */
  restX: number;
  restY: number;
  hasBegun: boolean;
}

/**
 * Treats a finger that stays on a target as the start of a press, and a scroll as no press; and where a finger is the
 * usual pointer, or has come down once, has taps predicted before it comes down.
 */
class TouchPresses implements TouchPart {
  readonly #context: FeatureContext;
  readonly #down = new Set<number>();
  readonly #scrolledAt = new WeakMap<EventTarget, number>();
  #touch: Touch | undefined;
  readonly #view: View;
  #timer: number | undefined;
  readonly #reading: Lazy<ReadPage>;

  constructor(context: FeatureContext, signal: AbortSignal) {
    this.#context = context;
    this.#reading = new Lazy(
      async () => {
        const {ReadPage} = await import('./read-page.js');
        signal.throwIfAborted();
        return new ReadPage(context, signal);
      },
      {onError: (error) => context.report(error)},
    );
    if (mediaQuery('(pointer: coarse)')?.matches === true) this.#read();
    const view = (this.#view = viewOf(context.host));
    const passive = {capture: true, passive: true, signal};
    const on = (
      type: 'pointerdown' | 'pointermove' | 'pointerup',
      use: (event: PointerEvent) => void,
    ): void => view.addEventListener(type, (event) => event.pointerType === 'touch' && use(event), passive);
    on('pointerdown', (event) => this.#onDown(event));
    on('pointermove', (event) => this.#onMove(event));
    on('pointerup', ({pointerId}) => this.#onUp(pointerId));
    view.addEventListener('pointercancel', () => this.#pointerLost(), passive);
    onPageLeft(view, () => this.#pointerLost(), signal);
    view.addEventListener('scroll', (event) => this.#onScroll(event), passive);
    view.addEventListener('click', () => this.#forget(), passive);
    signal.addEventListener('abort', () => this.#forget(), {once: true});
  }

  get isReading(): boolean {
    return this.#reading.current !== undefined;
  }

  onTargetGone(target: PredictiveTarget): void {
    this.#reading.current?.forget(target);
  }

  #read(): void {
    this.#reading.use(() => {});
  }

  #onDown(event: PointerEvent): void {
    const {parts, targets} = this.#context;
    this.#read();
    // An earlier touch, or one that was lifted without a click, is no press.
    this.#abandon();
    if (event.isPrimary) this.#down.clear();
    this.#down.add(event.pointerId);
    const path = event.composedPath();
    const target = targets.find(path);
    if (target === undefined || this.#down.size > 1 || this.#hasJustScrolled(path, event.timeStamp)) return;
    const {clientX: x, clientY: y} = event;
    this.#touch = {target, path, x, y, restX: x, restY: y, hasBegun: false};
    // Load the preload feature in time.
    parts.preload.use(() => {});
    this.#awaitStay(stayMs);
  }

  #onMove({clientX, clientY}: PointerEvent): void {
    const touch = this.#touch;
    if (touch === undefined) return;
    if (Math.hypot(clientX - touch.x, clientY - touch.y) > slopPx) this.#abandon();
    else if (Math.hypot(clientX - touch.restX, clientY - touch.restY) >= jitterPx && !touch.hasBegun) {
      touch.restX = clientX;
      touch.restY = clientY;
      this.#awaitStay(stayAgainMs);
    }
  }

  #onUp(pointerId: number): void {
    this.#down.delete(pointerId);
    if (this.#touch === undefined) return;
    this.#view.clearTimeout(this.#timer);
    if (this.#touch.hasBegun) this.#timer = this.#view.setTimeout(() => this.#abandon(), clickMs);
    else this.#forget();
  }

  #onScroll({target, timeStamp}: Event): void {
    if (target === null) return;
    this.#scrolledAt.set(target, timeStamp);
    if (this.#touch?.path.includes(target)) this.#abandon();
  }

  #hasJustScrolled(path: readonly EventTarget[], now: number): boolean {
    return path.some((node) => now - (this.#scrolledAt.get(node) ?? -Infinity) < scrollRestMs);
  }

  #awaitStay(ms: number): void {
    this.#view.clearTimeout(this.#timer);
    this.#timer = this.#view.setTimeout(() => {
      const touch = this.#touch!;
      touch.hasBegun = true;
      this.#context.parts.preload.use((preload) => {
        // The feature may have loaded too late.
        if (this.#touch === touch) preload.engage(touch.target, 'press');
      });
    }, ms);
  }

  /** Cancels what the touch has started, unless another trigger needs it: the touch is no press. */
  #abandon(): void {
    const touch = this.#touch;
    this.#forget();
    if (touch?.hasBegun === true) this.#context.parts.preload.current?.disengage(touch.target);
  }

  #pointerLost(): void {
    this.#down.clear();
    this.#abandon();
  }

  #forget(): void {
    this.#view.clearTimeout(this.#timer);
    this.#touch = undefined;
  }
}

/** Follows touches for one region, until the signal aborts. */
export function connect(context: FeatureContext, signal: AbortSignal): TouchPart {
  return new TouchPresses(context, signal);
}
