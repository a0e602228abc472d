import {isOfKit, type PredictiveTarget} from '../core/target.js';
import {viewOf} from '../core/view.js';
import {HighlightTiming} from '../prediction/highlight-timing.js';
import {adoptHighlight} from './highlight.js';
import type {FeatureContext, MarksPart} from './feature-context.js';
import {Hydration} from './hydration.js';
import {MarkFights} from './mark-fights.js';
import {noMarks, removeOldMarks, ShownTarget, type Marks} from './shown-target.js';

/** Lower probabilities are not written: writing costs the page more than predicting, and nobody would see them. */
const leastWritten = 0.1;

/** While a mark waits for a framework, asks this often whether it is there, ms. */
const askMs = 100;

/**
 * Shows on the targets what is known of them: marks, and probabilities for styles. All that the kit writes on a
 * page's elements is written here. With `highlight="none"`, writes nothing.
 */
class TargetMarks implements MarksPart {
  readonly #context: FeatureContext;
  #hydration: Hydration;
  readonly #highlight = new HighlightTiming<PredictiveTarget>();
  readonly #fights = new MarkFights();
  /** The targets that show something, or wait to. */
  readonly #shown = new Map<PredictiveTarget, ShownTarget>();
  /** Marks that other features have asked for. */
  readonly #asked = new Map<PredictiveTarget, Partial<Marks>>();
  /** The targets that have gone since the last prediction. */
  readonly #gone = new Set<PredictiveTarget>();
  #approach: number;
  /** The target under the pointer. */
  #over: PredictiveTarget | undefined;
  #timer: number | undefined;

  constructor(context: FeatureContext, signal: AbortSignal) {
    this.#context = context;
    this.#approach = context.engine.approach;
    this.#hydration = new Hydration(viewOf(context.host));
    signal.addEventListener('abort', () => this.#removeAll(), {once: true});
    for (const target of context.targets.values()) removeOldMarks(target);
    this.#update();
  }

  mark(target: PredictiveTarget, marks: Partial<Omit<Marks, 'predicted' | 'probability'>>): void {
    const asked = {...this.#asked.get(target), ...marks};
    if (Object.values(asked).some((each) => each !== undefined)) this.#asked.set(target, asked);
    else this.#asked.delete(target);
    // A target that is gone is still in the present prediction.
    if (!this.#gone.has(target)) this.#showOn(target, performance.now());
  }

  onPrediction(): void {
    this.#update();
  }

  onHover(target: PredictiveTarget | undefined): void {
    this.#over = target;
  }

  onTargetAdded(target: PredictiveTarget): void {
    if (!this.#isOff) removeOldMarks(target);
  }

  onTargetGone(target: PredictiveTarget): void {
    const shown = this.#shown.get(target);
    if (target === this.#highlight.lit) this.#highlight.clear();
    if (target === this.#over) this.#over = undefined;
    // A framework that renders an element anew for each mark fights, too.
    if (shown?.isMarked === true && !target.element.isConnected && !isOfKit(target.element))
      this.#fights.removed(target, performance.now());
    this.#gone.add(target);
    this.#asked.delete(target);
    this.#shown.delete(target);
    shown?.show(noMarks);
  }

  /** Marks the target again at once after a framework's render has removed the mark. */
  onMarked(): void {
    const {lit} = this.#highlight;
    if (lit !== null) this.#showOn(lit, performance.now());
  }

  onSettings(): void {
    const view = viewOf(this.#context.host);
    // The region has moved to another window.
    if (view !== this.#hydration.view) this.#hydration = new Hydration(view);
    this.#update();
  }

  get #isOff(): boolean {
    return this.#context.host.highlight === 'none';
  }

  /** Shows the present prediction. */
  #update(): void {
    const now = performance.now();
    const {engine, prediction} = this.#context;
    this.#gone.clear();
    const before = this.#highlight.lit;
    if (this.#approach !== engine.approach) {
      this.#approach = engine.approach;
      this.#fights.reset();
      this.#highlight.clear();
    }
    const lit = this.#highlight.update(prediction, now, this.#over);
    if (before !== null && before !== lit) this.#showOn(before, now);
    for (const target of this.#shown.keys()) if (!prediction.styled.has(target)) this.#showOn(target, now);
    for (const target of prediction.styled.keys()) this.#showOn(target, now);
    if (lit !== null) this.#showOn(lit, now);
    this.#wait(now);
  }

  /** Updates again when the highlight is due to change, or a framework may have arrived. */
  #wait(now: number): void {
    this.#hydration.view.clearTimeout(this.#timer);
    this.#timer = undefined;
    const isWaiting = [...this.#shown.values()].some((each) => this.#isAwaited(each));
    const dueAt = Math.min(this.#highlight.nextAt, isWaiting ? now + askMs : Infinity);
    if (dueAt < Infinity) this.#timer = this.#hydration.view.setTimeout(() => this.#update(), dueAt - now);
  }

  /** Shows what is known of a target, if it may be marked. */
  #showOn(target: PredictiveTarget, now: number): void {
    const marks = this.#isOff ? noMarks : this.#marksOf(target);
    let shown = this.#shown.get(target);
    if (shown === undefined) {
      if (marks === noMarks) return;
      if (!isOfKit(target.element)) adoptHighlight(target.element);
      shown = new ShownTarget(target);
      this.#shown.set(target, shown);
    }
    if (marks !== noMarks && this.#isAwaited(shown)) {
      if (this.#timer === undefined) this.#wait(now);
      return;
    }
    const isDamaged = marks !== noMarks && shown.isDamaged;
    if (isDamaged) this.#fights.removed(target, now);
    if (this.#fights.isLost(target)) {
      shown.show(noMarks);
      return;
    }
    if (isDamaged) shown.repair();
    shown.show(marks);
    if (marks === noMarks) this.#shown.delete(target);
  }

  #marksOf(target: PredictiveTarget): Marks {
    const {styled} = this.#context.prediction;
    const stated = styled.get(target) ?? 0;
    const probability = stated < leastWritten ? 0 : stated;
    const predicted = this.#highlight.lit === target;
    const asked = this.#asked.get(target);
    return predicted || probability > 0 || asked !== undefined
      ? {...noMarks, ...asked, predicted, probability}
      : noMarks;
  }

  /** Whether the target must not be marked yet, because a framework may still take it over. */
  #isAwaited({target, isMarked}: ShownTarget): boolean {
    return !isMarked && this.#hydration.isAwaited(target.element);
  }

  #removeAll(): void {
    this.#hydration.view.clearTimeout(this.#timer);
    this.#highlight.clear();
    for (const shown of this.#shown.values()) shown.show(noMarks);
    this.#shown.clear();
    this.#asked.clear();
  }
}

/** Shows what is known of the targets of one region, until the signal aborts. */
export function connect(context: FeatureContext, signal: AbortSignal): TargetMarks {
  return new TargetMarks(context, signal);
}
