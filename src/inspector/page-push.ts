import {sizes, type Place} from './panel-place.js';

/**
 * Makes room for the panel, so that it covers nothing of the page: the document's root gets a transparent border of
 * the panel's size. A border leaves the page's own margin and padding as they are, and no attribute changes, since the
 * rule is in a style sheet of its own. For what is fixed to the window, which no border moves, the size is also in
 * custom properties.
 */
export class PagePush {
  readonly #sheet = new CSSStyleSheet();
  #place: Place | undefined;

  /** Makes room at this place, and nowhere else. */
  at(place: Place): void {
    if (place === this.#place) return;
    this.#place = place;
    // Measured without the rule.
    this.remove();
    if (place === 'float') return;
    this.#place = place;
    this.#sheet.replaceSync(ruleFor(place, getComputedStyle(document.documentElement)));
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#sheet];
  }

  /** Leaves the page as it was. */
  remove(): void {
    this.#place = undefined;
    if (document.adoptedStyleSheets.includes(this.#sheet))
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
  }
}

function ruleFor(
  place: Exclude<Place, 'float'>,
  {maxWidth, scrollPaddingBottom}: CSSStyleDeclaration,
): string {
  const size = sizes[place];
  const own = scrollPaddingBottom === 'auto' ? '0px' : scrollPaddingBottom;
  // With the border inside a width or height of 100 %, the page gets what is left of it. A root with a greatest width
  // is centred in what is left, and keeps that width.
  const boxSizing = place !== 'bottom' && maxWidth !== 'none' ? 'content-box' : 'border-box';
  return `@media screen {
    :root {
      --predictive-inspector-${place}: ${size};
      border-${place}: ${size} solid transparent !important;
      box-sizing: ${boxSizing} !important;
      ${place === 'bottom' ? `scroll-padding-bottom: calc(${own} + ${size}) !important;` : ''}
    }
  }`;
}
