import {closestInTree} from '../core/dom.js';
import {eagernessWords, preloadWords, type PreloadDeclaration} from '../core/preload.js';
import type {PredictiveTarget} from '../core/target.js';

/** Signs that an element cannot be pressed now, in other kits too. Images may load lazily all the same. */
const disabled =
  ':disabled, [disabled], [soft-disabled], [aria-disabled="true"], [data-aria-disabled="true"], [loading]:not(img, iframe)';

function isCustom({localName}: Element): boolean {
  return localName.includes('-');
}

/** Other kits do not always reflect properties to attributes, and old drawings have `xlink:href`. */
function hrefOf(element: HTMLElement & {href?: unknown}): string | null {
  const attribute = element.getAttribute('href') ?? element.getAttribute('xlink:href');
  return attribute ?? (typeof element.href === 'string' ? element.href : null);
}

/** A page's own element, matched by `targets` or offered by a navigation, styled by `data-predicted` and `--predictive-probability`. */
export class NativeTarget implements PredictiveTarget {
  readonly element: HTMLElement;

  constructor(element: HTMLElement) {
    this.element = element;
  }

  get key(): string | null {
    return this.element.getAttribute('data-predictive-key');
  }

  get targetDisabled(): boolean {
    const {element} = this;
    return (
      element.matches(disabled) || (isCustom(element) && closestInTree(element, 'fieldset:disabled') !== null)
    );
  }

  showPredicted(predicted: boolean): void {
    this.element.toggleAttribute('data-predicted', predicted);
  }

  /** Read from `data-*` attributes; the region's settings replace missing or unknown values. */
  get preloadDeclaration(): Partial<PreloadDeclaration> {
    const {element} = this;
    // Read at each tick, and much faster than `dataset`.
    const data = (name: string): string | null => element.getAttribute(`data-${name}`);
    const preload = data('preload');
    const action = preloadWords.find((each) => each === preload);
    const declared = data('eagerness');
    const eagerness = eagernessWords.find((each) => each === declared);
    const cost = data('cost');
    return {
      href: data('preload-href') ?? hrefOf(element),
      allow: data('preload-allow')?.split(/\s+/) ?? [],
      ...(action && {action}),
      ...(eagerness && {eagerness}),
      ...(cost !== null && {cost: Number(cost)}),
    };
  }

  /** Written to `data-preload-state`, for the page's own styles. */
  showPreload(state: 'preloading' | 'preloaded' | undefined): void {
    if (state === undefined) delete this.element.dataset.preloadState;
    else this.element.dataset.preloadState = state;
  }

  /** Written to `data-hint`. */
  showHint(hint: 'likely' | 'unlikely' | undefined): void {
    if (hint === undefined) delete this.element.dataset.hint;
    else this.element.dataset.hint = hint;
  }
}
