import type {PredictiveTarget} from '../core/target.js';
import {onPageLeft} from '../core/page-left.js';
import type {Feature, FeatureContext} from './feature-context.js';

/**
 * A finger that has stayed this long is most likely tapping, ms. Of an ordinary tap (90 ms and more) at least
 * 50 are left; a finger that scrolls moves sooner, in Chromium by the next frame.
 */
export const stayMs = 30;

/** A finger that has moved has to stay so long: what begins to scroll slowly moves by a pixel or two in each frame, ms. */
const stayAgainMs = 60;

/** Staying allows for less than this, CSS px: half of what the slowest scroll covers in a frame. */
const jitterPx = 0.5;

/** A finger that went farther does not tap, CSS px; Chromium takes it for a scroll after 15. */
const slopPx = 10;

/** A tap so soon after its surroundings scrolled stops the scrolling, and presses nothing, ms. */
export const scrollRestMs = 150;

/** A click comes within this time after the finger was lifted, ms: browsers wait 300 for a double tap. */
const clickMs = 400;

/** A finger on a target. */
interface Touch {
  target: PredictiveTarget;
  /** What the target is in: what scrolls among that moves it. */
  path: EventTarget[];
  x: number;
  y: number;
  /** Where it has stayed since it last moved. */
  restX: number;
  restY: number;
  hasBegun: boolean;
}

/** Takes a finger that stays on a target for the beginning of a press, and a scroll for none. */
class TouchPresses {
  readonly #context: FeatureContext;
  readonly #down = new Set<number>();
  readonly #scrolledAt = new WeakMap<EventTarget, number>();
  #touch: Touch | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(context: FeatureContext, signal: AbortSignal) {
    this.#context = context;
    const view = context.host.ownerDocument.defaultView!;
    const passive = {capture: true, passive: true, signal};
    const on = (
      type: 'pointerdown' | 'pointermove' | 'pointerup',
      use: (event: PointerEvent) => void,
    ): void => view.addEventListener(type, (event) => event.pointerType === 'touch' && use(event), passive);
    on('pointerdown', (event) => this.#onDown(event));
    on('pointermove', (event) => this.#onMove(event));
    on('pointerup', ({pointerId}) => this.#onUp(pointerId));
    view.addEventListener('pointercancel', () => this.#lose(), passive);
    onPageLeft(view, () => this.#lose(), signal);
    view.addEventListener('scroll', (event) => this.#onScroll(event), passive);
    view.addEventListener('click', () => this.#forget(), passive);
    signal.addEventListener('abort', () => this.#forget(), {once: true});
  }

  #onDown(event: PointerEvent): void {
    const {parts, targets} = this.#context;
    // What another touch began, or one that was lifted without a click, leads to no press.
    this.#abandon();
    if (event.isPrimary) this.#down.clear();
    this.#down.add(event.pointerId);
    const path = event.composedPath();
    const target = targets.find(path);
    if (target === undefined || this.#down.size > 1 || this.#hasJustScrolled(path, event.timeStamp)) return;
    const {clientX: x, clientY: y} = event;
    this.#touch = {target, path, x, y, restX: x, restY: y, hasBegun: false};
    // It may have to be loaded.
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
    clearTimeout(this.#timer);
    if (this.#touch.hasBegun) this.#timer = setTimeout(() => this.#abandon(), clickMs);
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
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const touch = this.#touch!;
      touch.hasBegun = true;
      this.#context.parts.preload.use((preload) => {
        // It may have been loaded too late.
        if (this.#touch === touch) preload.engage(touch.target, 'press');
      });
    }, ms);
  }

  /** The touch leads to no press: what it has begun is withdrawn, unless something else speaks for it. */
  #abandon(): void {
    const touch = this.#touch;
    this.#forget();
    if (touch?.hasBegun === true) this.#context.parts.preload.current?.disengage(touch.target);
  }

  #lose(): void {
    this.#down.clear();
    this.#abandon();
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#touch = undefined;
  }
}

/** Follows the fingers on behalf of one region, until the signal aborts. */
export function connect(context: FeatureContext, signal: AbortSignal): Feature {
  new TouchPresses(context, signal);
  return {};
}
