import {onPageLeft} from '../core/page-left.js';
import type {PredictiveTarget} from '../core/target.js';
import {viewOf, type View} from '../core/view.js';
import {scroll} from '../preload/conditions.js';
import {Scorer} from '../prediction/scorer.js';
import {Reading} from '../prediction/reading.js';
import {readingWeights} from '../prediction/reading-weights.js';
import type {FeatureContext} from './feature-context.js';

/** Lower probabilities count as 0. */
const leastProbability = 0.005;

/**
 * Follows how one region's page is read on a touch screen, and publishes which target is probably tapped next while
 * the page rests. It preloads and tells observers; it lights nothing up, as nothing shows a finger's intention well
 * enough for that.
 */
export class ReadPage {
  readonly #context: FeatureContext;
  readonly #view: View;
  readonly #reading: Reading<PredictiveTarget>;
  /** Where each scroller was last. */
  readonly #offsets = new WeakMap<EventTarget, number>();
  #timer: number | undefined;
  /** The probability of none that was published last, which tells this prediction from that of a pointer or the focus. */
  #none: number | undefined;

  constructor(context: FeatureContext, signal: AbortSignal) {
    this.#context = context;
    const view = (this.#view = viewOf(context.host));
    const {document} = view;
    this.#reading = new Reading(new Scorer(readingWeights), performance.now());
    this.#offsets.set(document, view.scrollY);
    const passive = {capture: true, passive: true, signal};
    view.addEventListener('scroll', (event) => this.#onScroll(event), passive);
    // Pointer events end where a scroll begins, and do not tell when the finger is lifted.
    view.addEventListener('touchstart', (event) => this.#onTouch(event), passive);
    for (const type of ['touchend', 'touchcancel'] as const)
      view.addEventListener(type, ({touches}) => touches.length === 0 && this.#onLifted(), passive);
    view.addEventListener('click', (event) => this.#onClick(event), passive);
    onPageLeft(view, () => this.#stop(), signal);
    const resume = (): void => {
      if (document.hidden) return;
      this.#reading.resumed(performance.now());
      this.#wait();
    };
    document.addEventListener('visibilitychange', resume, {signal});
    view.addEventListener('pageshow', resume, {signal});
    signal.addEventListener('abort', () => this.#stop(), {once: true});
    this.#wait();
  }

  /** Forgets a target that has left. */
  forget(target: PredictiveTarget): void {
    this.#reading.forget(target);
  }

  #onScroll({target}: Event): void {
    if (target === null || !this.#moves(target)) return;
    const offset = 'scrollTop' in target ? (target as Element).scrollTop : this.#view.scrollY;
    const before = this.#offsets.get(target) ?? offset;
    this.#offsets.set(target, offset);
    this.#reading.scrolled(offset - before, performance.now());
    scroll.isRunning = true;
    if (this.#timer === undefined) this.#wait();
  }

  /** Whether the scroller is the page, or has a target that is in view. */
  #moves(scroller: EventTarget): boolean {
    return (
      scroller === this.#view.document ||
      this.#context.boxes.visible.some(({element}) => (scroller as Node).contains(element))
    );
  }

  #onTouch({touches}: TouchEvent): void {
    const finger = touches[0];
    if (finger !== undefined) this.#reading.touched(finger.clientX, finger.clientY);
  }

  #onLifted(): void {
    this.#reading.lifted();
    this.#wait();
  }

  #onClick(event: MouseEvent): void {
    this.#reading.pressed(this.#context.targets.find(event.composedPath()), performance.now());
    this.#wait();
  }

  #wait(): void {
    this.#view.clearTimeout(this.#timer);
    const now = performance.now();
    const at = this.#reading.nextAt(now);
    this.#timer = at < Infinity ? this.#view.setTimeout(() => this.#onTimer(), at - now) : undefined;
    // What nobody has looked at for so long is not known any more.
    if (at === Infinity) this.#clear();
  }

  #onTimer(): void {
    this.#timer = undefined;
    const now = performance.now();
    if (this.#reading.isScrolling(now)) {
      this.#wait();
      return;
    }
    scroll.isRunning = false;
    this.#predict(now);
    this.#wait();
  }

  #predict(now: number): void {
    const {boxes, engine, host, parts, targets} = this.#context;
    // A mouse or the keyboard knows better; what they say stays.
    if (engine.trajectory.length > 0 || (!engine.isCleared && !this.#isShown)) return;
    boxes.refresh();
    boxes.begin(now);
    const habits = host.habits === 'off' ? undefined : parts.habits.current?.forecast().probabilities;
    const prediction = this.#reading.predict(now, {
      width: this.#view.innerWidth,
      height: this.#view.innerHeight,
      targets: boxes.visible,
      boxes: boxes.boxes,
      habitOf: habits && ((target) => habits.get(targets.keyOf(target))),
    });
    if (prediction === undefined) return;
    const {none, probabilities} = prediction;
    for (const [target, probability] of probabilities)
      if (probability < leastProbability) probabilities.delete(target);
    boxes.confirm(probabilities, {now});
    const styled = engine.context?.habitOnly().styled ?? new Map<PredictiveTarget, number>();
    this.#none = none;
    this.#context.publish({
      ...engine.decide(new Map(), {time: now, none, styled, actionable: probabilities}),
      probabilities,
    });
  }

  /** Whether its own prediction is the current one. */
  get #isShown(): boolean {
    return this.#context.prediction.none === this.#none;
  }

  #clear(): void {
    if (this.#isShown) this.#context.clear();
  }

  #stop(): void {
    this.#view.clearTimeout(this.#timer);
    this.#timer = undefined;
    scroll.isRunning = false;
  }
}
