/**
 * The highlight of native targets: an outline, which shifts no layout, at zero specificity, so that any page rule
 * wins. A focused element keeps its focus ring, which matters more.
 */
const sheetText = `
:where([data-predicted]:not(:focus-visible)) {
  outline: 2px solid color-mix(in srgb, currentColor calc(var(--predictive-probability, 1) * 70%), transparent);
  outline-offset: 2px;
}
:where([data-hint=likely]:not([data-predicted], :focus-visible)) {
  outline: 2px dotted;
  outline-offset: 2px;
}
@media (forced-colors: active) {
  :where([data-predicted]:not(:focus-visible)) { outline-color: Highlight; }
}`;

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
