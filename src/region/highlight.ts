import {highlightRules} from '../core/highlight-styles.js';

/** The kit's own elements, which have the highlight in their shadow roots. */
const own = 'predictive-button';

/** Written probabilities are from 0.1 on; a ring is shown from 0.3 on. */
const written = `[style*='--predictive-probability:']:not([style*='probability: 0.1'],[style*='probability: 0.2'])`;
const shown = `:is([data-predicted],[data-hint=likely],${written}):not(${own})`;
/** A focused element keeps its focus ring, which matters more. */
const ring = `${shown}:not(:focus-visible)`;
/**
 * A background would make a browser's own button a plain box. One on an element with a class might replace what the
 * page has in a cascade layer, where text can be cut out of it.
 */
const tinted = `${shown}:is(a,summary,label,li,tr,td,th,div,span):not([class])`;

/**
 * In a layer and at zero specificity, so that any rule of the page wins. Pages with layers of their own name this one
 * before them.
 */
const sheetText =
  '@layer predictive-buttons{' +
  highlightRules({
    ring: `:where(${ring})`,
    predicted: `:where(${ring}[data-predicted])`,
    likely: `:where(${ring}[data-hint=likely]:not([data-predicted]))`,
    ready: `:where(${ring}[data-preload-state=preloaded])`,
    tint: `:where(${tinted})`,
  }) +
  `:where(${tinted}){background-image:var(--predictive-tint)}}`;

let sheet: CSSStyleSheet | undefined;

/** Adds the highlight of native targets once to the element's document or shadow root. */
export function adoptHighlight(element: Element): void {
  const root = element.getRootNode();
  if (!(root instanceof Document || root instanceof ShadowRoot)) return;
  if (sheet === undefined) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(sheetText);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}

/** Whether an element of the kit shows its highlight by itself. */
export function hasOwnHighlight(element: Element): boolean {
  return element.matches(own);
}
