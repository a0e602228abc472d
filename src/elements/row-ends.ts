import type {ReactiveController, ReactiveControllerHost} from 'lit';

/** What has rows of buttons. */
interface RowEndsHost extends ReactiveControllerHost, HTMLElement {
  readonly orientation: 'horizontal' | 'vertical';
  readonly renderRoot: HTMLElement | DocumentFragment;
}

const corners = ['start-start', 'end-start', 'start-end', 'end-end'] as const;

/**
 * Rounds the corners at the ends of each row of joined buttons. CSS knows the first and the last child, but neither
 * where a row wraps nor which children are on screen. The rules are in a style sheet of the shadow root, so that
 * nothing is written on the page's elements.
 */
export class RowEnds implements ReactiveController {
  readonly #host: RowEndsHost;
  readonly #onResize: () => void;
  #sheet: CSSStyleSheet | undefined;
  #rules = '';
  #observer: ResizeObserver | undefined;
  #buttons: Element[] = [];

  /** `onResize` is called when the host or a button has another size, or is shown or hidden. */
  constructor(host: RowEndsHost, onResize: () => void) {
    this.#host = host;
    this.#onResize = onResize;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new ResizeObserver(() => {
      this.#update();
      this.#onResize();
    });
    // A style sheet belongs to one document, and the element may be in another one now.
    this.#sheet = undefined;
    this.#rules = '';
    this.observe(this.#buttons);
  }

  hostUpdated(): void {
    this.#update();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }

  /** Follows the sizes of the host and of its buttons, in order. */
  observe(buttons: Element[]): void {
    this.#buttons = buttons;
    this.#observer?.disconnect();
    for (const element of [this.#host, ...buttons]) this.#observer?.observe(element);
  }

  #update(): void {
    const rules = this.#isAsWritten ? '' : this.#rounded.join('');
    if (rules === this.#rules) return;
    this.#rules = rules;
    const root = this.#host.renderRoot as ShadowRoot;
    if (this.#sheet === undefined) {
      this.#sheet = new this.#host.ownerDocument.defaultView!.CSSStyleSheet();
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, this.#sheet];
    }
    this.#sheet.replaceSync(rules);
  }

  /** The rows of the buttons that are on screen; a column is one. */
  get #rows(): Element[][] {
    const rows: Element[][] = [];
    let bottom = -Infinity;
    for (const button of this.#buttons) {
      const box = button.getBoundingClientRect();
      if (box.width === 0) continue;
      // Within half a pixel, as boxes are scaled with the page.
      const wraps = this.#host.orientation !== 'vertical' && box.top > bottom - 0.5;
      if (wraps || rows.length === 0) rows.push([]);
      rows.at(-1)!.push(button);
      bottom = box.bottom;
    }
    return rows;
  }

  /** Whether the style sheet without these rules rounds the right corners. */
  get #isAsWritten(): boolean {
    const [row, ...others] = this.#rows;
    if (row === undefined) return true;
    return others.length === 0 && row[0]!.matches(':first-child') && row.at(-1)!.matches(':last-child');
  }

  /** A rule for each button. */
  get #rounded(): string[] {
    const isVertical = this.#host.orientation === 'vertical';
    return this.#rows.flatMap((row) =>
      row.map((button, index) => {
        const isFirst = index === 0;
        const isLast = index === row.length - 1;
        const declarations = corners.map((corner) => {
          // The first word is along the column, the second along the row.
          const [block, inline] = corner.split('-');
          const isAtStart = (isVertical ? block : inline) === 'start';
          const isRound = isAtStart ? isFirst : isLast;
          return `--_${corner}:${isRound ? 'initial' : '0px'} !important`;
        });
        const place = [...button.parentElement!.children].indexOf(button) + 1;
        return `::slotted(:nth-child(${place})){${declarations.join(';')}}`;
      }),
    );
  }
}
