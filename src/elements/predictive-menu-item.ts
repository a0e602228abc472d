import {html, nothing, unsafeCSS, type PropertyDeclarations, type TemplateResult} from 'lit';
import {oneOf, preloadProperties} from '../core/attribute-converters.js';
import type {Eagerness, PreloadAction, PreloadDeclaration} from '../core/preload.js';
import {keyOf, type PredictiveTarget} from '../core/target.js';
import {afterListeners} from './after-listeners.js';
import {declaredPreload} from './declared-preload.js';
import {FamilyElement} from './family-element.js';
import {flag, look} from './predictive-button-attributes.js';
import {menuItemStyles} from './predictive-menu-item.styles.js';
import {Membership} from './membership.js';
import {hintStates, preloadStates, setState, showOneOf, showPredicted} from './target-states.js';

/**
 * An item of a `<predictive-menu>`: an action, with `href` a link, or with `type` a setting that is on or off. A press
 * closes the menu, but for `Space` on a setting.
 *
 * @tag predictive-menu-item
 * @slot - The label.
 * @slot start - An icon or the like before the label.
 * @slot end - The shortcut, as text, or a badge.
 * @fires {Event} change - The user has changed `checked`.
 * @fires {PreloadEvent} preload - It is time to prepare the work; cancelable, once per approach.
 * @fires {PreloadOutcomeEvent} preload-outcome - Whether the preload was used by a press.
 * @csspart item - The native button or link.
 * @csspart check - The mark of an item that is on.
 * @csspart label - The label.
 * @csspart start - The slot before the label.
 * @csspart end - The slot after the label.
 * @csspart indicator - The ring that appears when the item is predicted.
 * @cssprop [--predictive-accent] - Colour of the indicator; that of the brand by default.
 * @cssprop [--predictive-muted] - Colour of the shortcut.
 * @cssprop [--predictive-height=40px] - Height; nine tenths of it.
 * @cssState predicted - The item is about to be pressed.
 * @cssState likely - With `hints` on the region: by habit, the item is likely to be pressed next.
 * @cssState unlikely - With `hints` on the region: the item is unlikely to be pressed next, and another is likely.
 * @cssState preloading - The item's preload is under way.
 * @cssState preloaded - The item's preload is done and still active.
 */
export class PredictiveMenuItem extends FamilyElement implements PredictiveTarget {
  static readonly tagName = 'predictive-menu-item';
  static override readonly styles = unsafeCSS(menuItemStyles);
  static override readonly properties: PropertyDeclarations = {
    key: {},
    type: {converter: oneOf('type', ['normal', 'checkbox', 'radio'])},
    checked: flag,
    name: {},
    value: {},
    disabled: flag,
    variant: look('variant', 'neutral', 'brand', 'success', 'warning', 'danger'),
    href: {},
    target: {},
    rel: {},
    download: {},
    predicted: flag,
    ...preloadProperties,
    preloadHref: {attribute: 'preload-href'},
    preloadAllow: {attribute: 'preload-allow'},
    cost: {type: Number},
  };

  /** Explicit identity of the item; without one, its `id`, `href`, `name` and `value`, or text is used. */
  declare key: string | null;

  /**
   * Whether the item is on or off: by itself, or as one of those with the same `name` in the menu.
   * @default 'normal'
   */
  declare type: 'normal' | 'checkbox' | 'radio';

  /** Whether an item of type `checkbox` or `radio` is on. */
  declare checked: boolean;

  /** Name of the group, of which one item with `type="radio"` is on. */
  declare name: string | null;

  /** What the item stands for, for the page. */
  declare value: string | null;

  /** Whether the item cannot be pressed; it can be focused, and is never predicted or preloaded. */
  declare disabled: boolean;

  /**
   * Role of the colour.
   * @default 'neutral'
   */
  declare variant: 'neutral' | 'brand' | 'success' | 'warning' | 'danger';

  /** Makes the item a link: URL, browsing context, relation and file name, as on `<a>`. */
  declare href: string | null;
  declare target: string | null;
  declare rel: string | null;
  declare download: string | null;

  /** Whether this item is about to be pressed; set by the region. */
  declare predicted: boolean;

  /**
   * What to do with `preload-href`, or else `href`, when the item is predicted. Without the
   * attribute the region's value counts, and the property is `none`.
   */
  declare preload: PreloadAction | 'none';

