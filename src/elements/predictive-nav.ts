import {
  html,
  nothing,
  unsafeCSS,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import {preloadProperties} from '../core/attribute-converters.js';
import type {Eagerness, PreloadAction, PreloadDeclaration} from '../core/preload.js';
import {Hydration} from '../region/hydration.js';
import {FamilyElement} from './family-element.js';
import {currentLink} from './current-link.js';
import {itemsThatFit} from './items-that-fit.js';
import {NavMenu} from './nav-menu.js';
import {NavTargets} from './nav-targets.js';
import {navStyles} from './predictive-nav.styles.js';
import {watchAddress} from './watch-address.js';

/** While a framework may still take the links over, asks this often whether it has, ms. */
const askMs = 100;

/** Changes of these attributes change the links' addresses or widths. */
const watched = ['href', 'class', 'hidden', 'lang'];

/**
 * A navigation: a row of links, each predicted by the region around it. It finds the link of the present page by
 * itself, and puts what does not fit into a menu.
 *
 * Its children are ordinary links, so they work before any script. `data-preload` and the other `data-` attributes of
 * native targets declare what differs for one of them. If a link has an `aria-current` of its own, the page marks the
 * present one itself.
 *
 * @tag predictive-nav
 * @slot - The links, in their order; other elements, such as `<predictive-button>`, may be among them.
 * @fires {PreloadEvent} preload - On a link: it is time to prepare the work; bubbles, cancelable.
 * @fires {PreloadOutcomeEvent} preload-outcome - On a link: whether the preload was used by a press; bubbles.
 * @csspart nav - The native navigation landmark.
 * @csspart list - The row of links.
 * @csspart more - The button that opens the rest.
 * @csspart caret - The caret in that button.
 * @csspart menu - The menu with the rest.
 * @cssprop [--predictive-height=40px] - Height of a link.
 * @cssprop [--predictive-radius=10px] - Corner radius of a link.
 * @cssprop [--predictive-gap=4px] - Space between links.
 * @cssprop [--predictive-text] - Text of a link under the pointer.
 * @cssprop [--predictive-muted] - Text of a link.
 * @cssprop [--predictive-brand-text] - Text of the link of the present page.
 * @cssprop [--predictive-accent] - Tint under that link.
 * @cssprop [--predictive-surface] - Ground of the menu.
 * @cssprop [--predictive-border] - Border of the menu.
 * @cssprop [--predictive-shadow] - Shadow of the menu.
 * @cssState overflowing - Some links are in the menu.
 * @cssState current-in-more - The link of the present page is in the menu.
 */
export class PredictiveNav extends FamilyElement {
  static readonly tagName = 'predictive-nav';
  /** Links are assigned by script, so that nothing is written on the page's elements. */
  static override readonly shadowRootOptions: ShadowRootInit = {mode: 'open', slotAssignment: 'manual'};
  static override readonly styles = unsafeCSS(navStyles);
  static override readonly properties: PropertyDeclarations = {
    label: {},
    moreLabel: {attribute: 'more-label'},
    ...preloadProperties,
  };

  /** Name of the landmark, such as `Main`; needed where a page has several. */
  declare label: string | null;

  /** Text of the button that opens the rest; `More` if it is `null`. */
  declare moreLabel: string | null;

  /**
   * What to do with the URL of a link when it is predicted. Without the
   * attribute the region's value counts, and the property is `none`.
   */
  declare preload: PreloadAction | 'none';

  /**
   * Probability from which a page is preloaded: 0.5 (`conservative`), 0.25 (`moderate`) or 0.15 (`eager`).
   * Without the attribute the region's value counts, and the property is `moderate`.
   */
  declare eagerness: Eagerness;

  readonly #internals = this.attachInternals();
  readonly #targets = new NavTargets(() => this.#declaration);
  /** Made with the first template. */
  #menu!: NavMenu;
  /** Widths of the items in the row, CSS px. */
  #widths: number[] = [];
  #moreWidth = 0;
  #gap = 0;
  #available: number | undefined;
  /** How many items are in the row. */
  #fitting = Infinity;
  /** The link that is marked as that of the present page. */
  #current: Element | undefined;
  #connection: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#connection = new AbortController();
    if (this.hasUpdated) this.#watch(this.#connection.signal);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#connection?.abort();
    this.#connection = undefined;
  }

  protected override render(): TemplateResult {
    return html`
      <nav part="nav" aria-label=${this.label ?? nothing}>
        <div class="ruler">
          <div class="em"></div>
          <div class="all"></div>
        </div>
        <div part="list">
          <slot></slot>
          <button
            part="more"
            type="button"
            popovertarget="menu"
            aria-expanded="false"
            aria-controls="menu"
            hidden
          >
            ${this.moreLabel ?? 'More'}<span part="caret"></span>
          </button>
        </div>
        <div part="menu" id="menu" popover>
          <slot name="more"></slot>
        </div>
      </nav>
    `;
  }

  protected override firstUpdated(): void {
    this.#menu = new NavMenu({
      host: this,
      button: this.#more,
      menu: this.#part('[part=menu]'),
      items: () => this.#items.slice(this.#fitting),
    });
    if (this.#connection !== undefined) this.#watch(this.#connection.signal);
  }

  protected override updated(changed: PropertyValues<this>): void {
    // At first, it has been measured with this text.
    if (changed.get('moreLabel') !== undefined && this.#connection !== undefined) this.#measure();
  }

  /** Follows the space there is, the content and the address, until the signal aborts. */
  #watch(signal: AbortSignal): void {
    const view = this.ownerDocument.defaultView;
    if (view === null) return;
    const content = new MutationObserver(() => this.#refresh());
    content.observe(this, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: watched,
    });
    const ruler = this.#part('.ruler');
    const {ResizeObserver: Observer} = view as Partial<typeof globalThis>;
    const space =
      Observer &&
      new Observer((entries) => {
        const isShown = this.#moreWidth > 0;
        const isFirst = this.#available === undefined;
        const width = entries.find(({target}) => target === ruler)?.contentRect.width;
        if (width !== undefined) this.#available = width;
        this.#fit();
        // The other one changes with the font. Not in this callback, as the ruler may then change with it.
        const isFont = entries.some(({target}) => target !== ruler);
        if (isFont && !(isFirst && isShown)) view.requestAnimationFrame(() => this.#measure());
      });
    for (const part of ['.ruler', '.em']) space?.observe(this.#part(part));
    const onAddress = (): void => this.#markCurrent();
    watchAddress(view, onAddress, signal);
    // A router changes the address a moment after the click.
    this.addEventListener('click', () => setTimeout(onAddress), {signal});
    this.#menu.connect(signal);
    this.addEventListener('load', () => this.#measure(), {signal, capture: true});
    this.ownerDocument.fonts?.addEventListener('loadingdone', () => this.#measure(), {signal});
    signal.addEventListener('abort', () => {
      clearTimeout(this.#timer);
      content.disconnect();
      space?.disconnect();
      this.#targets.offer([]);
    });
    this.#refresh();
  }

  /** The links or their content have changed. */
  #refresh(): void {
    this.#measure();
    this.#markCurrent();
  }

  get #items(): HTMLElement[] {
    return [...this.children].filter((item) => 'style' in item) as HTMLElement[];
  }

  get #links(): HTMLAnchorElement[] {
    return [...this.querySelectorAll<HTMLAnchorElement>('a[href]')];
  }

  /** What has the focus in the tree of the links. */
  get #focused(): Element | null {
    return (this.getRootNode() as Document | ShadowRoot).activeElement;
  }

  get #declaration(): Partial<PreloadDeclaration> {
    const {preload, eagerness} = this;
    return {
      ...((preload !== 'none' || this.hasAttribute('preload')) && {action: preload}),
      ...((eagerness !== 'moderate' || this.hasAttribute('eagerness')) && {eagerness}),
    };
  }

  #part(selector: string): HTMLElement {
    return this.renderRoot.querySelector<HTMLElement>(selector)!;
  }

  get #more(): HTMLElement {
    return this.#part('[part=more]');
  }

  /** Measures all items in the row, with one layout, and puts those that do not fit into the menu. */
  #measure(): void {
    const items = this.#items;
    const more = this.#more;
    this.#place(items, items.length);
    more.hidden = false;
    this.#widths = items.map((item) => item.getBoundingClientRect().width);
    this.#moreWidth = more.getBoundingClientRect().width;
    this.#gap = parseFloat(getComputedStyle(more.parentElement!).columnGap) || 0;
    // The row is as wide as all items where it may be, also while some are in the menu.
    const total = this.#widths.reduce((sum, width) => sum + width + this.#gap, -this.#gap);
    this.#part('.all').style.width = `${Math.ceil(Math.max(0, total))}px`;
    more.hidden = true;
    this.#fitting = Infinity;
    this.#fit();
  }

  /** Puts the items that do not fit into the menu; reads no layout. */
  #fit(): void {
    if (this.#available === undefined) {
      this.#offer(Infinity);
      return;
    }
    const items = this.#items;
    const count = itemsThatFit({
      items: this.#widths,
      available: this.#available,
      gap: this.#gap,
      more: this.#moreWidth,
    });
    if (count === this.#fitting) return;
    this.#fitting = count;
    const isOverflowing = count < items.length;
    const focused = items.findIndex((item) => item.contains(this.#focused));
    const {isOpen} = this.#menu;
    if (!isOverflowing) this.#menu.close();
    this.#more.hidden = !isOverflowing;
    this.#place(items, count);
    // What has the focus would be hidden.
    if (focused >= count && !isOpen) this.#more.focus();
    this.#setState('overflowing', isOverflowing);
    this.#showWhereCurrentIs();
    this.#offer(count);
  }

  /** Assigns the first items to the row, the others to the menu. */
  #place(items: readonly HTMLElement[], count: number): void {
    const [row, menu] = this.renderRoot.querySelectorAll('slot');
    if ((this.renderRoot as ShadowRoot).slotAssignment === 'manual') {
      row!.assign(...items.slice(0, count));
      menu!.assign(...items.slice(count));
      return;
    }
    // A root that a server has declared assigns by name for good.
    items.forEach((item, index) => {
      if (index < count) item.removeAttribute('slot');
      else item.slot = 'more';
    });
  }

  /** Offers the links, and the button if there is more, as targets. */
  #offer(count: number): void {
    this.#targets.offer([...this.#links, ...(count < this.#items.length ? [this.#more] : [])]);
  }

  /** Marks the link of the present page, unless the page does. */
  #markCurrent(): void {
    clearTimeout(this.#timer);
    const links = this.#links;
    const hydration = new Hydration(this.ownerDocument.defaultView!);
    if (links.some((link) => hydration.isAwaited(link, true))) {
      this.#timer = setTimeout(() => this.#markCurrent(), askMs);
      return;
    }
    const isMarkedByPage = links.some((link) => link !== this.#current && link.hasAttribute('aria-current'));
    const found = isMarkedByPage
      ? undefined
      : currentLink(
          links.map(({href}) => href),
          this.ownerDocument.URL,
        );
    const current = found && links[found.index];
    if (this.#current !== current) this.#current?.removeAttribute('aria-current');
    this.#current = current;
    if (found && current?.getAttribute('aria-current') !== found.value)
      current?.setAttribute('aria-current', found.value);
    this.#showWhereCurrentIs();
  }

  #showWhereCurrentIs(): void {
    const inMenu = this.#items.slice(this.#fitting);
    this.#setState(
      'current-in-more',
      inMenu.some((item) => item.matches('[aria-current]') || item.querySelector('[aria-current]')),
    );
  }

  #setState(state: string, on: boolean): void {
    this.#internals.states[on ? 'add' : 'delete'](state);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'predictive-nav': PredictiveNav;
  }
}
