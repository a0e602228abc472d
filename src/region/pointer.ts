import {Trajectory} from '../prediction/trajectory.js';

/**
 * Moments of a rest at which the prediction is looked at again, ms after the last movement: soon, when
 * a hand that has not arrived has probably given up; and once more when the movement counts as one
 * without a press. After the last one nothing is scheduled until the pointer moves again.
 */
export const restMs = [400, 2500] as const;

/** A button held and moved farther than this is a drag and no press, CSS px. */
const dragPx = 10;

/** A press as the pointer made it: when the button went down, and the movement until then. */
export interface PressStart {
  /** ms on the clock of `event.timeStamp`. */
  t: number;
  trusted: boolean;
  /** The movement that led to it. */
  points: [x: number, y: number, t: number][];
}

export interface PointerObserver {
  /** Soon after the pointer has moved, but `lookMs` after the last time, and at the moments of a rest. */
  pointerSeen(now: number, {path, resting}: {path: EventTarget[]; resting: boolean}): void;
  /** A mouse button or pen went down. */
  pointerPressed(event: PointerEvent, start: PressStart | undefined): void;
  /** The pointer left the window, the page was hidden or restored, or a drag began: nothing is known now. */
  pointerLost(): void;
}

/**
 * Watches the pointer on behalf of one region: one set of listeners on the window, and two timers at most,
 * neither of them while nothing moves. What it sets off runs as a task of its own, not in the page's events
 * or frames: there it would make the browser lay out what they have changed.
 */
export class PointerController {
  readonly trajectory = new Trajectory();
  /** Between two looks at a pointer that moves, ms. */
  lookMs = 0;
  readonly #observer: PointerObserver;
  #lookTimer: ReturnType<typeof setTimeout> | undefined;
  #lookedAt = -Infinity;
  #restTimer: ReturnType<typeof setTimeout> | undefined;
  /** Since when the pointer has rested, as far as is known, and which moment of the rest comes next. */
  #restingSince = 0;
  #restStep = 0;
  /** Whether the page was hidden when it was last asked; it is asked whenever that changes. */
  #isHidden = false;
  /** What the pointer is over, seen from the window and from within. */
  #target: EventTarget | null = null;
  #path: EventTarget[] = [];
  #pointerId: number | undefined;
  /** Where the button went down that is still held. */
  #heldFrom: {x: number; y: number} | undefined;
  /** False once an event in the movement was not the user's. */
  #trusted = true;

  constructor(observer: PointerObserver) {
    this.#observer = observer;
  }

  /** Whether every event of the present movement came from the user. */
  get trusted(): boolean {
    return this.#trusted;
  }

