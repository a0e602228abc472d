import type {PredictiveTarget} from '../core/target.js';
import {adoptHighlight} from './highlight.js';
import type {Feature, FeatureContext, RegionPrediction} from './feature-context.js';

/** The property from which styles read a target's probability. */
const property = '--predictive-probability';

/** Lower probabilities are not written: writing costs the page more than predicting, and nobody would see them. */
const leastWritten = 0.1;

/** Maximum error of a written probability. */
const writtenStep = 0.05;

/** Shows predictions on the targets: marks, and probabilities for styles. With `highlight="none"`, shows nothing. */
class TargetMarks implements Feature {
  readonly #context: FeatureContext;
  /** The marked target, and the probability written on each target. */
  #marked: PredictiveTarget | null = null;
  readonly #written = new Map<PredictiveTarget, number>();

  constructor(context: FeatureContext) {
    this.#context = context;
    for (const target of context.targets.values()) this.onTargetAdded(target);
    this.#show(context.prediction);
  }

  onTargetAdded({element}: PredictiveTarget): void {
    // The kit's buttons have their own highlight.
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

  /** Marks the target again at once after a framework's render has removed the mark. */
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

  /** Writes a probability for styles, unless the written one is close enough. */
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

  /** Marks the predicted target again if something removed the marks. */
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

/** Shows the predictions of one region. */
export function connect(context: FeatureContext): TargetMarks {
  return new TargetMarks(context);
}
