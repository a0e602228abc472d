import {supportsCss} from '../core/supports-css.js';
import {isElement} from '../core/view.js';
import {canHaveFocus} from './can-have-focus.js';
import {isPlaced, keepBeside} from './place-menu.js';

export interface NavMenuParts {
  host: HTMLElement;
  button: HTMLElement;
  menu: HTMLElement;
  /** What is in the menu: links, and other elements. */
  items: () => HTMLElement[];
}

/** What arrows move the focus to, beside elements that pass the focus on to one of their own. */
const focusable = 'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex^="-"])';

/** What needs the keys itself. */
const fields = 'input, select, textarea, [contenteditable]:not([contenteditable=false])';

/**
 * The menu of a navigation: a button that discloses a list of links (ARIA Authoring Practices, "Disclosure Navigation
 * Menu"). The links are shown in the popover, but are the page's own, so the browser does not give the focus back.
 */
export class NavMenu {
  readonly #parts: NavMenuParts;
  /** While the kit places the open menu. */
  #placing: AbortController | undefined;

  constructor(parts: NavMenuParts) {
    this.#parts = parts;
  }

  get isOpen(): boolean {
    return this.#parts.menu.matches(':popover-open');
  }

  close(): void {
    if (this.isOpen) this.#parts.menu.hidePopover();
  }

  /** Follows the user until the signal aborts. */
  connect(signal: AbortSignal): void {
    const {host, button, menu} = this.#parts;
    button.addEventListener('keydown', (event) => this.#onButtonKey(event), {signal});
    menu.addEventListener('beforetoggle', (event) => this.#onBeforeToggle(event), {signal});
    menu.addEventListener('toggle', (event) => this.#onToggle(event, signal), {signal});
    menu.addEventListener('keydown', (event) => this.#onKey(event), {signal});
    menu.addEventListener('click', (event) => this.#onClick(event), {signal});
    host.addEventListener('focusout', (event) => this.#onFocusOut(event), {signal});
  }

  /** What arrows move the focus to, in order. */
  get #stops(): HTMLElement[] {
    return this.#parts
      .items()
      .flatMap((item) => [item, ...item.querySelectorAll<HTMLElement>('*')])
      .filter((each) => each.matches(focusable) || each.shadowRoot?.delegatesFocus === true)
      .filter((each) => canHaveFocus(each) && !each.matches(':disabled'));
  }

  #contains(element: Element | null): boolean {
    return this.#parts.items().some((item) => item.contains(element));
  }

  /** What has the focus in the tree of the links. */
  get #focused(): Element | null {
    return (this.#parts.host.getRootNode() as Document | ShadowRoot).activeElement;
  }

  #onBeforeToggle({newState}: ToggleEvent): void {
    if (newState === 'closed' && this.#contains(this.#focused)) this.#parts.button.focus();
  }

  #onToggle({newState}: ToggleEvent, signal: AbortSignal): void {
    const isOpen = newState === 'open';
    const {button, menu} = this.#parts;
    button.setAttribute('aria-expanded', String(isOpen));
    this.#placing?.abort();
    if (!isOpen) return;
    menu.classList.remove('placed');
    const isAnchored = supportsCss('position-area', 'self-block-end span-self-inline-start');
    if (!isAnchored || !isPlaced(menu, button)) this.#place(signal);
  }

  /** Places the open menu where the browser cannot, until it closes or the signal aborts. */
  #place(disconnected: AbortSignal): void {
    const {button, menu} = this.#parts;
    const placing = (this.#placing = new AbortController());
    const {signal} = placing;
    disconnected.addEventListener('abort', () => placing.abort(), {signal});
    menu.classList.add('placed');
    keepBeside(menu, button, {edge: 'end', signal});
  }

  #onButtonKey(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    if (!this.isOpen) this.#parts.menu.showPopover();
    this.#stops[0]?.focus();
  }

  #onKey(event: KeyboardEvent): void {
    const isForField = event.composedPath().some((node) => isElement(node) && node.matches(fields));
    if (event.defaultPrevented || isForField) return;
    const stops = this.#stops;
    const at = stops.findIndex((stop) => stop === this.#focused);
    const to = {ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: stops.length - 1}[event.key];
    if (to === undefined) return;
    event.preventDefault();
    stops[(to + stops.length) % stops.length]?.focus();
  }

  /** A followed link closes the menu: a router may stay on the page. */
  #onClick(event: Event): void {
    if (event.composedPath().some((node) => isElement(node) && node.matches('a[href]'))) this.close();
  }

  #onFocusOut({relatedTarget}: FocusEvent): void {
    // Only elements can have the focus.
    const focused = relatedTarget as Element | null;
    if (focused && focused !== this.#parts.host && !this.#contains(focused)) this.close();
  }
}
