import type {PredictiveTarget} from '../core/target.js';
import type {Feature, FeatureContext, RegionPrediction} from './feature-context.js';

/** Where styles find the probability of a target. */
const property = '--predictive-probability';

/** Below this it is not written: writing costs the page more than predicting, and nobody would see it. */
const leastWritten = 0.1;

/** How far what is written may be off. */
const writtenStep = 0.05;

/** Shows on the targets what is predicted: by marks, and by probabilities for styles. With `highlight="none"`, nothing. */
class TargetMarks implements Feature {
  readonly #context: FeatureContext;
  /** What is written of each target. */
  readonly #written = new Map<PredictiveTarget, number>();

  constructor(context: FeatureContext) {
    this.#context = context;
  }

  onPrediction({predicted, styled}: RegionPrediction, before: RegionPrediction): void {
    if (this.#isOff) return;
    for (const target of this.#written.keys()) if (!styled.has(target)) this.#write(target, 0);
    for (const [target, probability] of styled) this.#write(target, probability);
    if (predicted !== before.predicted) {
      before.predicted?.showPredicted(false);
      predicted?.showPredicted(true);
    } else if (predicted !== null) this.#keep(predicted);
  }

  onTargetGone(target: PredictiveTarget): void {
    if (this.#isOff) return;
    target.showPredicted(false);
    this.#write(target, 0);
  }

  /** A framework that renders anew strips what it did not write: the target is marked again at once. */
  onMarked(): void {
    const {predicted} = this.#context.prediction;
    if (!this.#isOff && predicted !== null && !isMarked(predicted)) predicted.showPredicted(true);
  }

  onSettings(): void {
    if (!this.#isOff) return;
    const {predicted} = this.#context.prediction;
    if (predicted !== null && isMarked(predicted)) predicted.showPredicted(false);
    for (const target of [...this.#written.keys()]) this.#write(target, 0);
  }

  get #isOff(): boolean {
    return this.#context.host.highlight === 'none';
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
