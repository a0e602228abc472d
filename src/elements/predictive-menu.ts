import {html, nothing, unsafeCSS, type PropertyDeclarations, type TemplateResult} from 'lit';
import {afterListeners} from './after-listeners.js';
import {canHaveFocus} from './can-have-focus.js';
import {FamilyElement, labelOf} from './family-element.js';
import {showBeside} from './place-menu.js';
import {PredictiveMenuItem} from './predictive-menu-item.js';
import {menuStyles} from './predictive-menu.styles.js';
import {TypeAhead} from './type-ahead.js';

/** How a menu opens. */
export interface MenuOpening {
  /** The element that opens it: the menu is beside it, and it has the focus again afterwards. */
  anchor: HTMLElement;
  /** What has the focus first: an item, or the menu itself. */
  focus?: 'first' | 'last' | 'menu';
  /** Name of the menu where it has no `label`. */
  name?: string | undefined;
}

/**
 * A menu of `<predictive-menu-item>`s, opened by a `<predictive-menu-button>` or `<predictive-split-button>` around it.
 * Its items are predicted by the region around it while it is open, and are no targets while it is closed.
 *
 * @tag predictive-menu
 * @slot - The items; `<hr>` between them is a line.
 * @fires {Event} toggle - The menu has opened or closed.
 * @csspart menu - The surface.
 * @cssprop [--predictive-surface] - Ground.
 * @cssprop [--predictive-text] - Text.
 * @cssprop [--predictive-border] - Line around it and between items.
 * @cssprop [--predictive-shadow] - Shadow.
 * @cssprop [--predictive-radius=10px] - Corner radius.
 */
export class PredictiveMenu extends FamilyElement {
  static readonly tagName = 'predictive-menu';
  static override readonly styles = unsafeCSS(menuStyles);
  // Its own surface takes the focus where no item does.
  static override readonly shadowRootOptions: ShadowRootInit = {mode: 'open'};
  static override readonly properties: PropertyDeclarations = {label: {}};

  /** Name for assistive technology; that of the button by default. */
  declare label: string | null;

  readonly #typing = new TypeAhead();
  #anchor: HTMLElement | undefined;
  #name: string | undefined;
  #focus: MenuOpening['focus'];
  /** Aborts when the menu closes. */
  #opened: AbortController | undefined;
  /** Whether the next press leaves the menu open. */
  #staysOpen = false;

  /** Whether the menu is on screen. */
  get open(): boolean {
    return this.#opened !== undefined;
  }

