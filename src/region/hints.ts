import type {Lazy} from '../core/lazy.js';
import type {PredictiveTarget} from '../core/target.js';
import type {MarksPart} from './feature-context.js';

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
  readonly #marks: Lazy<MarksPart>;
  #hinted = new Map<PredictiveTarget, 'likely' | 'unlikely'>();
  #description: string | undefined;

  constructor(marks: Lazy<MarksPart>) {
    this.#marks = marks;
  }

  /** Shows hints for each target's probability of being pressed next. */
  show(next: ReadonlyMap<PredictiveTarget, number>, settings: HintSettings | undefined): void {
    const hints =
      settings === undefined ? new Map<PredictiveTarget, 'likely' | 'unlikely'>() : hintsOf(next, settings);
    const isReworded = settings?.description !== this.#description;
    this.#description = settings?.description;
    for (const target of this.#hinted.keys()) if (!hints.has(target)) this.#mark(target, undefined);
    for (const [target, hint] of hints)
      if (isReworded || this.#hinted.get(target) !== hint) this.#mark(target, hint);
    this.#hinted = hints;
  }

  #mark(target: PredictiveTarget, hint: 'likely' | 'unlikely' | undefined): void {
    const description = hint === 'likely' ? this.#description : undefined;
    // What has never been loaded, or has ended, shows nothing that could be removed.
    if (hint !== undefined || this.#marks.isRequested)
      this.#marks.use((marks) => marks.mark(target, {hint, description}));
  }
}

function hintsOf(
  next: ReadonlyMap<PredictiveTarget, number>,
  {likelyFrom, unlikelyBelow}: HintSettings,
): Map<PredictiveTarget, 'likely' | 'unlikely'> {
  const marks = new Map<PredictiveTarget, 'likely' | 'unlikely'>();
  for (const [target, probability] of next) if (probability >= likelyFrom) marks.set(target, 'likely');
  if (marks.size > 0)
    for (const [target, probability] of next) if (probability < unlikelyBelow) marks.set(target, 'unlikely');
  return marks;
}
