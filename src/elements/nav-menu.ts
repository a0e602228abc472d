import {supportsCss} from '../core/supports-css.js';

/** Space between the menu and its button where the browser does not place it, CSS px. */
const gapPx = 6;

/** Space between the menu and the edge of the viewport there, CSS px. */
const edgePx = 8;

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
    this.#parts.button.setAttribute('aria-expanded', String(isOpen));
    if (isOpen && !supportsCss('anchor-name', '--more')) this.#place(signal);
  }

  /** Places the open menu below its button, for browsers without anchors. */
  #place(signal: AbortSignal): void {
    const {host, button, menu} = this.#parts;
    const {left, right, bottom} = button.getBoundingClientRect();
    const {width} = menu.getBoundingClientRect();
    const x = getComputedStyle(host).direction === 'rtl' ? left : right - width;
    const most = innerWidth - width - edgePx;
    menu.style.left = `${Math.max(edgePx, Math.min(x, most))}px`;
    menu.style.top = `${bottom + gapPx}px`;
    menu.style.margin = '0';
    // It does not follow its button.
    for (const type of ['scroll', 'resize'])
      window.addEventListener(type, () => this.close(), {once: true, signal});
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
