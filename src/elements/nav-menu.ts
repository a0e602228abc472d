import {supportsCss} from '../core/supports-css.js';
import {isPlaced, keepBeside} from './place-menu.js';

export interface NavMenuParts {
  host: HTMLElement;
  button: HTMLElement;
  menu: HTMLElement;
  /** The links in the menu. */
  links: () => HTMLElement[];
}

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

  /** What has the focus in the tree of the links. */
  get #focused(): Element | null {
    return (this.#parts.host.getRootNode() as Document | ShadowRoot).activeElement;
  }

  #onBeforeToggle({newState}: ToggleEvent): void {
    const {button, links} = this.#parts;
    if (newState === 'closed' && links().some((link) => link === this.#focused)) button.focus();
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
    this.#parts.links()[0]?.focus();
  }

  #onKey(event: KeyboardEvent): void {
    const links = this.#parts.links();
    const at = links.findIndex((link) => link === this.#focused);
    const to = {ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1}[event.key];
    if (to === undefined) return;
    event.preventDefault();
    links[(to + links.length) % links.length]?.focus();
  }

  /** A followed link closes the menu: a router may stay on the page. */
  #onClick(event: Event): void {
    const links = this.#parts.links();
    if (event.composedPath().some((node) => links.some((link) => link === node))) this.close();
  }

  #onFocusOut({relatedTarget}: FocusEvent): void {
    const {host, links} = this.#parts;
    const isInside = relatedTarget === host || links().some((link) => link === relatedTarget);
    if (relatedTarget !== null && !isInside) this.close();
  }
}
