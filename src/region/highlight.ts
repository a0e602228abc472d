import {isOfKit} from '../core/target.js';
import {highlightRules} from '../core/highlight-styles.js';
import {isShadowRoot, viewOf} from '../core/view.js';

/** The kit's own elements, which have the highlight in their shadow roots. */
const own = ':is(predictive-button,predictive-toggle-button,predictive-menu-item,predictive-link-card)';

/** Written probabilities are from 0.1 on; a ring is shown from 0.3 on. */
const written = `[style*='--predictive-probability:']:not([style*='probability: 0.1'],[style*='probability: 0.2'])`;
const shown = `:is([data-predicted],[data-hint=likely],${written}):not(${own})`;
/** A focused element keeps its focus ring, which matters more. */
const ring = `${shown}:not(:focus-visible)`;
/** The radius of the control in another kit's button. */
export const cornerProperty = '--predictive-corner';

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
  `:where(${tinted}){background-image:var(--predictive-tint)}` +
  `:where([style*='${cornerProperty}:']){border-radius:var(${cornerProperty})}}`;

/** A constructed style sheet can be used only in the document that it was constructed in. */
const sheets = new WeakMap<Document, CSSStyleSheet>();

/** Adds the highlight of native targets once to the element's document or shadow root. */
export function adoptHighlight(element: Element): void {
  const {ownerDocument} = element;
  const root = element.getRootNode() as Document | ShadowRoot;
  if (root !== ownerDocument && !isShadowRoot(root)) return;
  let sheet = sheets.get(ownerDocument);
  if (sheet === undefined) {
    sheet = new (viewOf(element).CSSStyleSheet)();
    sheet.replaceSync(sheetText);
    sheets.set(ownerDocument, sheet);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}

/** The radius of the control in another kit's button if its own box has none, so that the ring fits; else `''`. */
export function innerCorner(element: Element): string {
  if (isOfKit(element) || !element.shadowRoot) return '';
  const control = element.shadowRoot.querySelector('button, a, [role=button]');
  if (control === null || getComputedStyle(element).borderRadius !== '0px') return '';
  const {borderRadius} = getComputedStyle(control);
  return borderRadius === '0px' ? '' : borderRadius;
}
