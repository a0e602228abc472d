import {isServer, nothing, type PropertyDeclarations, type PropertyValues} from 'lit';
import {preloadProperties} from '../core/attribute-converters.js';
import type {Eagerness, PreloadAction} from '../core/preload.js';
import {maxKeyLength} from '../core/target.js';
import {viewOf} from '../core/view.js';
import {FamilyElement, labelOf} from './family-element.js';
import {passReferences, setAttribute, texts} from './pass-on.js';
import {disabledConverter, flag, look} from './predictive-button-attributes.js';
import {PredictiveButton} from './predictive-button.js';
import {setState, showPredicted} from './target-states.js';

/** Attributes without a property of their own, which name the buttons. */
const naming = ['id', 'data-predictive-key'];

/** What the button that opens the menu says by itself. */
const ofMenus = 'aria-haspopup aria-expanded';

/** The attributes that the elements around a menu's buttons share, and pass on to them. */
export abstract class MenuOpenerAttributes extends FamilyElement {
  static readonly formAssociated = true;
  static override readonly properties: PropertyDeclarations = {
    key: {},
    disabled: {converter: disabledConverter, reflect: true},
    variant: look('variant', 'neutral', 'brand', 'success', 'warning', 'danger'),
    appearance: look('appearance', 'outlined', 'filled', 'plain'),
    size: look('size', 'medium', 'small', 'large'),
    pill: flag,
    loading: flag,
    loadingText: {attribute: 'loading-text'},
    ...preloadProperties,
    preloadHref: {attribute: 'preload-href'},
    preloadAllow: {attribute: 'preload-allow'},
    cost: {type: Number},
    predicted: flag,
  };

  /** Explicit identity; without one, the `id` or the text of the label is used. */
  declare key: string | null;

  /**
   * Whether the buttons cannot be pressed; they are then never predicted or preloaded. `focusable` keeps them in the
   * order of the `Tab` key.
   * @default false
   */
  declare disabled: boolean | 'focusable';

  /**
   * Role of the colour.
   * @default 'neutral'
   */
  declare variant: 'neutral' | 'brand' | 'success' | 'warning' | 'danger';

  /**
   * How much it stands out.
   * @default 'outlined'
   */
  declare appearance: 'outlined' | 'filled' | 'plain';

  /**
   * Height: 32, 40 or 48 px, or 0.8, 1 or 1.2 of `--predictive-height`.
   * @default 'medium'
   */
  declare size: 'small' | 'medium' | 'large';

  /** Whether the ends are round. */
  declare pill: boolean;

  /** Whether the press is being worked on: shows a spinner in the same width, and takes no other press. Ends by itself
   * when the browser shows the page again as it was left. */
  declare loading: boolean;

  /** What a screen reader says when `loading` begins; `Loading` if it is `null`. */
  declare loadingText: string | null;

  /**
   * What to do with `preload-href`, or the link if there is one, when the button is predicted. Without the
   * attribute the region's value counts, and the property is `none`.
   */
  declare preload: PreloadAction | 'none';

  /** The URL to preload. */
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

  /** Whether one of the buttons inside is about to be pressed; set by the region. */
  declare predicted: boolean;

  protected readonly internals = this.attachInternals();
  /** In place of the method of a button inside, which the region calls: marks this element in the same moment. */
  protected readonly showPredictedInside: PredictiveButton['showPredicted'];
  #fieldsetDisabled = false;
  /** Aborts when the element is taken out of its tree. */
  protected connection: AbortController | undefined;

  constructor() {
    super();
    const showOutside = (): void => showPredicted(this, this.internals, this.#isPredictedInside);
    this.showPredictedInside = function (this: PredictiveButton, predicted) {
      PredictiveButton.prototype.showPredicted.call(this, predicted);
      showOutside();
    };
    if (isServer) return;
    // What they refer to may come after the last update.
    this.addEventListener('focusin', () => this.#passOn());
    // From a script, a label or an access key. The second one stays inside the shadow root, as it does not bubble.
    this.addEventListener('click', (event) => {
      if (event.composedPath()[0] === this) this.controls[0]?.dispatchEvent(new MouseEvent('click'));
    });
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, ...PredictiveButton.observedAttributes, ...naming];
  }

  override attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    super.attributeChangedCallback(name, before, after);
    this.requestUpdate();
  }

  /** Whether the menu is on screen. */
  abstract get open(): boolean;

  /** The button that opens the menu, once it is rendered. */
  abstract get trigger(): PredictiveButton | null;

  /** What a toolbar moves the focus to: first the button with the label, once it is rendered. */
  abstract get controls(): HTMLElement[];

  /** The labels that name the button. */
  get labels(): NodeList {
    return this.internals.labels;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.connection = new AbortController();
    if (this.loading) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.connection?.abort();
  }

  protected override update(changed: PropertyValues<this>): void {
    super.update(changed);
    // A press that led to another page is over when the browser shows this one again as it was left.
    if (this.loading && this.connection)
      viewOf(this).addEventListener('pageshow', this.#onReturn, {signal: this.connection.signal});
  }

  readonly #onReturn = ({persisted}: PageTransitionEvent): void => {
    if (persisted) this.loading = false;
  };

  formDisabledCallback(disabled: boolean): void {
    this.#fieldsetDisabled = disabled;
    this.requestUpdate();
  }

  /** Whether no press is taken: the element, or a fieldset around it, is disabled, or it is loading. */
  get targetDisabled(): boolean {
    return !!this.disabled || this.loading || this.#fieldsetDisabled;
  }

  /** The identity of the press of its label, at most 200 characters. */
  get targetKey(): string {
    // A server’s elements have attributes alone.
    const attribute = (name: string): string | null => this.getAttribute(name);
    return (
      this.key?.trim() ||
      attribute('data-predictive-key') ||
      attribute('id') ||
      labelOf(this) ||
      attribute('aria-label') ||
      this.localName
    ).slice(0, maxKeyLength);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#passOn();
    setState(this.internals, 'open', this.open);
    // A framework may have removed the mark.
    if (this.#isPredictedInside && !this.predicted) showPredicted(this, this.internals, true);
  }

  /** Lets the button with the label say what the page says of this element; that button passes it on to the native one. */
  #passOn(): void {
    const [button] = this.controls;
    if (button === undefined) return;
    const own = button === this.trigger ? ofMenus : '';
    const menu = button.ariaControlsElements;
    for (const name of texts) if (!own.includes(name)) setAttribute(button, name, this.getAttribute(name));
    passReferences(this, button);
    if (own && menu) button.ariaControlsElements = menu;
  }

  get #isPredictedInside(): boolean {
    return this.renderRoot.querySelector('[predicted]') !== null;
  }

  /** `disabled` of the buttons inside. */
  protected get innerDisabled(): boolean | 'focusable' {
    return this.#fieldsetDisabled || this.disabled;
  }

  /** The value of an attribute that has another meaning if it is absent, for a template. */
  protected written(name: 'preload' | 'eagerness'): string | typeof nothing {
    return this.hasAttribute(name) ? this[name] : nothing;
  }
}
