import type {PredictiveTarget} from '../pointer/target.js';

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
  /** Targets that were given a description. */
  readonly #described = new Set<PredictiveTarget>();

  /** Shows hints by the probability of each target to be pressed next. */
  show(next: ReadonlyMap<PredictiveTarget, number>, settings: HintSettings | undefined): void {
    const marks =
      settings === undefined ? new Map<PredictiveTarget, 'likely' | 'unlikely'>() : marksOf(next, settings);
    for (const target of this.#marked.keys())
      if (!marks.has(target)) this.#mark(target, undefined, undefined);
    for (const [target, mark] of marks)
      if (this.#marked.get(target) !== mark) this.#mark(target, mark, settings?.description);
    this.#marked = marks;
  }

  #mark(
    target: PredictiveTarget,
    mark: 'likely' | 'unlikely' | undefined,
    description: string | undefined,
  ): void {
    target.showHint(mark);
    const {element} = target;
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
