import type {PreloadEvent} from '../events.js';
import type {Eagerness} from '../preload/planner.js';
import {keyOf, type PredictiveTarget} from '../pointer/target.js';

/**
 * The look of a predicted native element: an outline, which moves nothing, at no specificity, so that
 * any rule of the page wins.
 */
const sheetText = `
:where([data-predicted]) {
  outline: 2px solid color-mix(in srgb, currentColor calc(var(--predictive-probability, 1) * 70%), transparent);
  outline-offset: 2px;
}
@media (forced-colors: active) {
  :where([data-predicted]) { outline-color: Highlight; }
}`;

let sheet: CSSStyleSheet | undefined;

/** Adds the default look to a document or shadow root, once. */
export function adoptNativeLook(root: Node): void {
  if (!(root instanceof Document || root instanceof ShadowRoot)) return;
  if (sheet === undefined) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(sheetText);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}

/** A page's own element, matched by `targets`: shown by `data-predicted` and `--predictive-probability`. */
export class NativeTarget implements PredictiveTarget {
  readonly element: HTMLElement;
  readonly eagerness: Eagerness = 'moderate';

  constructor(element: HTMLElement) {
    this.element = element;
  }

  get targetKey(): string {
    return keyOf(this.element, this.element.getAttribute('data-predictive-key'));
  }

  get targetDisabled(): boolean {
    return this.element.matches(':disabled, [aria-disabled="true"], [disabled]');
  }

  showPrediction({predicted, probability}: {predicted: boolean; probability: number}): void {
    const {element} = this;
    // Asserted again whenever it is missing: frameworks strip attributes they did not write.
    if (predicted !== element.hasAttribute('data-predicted')) element.toggleAttribute('data-predicted', predicted);
    if (probability > 0) element.style.setProperty('--predictive-probability', probability.toFixed(2));
    else element.style.removeProperty('--predictive-probability');
  }

  /** Native elements declare no work: the `preload` event is theirs to listen to. */
  runPreload(_event: PreloadEvent): void {}

  endPreload(): void {}
}
