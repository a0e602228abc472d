import type {PredictiveTarget} from '../core/target.js';
import {adoptHighlight} from './highlight.js';

export interface HintSettings {
  /** Probability from which a target is likely, and below which, where another is likely, it is unlikely; 0…1. */
  likelyFrom: number;
  unlikelyBelow: number;
  /** What assistive technology is told of a likely target; `undefined` for nothing. */
  description: string | undefined;
}

/** The hints that are shown now. Quiet: where no target is likely, none is marked. */
export class HintMarks {
  #marked = new Map<PredictiveTarget, 'likely' | 'unlikely'>();
  /** Targets that were given a description, and which. */
  readonly #described = new Set<PredictiveTarget>();
  #description: string | undefined;

  /** Shows hints by the probability of each target to be pressed next. */
  show(next: ReadonlyMap<PredictiveTarget, number>, settings: HintSettings | undefined): void {
    const marks =
      settings === undefined ? new Map<PredictiveTarget, 'likely' | 'unlikely'>() : marksOf(next, settings);
    const isReworded = settings?.description !== this.#description;
    if (isReworded) {
      this.#description = settings?.description;
      for (const {element} of this.#described) element.removeAttribute('aria-description');
      this.#described.clear();
    }
    for (const target of this.#marked.keys()) if (!marks.has(target)) this.#mark(target, undefined);
    for (const [target, mark] of marks)
      if (isReworded || this.#marked.get(target) !== mark) this.#mark(target, mark);
    this.#marked = marks;
  }

  #mark(target: PredictiveTarget, mark: 'likely' | 'unlikely' | undefined): void {
    adoptHighlight(target.element);
    target.showHint(mark);
    const {element} = target;
    const description = this.#description;
    if (mark === 'likely' && description !== undefined && !element.hasAttribute('aria-description')) {
      element.setAttribute('aria-description', description);
      this.#described.add(target);
    } else if (mark !== 'likely' && this.#described.delete(target)) {
      element.removeAttribute('aria-description');
    }
  }
}

function marksOf(
  next: ReadonlyMap<PredictiveTarget, number>,
  {likelyFrom, unlikelyBelow}: HintSettings,
): Map<PredictiveTarget, 'likely' | 'unlikely'> {
  const marks = new Map<PredictiveTarget, 'likely' | 'unlikely'>();
  for (const [target, probability] of next) if (probability >= likelyFrom) marks.set(target, 'likely');
  if (marks.size > 0)
    for (const [target, probability] of next) if (probability < unlikelyBelow) marks.set(target, 'unlikely');
  return marks;
}
