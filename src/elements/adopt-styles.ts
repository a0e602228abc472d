/** A constructed style sheet can be used only in the document that it was constructed in. */
const sheets = new WeakMap<Document, Map<string, CSSStyleSheet>>();

/** Gives a shadow root the styles, in whatever document it is now. */
export function adoptStyles(root: ShadowRoot, styles: string): void {
  const {ownerDocument} = root;
  // A window has the constructors of its document.
  const view = ownerDocument.defaultView;
  // A document without a window shows nothing.
  if (view === null) return;
  const known = sheets.get(ownerDocument) ?? new Map<string, CSSStyleSheet>();
  sheets.set(ownerDocument, known);
  let sheet = known.get(styles);
  if (sheet === undefined) {
    sheet = new view.CSSStyleSheet();
    sheet.replaceSync(styles);
    known.set(styles, sheet);
  }
  root.adoptedStyleSheets = [sheet];
}
