import type {PredictiveTarget} from '../core/target.js';
import {adoptHighlight} from './highlight.js';

export interface HintSettings {
  /**
   * Probabilities, 0…1: a target is likely from `likelyFrom`; below `unlikelyBelow` it is unlikely if another is
   * likely.
   */
  likelyFrom: number;
  unlikelyBelow: number;
  /** The description of a likely target for assistive technology; `undefined` for none. */
  description: string | undefined;
}

/** The hints shown now. If no target is likely, none is marked. */
export class HintMarks {
  #marked = new Map<PredictiveTarget, 'likely' | 'unlikely'>();
  /** The described targets, and their description. */
  readonly #described = new Set<PredictiveTarget>();
  #description: string | undefined;

  /** Shows hints for each target's probability of being pressed next. */
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