  /** The items that are not hidden. */
  get items(): PredictiveMenuItem[] {
    return [...this.querySelectorAll(PredictiveMenuItem.tagName)].filter(
      (item) => item instanceof PredictiveMenuItem && !item.hidden,
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#closed();
  }

  /** Opens the menu beside an element. */
  show({anchor, focus = 'menu', name}: MenuOpening): void {
    if (this.open || !this.isConnected) return;
    this.#anchor = anchor;
    this.#name = name;
    this.#focus = focus;
    this.#staysOpen = false;
    this.requestUpdate();
    this.performUpdate();
    this.#opened = new AbortController();
    const {signal} = this.#opened;
    showBeside(this.#surface, anchor, signal);
    if (!('popover' in this.#surface))
      this.ownerDocument.addEventListener('pointerdown', this.#onPressElsewhere, {capture: true, signal});
    this.#joinItems();
    if (this.#entry) this.#entry.focus();
    else this.#surface.focus({preventScroll: true});
    this.dispatchEvent(new Event('toggle'));
  }

  /** Closes the menu; focus that was inside returns to the element that opened it. */
  hide(): void {
    if (!this.open) return;
    // Tells that it closes, which the browser also does when the user presses elsewhere.
    (this.#surface as {hidePopover?: () => void}).hidePopover?.();
    this.#closed();
  }

  protected override render(): TemplateResult {
    return html`<div
      part="menu"
      role="menu"
      tabindex="-1"
      popover
      hidden
      aria-label=${this.label ?? this.#name ?? nothing}
      @beforetoggle=${this.#onBeforeToggle}
      @keydown=${this.#onKeyDown}
      @focusout=${this.#onFocusOut}
      @pointerdown=${this.#onPointerDown}
      @click=${this.#onClick}
    >
      <slot @slotchange=${this.#onItems}></slot>
    </div>`;
  }

  get #surface(): HTMLElement {
    return this.renderRoot.querySelector<HTMLElement>('[part=menu]')!;
  }

  /** The items that the keys move the focus to. */
  get #reachable(): PredictiveMenuItem[] {
    return this.items.filter(canHaveFocus);
  }

  /** The item that the menu has opened for, if there is one. */
  get #entry(): PredictiveMenuItem | undefined {
    return this.#focus === 'menu' ? undefined : this.#reachable.at(this.#focus === 'first' ? 0 : -1);
  }

  #joinItems(): void {
    if (this.#opened !== undefined) for (const item of this.items) item.join(this.#opened.signal);
  }

  /** Items may come while the menu is open; the focus has waited for them on its surface. */
  #onItems(): void {
    this.#joinItems();
    if (this.open && this.#surface.matches(':focus')) this.#entry?.focus();
  }

  #closed(): void {
    const opened = this.#opened;
    if (opened === undefined) return;
    this.#opened = undefined;
    opened.abort();
    this.#surface.hidden = true;
    const {activeElement} = this.getRootNode() as Document | ShadowRoot;
    if (this.contains(activeElement)) this.#anchor?.focus();
    this.dispatchEvent(new Event('toggle'));
  }

  #onBeforeToggle({newState}: ToggleEvent): void {
    if (newState === 'closed') this.#closed();
  }

  readonly #onPressElsewhere = (event: Event): void => {
    const path = event.composedPath();
    if (!path.includes(this) && !path.includes(this.#anchor!)) this.hide();
  };

  /** A script has moved the focus elsewhere. The button around the menu gets it by its label, which opens the menu. */
  #onFocusOut({relatedTarget}: FocusEvent): void {
    // Only elements can have the focus.
    const focused = relatedTarget as Element | null;
    if (focused && !this.contains(focused) && !focused.contains(this)) this.hide();
  }

  #onPointerDown(): void {
    this.#staysOpen = false;
  }

  #onClick(event: Event): void {
    const item = this.#itemOf(event);
    if (item === undefined || item.disabled) return;
    const staysOpen = this.#staysOpen;
    this.#staysOpen = false;
    if (!staysOpen) afterListeners(event, () => this.hide());
  }

  #itemOf(event: Event): PredictiveMenuItem | undefined {
    const path = event.composedPath();
    return this.items.find((item) => path.includes(item));
  }

  #onKeyDown(event: KeyboardEvent): void {
    const {key, isComposing} = event;
    if (isComposing || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const items = this.#reachable;
    const item = this.#itemOf(event);
    const from = item === undefined ? -1 : items.indexOf(item);
    const nowMs = event.timeStamp;
    this.#staysOpen = key === ' ' && item !== undefined && item.type !== 'normal';
    let next: number | undefined;
    if (key === 'ArrowDown') next = (from + 1) % items.length;
    else if (key === 'ArrowUp') next = (from < 1 ? items.length : from) - 1;
    else if (key === 'Home') next = 0;
    else if (key === 'End') next = items.length - 1;
    // WebKitGTK has no name for Shift+Tab.
    else if (key === 'Tab' || event.code === 'Tab') {
      // From the button, which has the focus again, the browser goes on.
      this.hide();
      return;
    } else if (key === 'Escape') this.hide();
    else if (new Set(key).size === 1 && key.length <= 2 && (key !== ' ' || this.#typing.isTyping(nowMs))) {
      const index = this.#typing.find(key, {labels: items.map(labelOf), from, nowMs});
      if (index >= 0) next = index;
    } else if (key === ' ' && item !== undefined && item.href !== null) item.click();
    else return;
    // Nothing around the menu is told: neither a toolbar nor a dialog acts on its keys.
    event.preventDefault();
    event.stopPropagation();
    if (next !== undefined) items[next]?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'predictive-menu': PredictiveMenu;
  }
}
