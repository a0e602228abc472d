/** A constructed style sheet can be used only in the document that it was constructed in. */
const sheets = new WeakMap<Document, CSSStyleSheet>();

/** Gives a shadow root the styles, in whatever document it is now. */
export function adoptStyles(root: ShadowRoot, styles: string): void {
  const {ownerDocument} = root;
  // A window has the constructors of its document.
  const view = ownerDocument.defaultView;
  // A document without a window shows nothing.
  if (view === null) return;
  let sheet = sheets.get(ownerDocument);
  if (sheet === undefined) {
    sheet = new view.CSSStyleSheet();
    sheet.replaceSync(styles);
    sheets.set(ownerDocument, sheet);
  }
  root.adoptedStyleSheets = [sheet];
}