  /** Starts listening, until the signal aborts. */
  watch(window: Window, signal: AbortSignal): void {
    this.#isHidden = document.visibilityState === 'hidden';
    const options = {capture: true, passive: true, signal};
    window.addEventListener('pointermove', (event) => this.#onMove(event), options);
    window.addEventListener('pointerdown', (event) => this.#onDown(event), options);
    // Of a finger nothing is known that could be lost; and it leaves before its click.
    const lose = (event: Event): void => {
      if (!('pointerType' in event && event.pointerType === 'touch')) this.#lose();
    };
    for (const type of ['pointercancel', 'visibilitychange', 'pagehide'])
      window.addEventListener(type, lose, options);
    window.addEventListener('blur', (event) => event.target === window && this.#lose(), options);
    // Not captured: that would also hear of every element that the pointer leaves.
    window.document.documentElement.addEventListener('pointerleave', lose, {passive: true, signal});
    signal.addEventListener('abort', () => this.#stop(), {once: true});
  }

  /** Asks for a look: the pointer has moved, or the page under it. */
  requestLook(): void {
    if (this.#lookTimer !== undefined || this.trajectory.length === 0) return;
    this.#lookTimer = setTimeout(this.#look, this.#lookedAt + this.lookMs - performance.now());
  }

  /** The movement has ended in a press or is not to be used: the next one starts anew. */
  startAnew(): void {
    this.trajectory.reset();
    this.#trusted = true;
    this.#stopResting();
  }

  #onMove(event: PointerEvent): void {
    if (event.pointerType === 'touch' || this.#isHidden) return;
    if (event.pointerId !== this.#pointerId) {
      this.#pointerId = event.pointerId;
      this.startAnew();
    }
    if (event.buttons !== 0) {
      this.#drag(event);
      return;
    }
    this.#heldFrom = undefined;
    if (!event.isTrusted) this.#trusted = false;
    // Some browsers give no coalesced events, or an empty list for synthetic ones.
    const events = event.getCoalescedEvents?.() ?? [];
    for (const each of events.length > 0 ? events : [event])
      this.trajectory.push(each.clientX, each.clientY, each.timeStamp);
    // The path takes long to find, and stays the same over one element, unless there is more inside it.
    const {target} = event;
    if (target !== this.#target || !(target instanceof Element) || target.shadowRoot !== null) {
      this.#target = target;
      this.#path = event.composedPath();
    }
    this.requestLook();
  }

  /** With a button held, a hand that moves on is dragging, and will not press what it comes upon. */
  #drag({clientX, clientY}: PointerEvent): void {
    const from = this.#heldFrom;
    if (from === undefined || Math.hypot(clientX - from.x, clientY - from.y) <= dragPx) return;
    this.#heldFrom = undefined;
    this.#lose();
  }

  #onDown(event: PointerEvent): void {
    if (!event.isPrimary) return;
    // Fingers are watched elsewhere; what is known of a mouse beside them is void.
    if (event.pointerType !== 'touch') {
      const {trajectory} = this;
      this.#heldFrom = {x: event.clientX, y: event.clientY};
      const start =
        event.button === 0 && trajectory.length > 0
          ? {
              t: event.timeStamp,
              trusted: event.isTrusted && this.#trusted,
              points: trajectory.points(),
            }
          : undefined;
      this.#observer.pointerPressed(event, start);
    }
    this.startAnew();
  }

  readonly #look = (): void => {
    this.#lookTimer = undefined;
    this.#lookedAt = performance.now();
    this.#observe(false);
    // A listener of the prediction may have removed the region.
    if (this.trajectory.length === 0) return;
    this.#restingSince = performance.now();
    // A timer that waits for the first moment goes on, and finds out then that it is early.
    if (this.#restTimer !== undefined && this.#restStep === 0) return;
    this.#stopResting();
    this.#awaitRest();
  };

  /** Waits for the next moment of the rest; after the last one for nothing. */
  #awaitRest(): void {
    const at = restMs[this.#restStep];
    if (at === undefined) return;
    const restedMs = (): number => performance.now() - this.#restingSince;
    this.#restTimer = setTimeout(() => {
      // Browsers cut off what is less than a millisecond.
      if (restedMs() > at - 1) {
        this.#restStep++;
        this.#observe(true);
      }
      if (this.trajectory.length > 0) this.#awaitRest();
    }, at - restedMs());
  }

  #stopResting(): void {
    clearTimeout(this.#restTimer);
    this.#restTimer = undefined;
    this.#restStep = 0;
  }

  #observe(resting: boolean): void {
    const {trajectory} = this;
    if (trajectory.length === 0) return;
    const now = Math.max(performance.now(), trajectory.t(trajectory.length - 1));
    this.#observer.pointerSeen(now, {path: this.#path, resting});
  }

  #lose(): void {
    this.#isHidden = document.visibilityState === 'hidden';
    this.startAnew();
    this.#target = null;
    this.#path = [];
    this.#observer.pointerLost();
  }

  #stop(): void {
    clearTimeout(this.#lookTimer);
    this.#lookTimer = undefined;
    this.#target = null;
    this.#path = [];
    this.startAnew();
  }
}
