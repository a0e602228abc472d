import type {PredictiveTarget} from '../core/target.js';
import {adoptHighlight} from './highlight.js';
import type {Feature, FeatureContext, RegionPrediction} from './feature-context.js';

/** Where styles find the probability of a target. */
const property = '--predictive-probability';

/** Below this it is not written: writing costs the page more than predicting, and nobody would see it. */
const leastWritten = 0.1;

/** How far what is written may be off. */
const writtenStep = 0.05;

/** Shows on the targets what is predicted, by marks and by probabilities for styles; with `highlight="none"`, nothing. */
class TargetMarks implements Feature {
  readonly #context: FeatureContext;
  /** The target that is marked, and what is written of each. */
  #marked: PredictiveTarget | null = null;
  readonly #written = new Map<PredictiveTarget, number>();

  constructor(context: FeatureContext) {
    this.#context = context;
    for (const target of context.targets.values()) this.onTargetAdded(target);
    this.#show(context.prediction);
  }

  onTargetAdded({element}: PredictiveTarget): void {
    // The kit's buttons bring their own.
    if (!this.#isOff && element.localName !== 'predictive-button') adoptHighlight(element);
  }

  onPrediction(prediction: RegionPrediction): void {
    this.#show(prediction);
  }

  onTargetGone(target: PredictiveTarget): void {
    if (this.#isOff) return;
    if (this.#marked === target) this.#marked = null;
    target.showPredicted(false);
    this.#write(target, 0);
  }

  /** A framework that renders anew strips what it did not write: the target is marked again at once. */
  onMarked(): void {
    if (this.#marked !== null && !isMarked(this.#marked)) this.#marked.showPredicted(true);
  }

  onSettings(): void {
    if (this.#isOff) this.#mark({predicted: null, styled: new Map()});
  }

  get #isOff(): boolean {
    return this.#context.host.highlight === 'none';
  }

  #show(prediction: RegionPrediction): void {
    if (!this.#isOff) this.#mark(prediction);
  }

  #mark({predicted, styled}: Pick<RegionPrediction, 'predicted' | 'styled'>): void {
    for (const target of this.#written.keys()) if (!styled.has(target)) this.#write(target, 0);
    for (const [target, probability] of styled) this.#write(target, probability);
    const before = this.#marked;
    this.#marked = predicted;
    if (predicted !== before) {
      before?.showPredicted(false);
      predicted?.showPredicted(true);
    } else if (predicted !== null) this.#keep(predicted);
  }

  /** Writes a probability where styles can use it, unless what is there is as good. */
  #write(target: PredictiveTarget, probability: number): void {
    const next = probability < leastWritten ? 0 : probability;
    const off = Math.abs(next - (this.#written.get(target) ?? 0));
    if (off < writtenStep) return;
    const {style} = target.element;
    if (next > 0) {
      style.setProperty(property, next.toFixed(2));
      this.#written.set(target, next);
    } else {
      style.removeProperty(property);
      this.#written.delete(target);
    }
  }

  /** Marks the predicted target again, in case something stripped the marks. */
  #keep(target: PredictiveTarget): void {
    if (!isMarked(target)) target.showPredicted(true);
    const written = this.#written.get(target);
    const {style} = target.element;
    if (written !== undefined && style.getPropertyValue(property) === '')
      style.setProperty(property, written.toFixed(2));
  }
}

function isMarked({element}: PredictiveTarget): boolean {
  return element.matches('[predicted], [data-predicted]');
}

/** Shows what one region predicts. */
export function connect(context: FeatureContext): TargetMarks {
  return new TargetMarks(context);
}
