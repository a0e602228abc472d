import type {PredictiveTarget} from '../core/target.js';
import {cornerProperty, innerCorner} from './highlight.js';

/** The property from which styles read a target's probability. */
const property = '--predictive-probability';

/** Maximum error of a written probability. */
const writtenStep = 0.05;

/** What a target shows. */
export interface Marks {
  predicted: boolean;
  /** Probability for styles, 0…1; 0 for none. */
  probability: number;
  preload: 'preloading' | 'preloaded' | undefined;
  hint: 'likely' | 'unlikely' | undefined;
  /** Description of the hint for assistive technology; an element that has one of its own keeps that. */
  description: string | undefined;
}

export const noMarks: Marks = {
  predicted: false,
  probability: 0,
  preload: undefined,
  hint: undefined,
  description: undefined,
};

/** An element's style before the kit wrote a property into it: its attribute, and the declarations in it. */
interface StyleBefore {
  attribute: string | null;
  text: string;
}

/** The kit's values of attributes that hold marks. */
const kitValues = {
  'data-predicted': [''],
  'data-preload-state': ['preloading', 'preloaded'],
  'data-hint': ['likely', 'unlikely'],
};

/** Removes marks with which a page was saved or an element copied: nothing else would ever take them off. */
export function removeOldMarks({element}: PredictiveTarget): void {
  for (const [name, values] of Object.entries(kitValues))
    if (values.includes(element.getAttribute(name) ?? 'none')) element.removeAttribute(name);
  // Most targets have none, and pages may have thousands.
  if (!element.hasAttribute('style')) return;
  const {style} = element;
  if (style.getPropertyValue(property) === '') return;
  style.removeProperty(property);
  style.removeProperty(cornerProperty);
  if (style.length === 0) element.removeAttribute('style');
}

/** Writes the marks of one target, and leaves the element as it was when they are gone. */
export class ShownTarget {
  readonly target: PredictiveTarget;
  #shown: Marks = noMarks;
  #styleBefore: StyleBefore = {attribute: null, text: ''};
  /** The page's own values of attributes that hold marks. */
  readonly #attributesBefore = new Map<string, string | null>();

  constructor(target: PredictiveTarget) {
    this.target = target;
  }

  get isMarked(): boolean {
    return this.#shown !== noMarks;
  }

  /** Shows these marks in place of the ones shown so far. */
  show(next: Marks): void {
    const {target} = this;
    const before = this.#shown;
    if (next.predicted !== before.predicted)
      this.#write('data-predicted', next.predicted, () => target.showPredicted(next.predicted));
    if (next.preload !== before.preload)
      this.#write('data-preload-state', next.preload !== undefined, () => target.showPreload(next.preload));
    if (next.hint !== before.hint)
      this.#write('data-hint', next.hint !== undefined, () => target.showHint(next.hint));
    if (next.description !== before.description) this.#describe(before.description, next.description);
    const isClose = next.probability > 0 && Math.abs(next.probability - before.probability) < writtenStep;
    const probability = isClose ? before.probability : next.probability;
    if (probability !== before.probability) this.#writeProbability(before.probability, probability);
    const shown = {...next, probability};
    this.#shown = isEmpty(shown) ? noMarks : shown;
  }

  /** Whether something has removed the mark or the probability. */
  get isDamaged(): boolean {
    const {element} = this.target;
    const {predicted, probability} = this.#shown;
    return (
      (predicted && !element.matches('[predicted], [data-predicted]')) ||
      (probability > 0 && element.style.getPropertyValue(property) === '')
    );
  }

  /** Writes the mark and the probability again. */
  repair(): void {
    const {predicted, probability} = this.#shown;
    if (predicted) this.target.showPredicted(true);
    if (probability > 0) this.target.element.style.setProperty(property, probability.toFixed(2));
  }

  /** Writes a mark; when it is gone, the attribute has the page's own value again. */
  #write(attribute: string, isOn: boolean, write: () => void): void {
    const {element} = this.target;
    const before = this.#attributesBefore;
    if (isOn && !before.has(attribute)) before.set(attribute, element.getAttribute(attribute));
    write();
    if (isOn) return;
    const own = before.get(attribute) ?? null;
    before.delete(attribute);
    if (own !== null) element.setAttribute(attribute, own);
  }

  #describe(before: string | undefined, next: string | undefined): void {
    const {element} = this.target;
    // Another value is the page's own.
    if (before !== undefined && element.getAttribute('aria-description') === before)
      element.removeAttribute('aria-description');
    if (next !== undefined && !element.hasAttribute('aria-description'))
      element.setAttribute('aria-description', next);
  }

  #writeProbability(before: number, next: number): void {
    const {element} = this.target;
    const {style} = element;
    if (next > 0) {
      if (before === 0) {
        this.#styleBefore = {attribute: element.getAttribute('style'), text: style.cssText};
        const corner = innerCorner(element);
        if (corner !== '') style.setProperty(cornerProperty, corner);
      }
      style.setProperty(property, next.toFixed(2));
      return;
    }
    style.removeProperty(property);
    style.removeProperty(cornerProperty);
    const {attribute, text} = this.#styleBefore;
    if (style.cssText !== text) return;
    // Read first: Chromium does not remove an attribute that it has not yet written for the declarations.
    const now = element.getAttribute('style');
    // The browser has written the declarations in its own way, and an empty attribute for none.
    if (attribute === null) element.removeAttribute('style');
    // A policy that forbade the page's attribute would report it again.
    else if (now !== attribute && text !== '') element.setAttribute('style', attribute);
  }
}

function isEmpty({predicted, probability, preload, hint, description}: Marks): boolean {
  return (
    !predicted &&
    probability === 0 &&
    preload === undefined &&
    hint === undefined &&
    description === undefined
  );
}