  /** The URL to preload, if not `href`. */
  declare preloadHref: string | null;

  /**
   * Opt-ins for the URL, separated by spaces: `query` for one with a query, `cross-origin` for one of another
   * origin.
   */
  declare preloadAllow: string | null;

  /** Cost of a wasted preload relative to an ordinary page, above 0: 2 counts it double; else 1. */
  declare cost: number | null;

  /**
   * Probability from which a page is preloaded: 0.5 (`conservative`), 0.25 (`moderate`) or 0.15 (`eager`).
   * Without the attribute the region's value counts, and the property is `moderate`.
   */
  declare eagerness: Eagerness;

  readonly #internals = this.attachInternals();
  readonly #membership = new Membership(this);

  constructor() {
    super();
    this.addEventListener('click', (event) => this.#onClick(event));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#membership.disconnect();
  }

  get element(): this {
    return this;
  }

  /** The item's identity, at most 200 characters. */
  get targetKey(): string {
    return keyOf(this);
  }

  get targetDisabled(): boolean {
    return this.disabled;
  }

  /** What this item declares; absent attributes are left to the region. */
  get preloadDeclaration(): Partial<PreloadDeclaration> {
    return declaredPreload(this);
  }

  /** Called by the menu when it opens: the region above has the item until the signal aborts. */
  join(signal: AbortSignal): void {
    if (this.#membership.isConnected) return;
    const joined = this.#membership.connect();
    signal.addEventListener('abort', () => this.#membership.disconnect(), {signal: joined});
  }

  /** Fires `preload` now, with trigger `manual`; does nothing outside a region, while disabled or in a closed menu. */
  requestPreload(): void {
    this.#membership.region?.requestPreload(this);
  }

  /** Called by the region to show whether the item is predicted. */
  showPredicted(predicted: boolean): void {
    showPredicted(this, this.#internals, predicted);
  }

  /** Called by the region to show the state of the preload. */
  showPreload(state: 'preloading' | 'preloaded' | undefined): void {
    showOneOf(this.#internals, preloadStates, state);
  }

  /** Called by the region to show a hint by habit. */
  showHint(hint: 'likely' | 'unlikely' | undefined): void {
    showOneOf(this.#internals, hintStates, hint);
  }

  override click(): void {
    this.renderRoot.querySelector<HTMLElement>('[part=item]')?.click();
  }

  protected override render(): TemplateResult {
    const {type, href, disabled} = this;
    const isLink = href !== null;
    const role = type === 'normal' || isLink ? 'menuitem' : `menuitem${type}`;
    const checked = role === 'menuitem' ? nothing : String(this.checked);
    const content = html`${role === 'menuitem' ? nothing : html`<span part="check"></span>`}<slot
        name="start"
        part="start"
      ></slot
      ><span part="label"><slot></slot></span><slot name="end" part="end"></slot>`;
    // A link cannot be disabled; without `href` it is a placeholder.
    const control = isLink
      ? html`<a
          part="item"
          role=${role}
          tabindex="-1"
          href=${disabled ? nothing : href}
          target=${this.target ?? nothing}
          rel=${this.rel ?? nothing}
          download=${this.download ?? nothing}
          aria-disabled=${disabled ? 'true' : nothing}
          >${content}</a
        >`
      : html`<button
          part="item"
          type="button"
          role=${role}
          tabindex="-1"
          aria-checked=${checked}
          aria-disabled=${disabled ? 'true' : nothing}
        >
          ${content}
        </button>`;
    return html`${control}<i part="indicator"></i>`;
  }

  protected override updated(): void {
    setState(this.#internals, 'predicted', this.predicted);
    this.#membership.region?.targetChanged(this);
  }

  #onClick(event: Event): void {
    if (this.disabled) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (this.type !== 'normal' && this.href === null) afterListeners(event, () => this.#toggle());
  }

  #toggle(): void {
    if (this.type === 'checkbox') this.checked = !this.checked;
    else if (this.checked) return;
    else {
      for (const item of this.closest('predictive-menu')?.items ?? [])
        if (item.type === 'radio' && item.name === this.name) item.checked = item === this;
    }
    this.dispatchEvent(new Event('change', {bubbles: true}));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'predictive-menu-item': PredictiveMenuItem;
  }
}
