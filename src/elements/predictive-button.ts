import {ReactiveElement, type PropertyDeclarations, type PropertyValues} from '@lit/reactive-element';
import {keyOf, type PredictiveTarget} from '../core/target.js';
import type {Eagerness, PreloadAction, PreloadDeclaration} from '../core/preload.js';
import {actOnForm} from './act-on-form.js';
import {oneOf, preloadProperties, resetUndefinedProperties} from '../core/attribute-converters.js';
import {buttonStyles} from './predictive-button.styles.js';
import {regionReadyEvent, TargetConnectEvent, type TargetOwner} from '../core/target-connect-event.js';

/** Host attributes passed on to the native control, where assistive technology reads them. */
const passedOn = ['aria-label', 'aria-expanded', 'aria-haspopup', 'aria-pressed', 'aria-description'];

/**
 * A button, or with `href` a link, whose region predicts when it is about to be pressed.
 *
 * It contains a native button or link, so keyboard, focus and screen readers work as usual; the host's
 * `aria-label`, `aria-description`, `aria-expanded`, `aria-haspopup` and `aria-pressed` are passed on to it.
 * Outside a `<predictive-region>` it is a plain button.
 *
 * @tag predictive-button
 * @slot - The label.
 * @fires {PreloadEvent} preload - It is time to prepare the work; cancelable, once per approach.
 * @fires {PreloadOutcomeEvent} preload-outcome - Whether the preload was used by a press.
 * @csspart button - The native button or link.
 * @csspart label - The label.
 * @csspart indicator - The ring that appears when the button is predicted.
 * @cssprop [--predictive-probability=0] - Set by the region: probability that this button is pressed next, 0…1.
 * @cssprop [--predictive-accent] - Colour of the indicator.
 * @cssprop [--predictive-button-background=transparent] - Background of the button.
 * @cssprop [--predictive-button-hover-background] - Background under the pointer.
 * @cssprop [--predictive-button-padding=0.5em 1em] - Padding.
 * @cssprop [--predictive-button-radius=0.5em] - Corner radius.
 * @cssState predicted - The button is about to be pressed.
 * @cssState likely - With `hints` on the region: by habit, the button is likely to be pressed next.
 * @cssState unlikely - With `hints` on the region: the button is unlikely to be pressed next, and another is likely.
 * @cssState preloading - The button's preload is under way.
 * @cssState preloaded - The button's preload is done and still active.
 */
export class PredictiveButton extends ReactiveElement implements PredictiveTarget {
  static readonly tagName = 'predictive-button';
  static readonly formAssociated = true;
  static override readonly shadowRootOptions: ShadowRootInit = {mode: 'open', delegatesFocus: true};
  static override readonly styles = buttonStyles;
  static override readonly properties: PropertyDeclarations = {
    key: {},
    type: {converter: oneOf('type', ['button', 'submit', 'reset'])},
    name: {reflect: true},
    value: {},
    disabled: {type: Boolean, reflect: true},
    href: {},
    target: {},
    rel: {},
    predicted: {type: Boolean, reflect: true},
    ...preloadProperties,
    preloadHref: {attribute: 'preload-href'},
    preloadAllow: {attribute: 'preload-allow'},
    cost: {type: Number},
  };

  /** Explicit identity of the button; without one, its `id`, `href`, `name` and `value`, or text is used. */
  declare key: string | null;

  /**
   * What a press does in a form: nothing by default, unlike the native element.
   * @default 'button'
   */
  declare type: 'button' | 'submit' | 'reset';

  /** Name and value submitted with the form when this button submits it. */
  declare name: string | null;
  declare value: string | null;

  /** Whether the button cannot be pressed; it is then never predicted or preloaded. */
  declare disabled: boolean;

  /** Makes the button a link: URL, browsing context and relation, as on `<a>`. */
  declare href: string | null;
  declare target: string | null;
  declare rel: string | null;

  /** Whether this button is about to be pressed; set by the region. */
  declare predicted: boolean;

  /**
   * What to do with `preload-href`, or else `href`, when the button is predicted; defaults to the region's
   * value.
   * @default 'none'
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
   * Probability from which a page is preloaded: 0.5 (`conservative`), 0.25 (`moderate`) or 0.15 (`eager`);
   * defaults to the region's value.
   * @default 'moderate'
   */
  declare eagerness: Eagerness;

  readonly #internals = this.attachInternals();
  readonly #label = part('span', 'label');
  #control: HTMLElement = this.#label;
  #fieldsetDisabled = false;
  #region: TargetOwner | undefined;
  #connection: AbortController | undefined;

  constructor() {
    super();
    // Set each property to its value without the attribute.
    for (const name of PredictiveButton.observedAttributes) super.attributeChangedCallback(name, null, null);
    this.#label.append(document.createElement('slot'));
    this.addEventListener('click', (event) => this.#onClick(event));
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, ...passedOn];
  }

  override attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    super.attributeChangedCallback(name, before, after);
    if (passedOn.includes(name)) this.requestUpdate();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#connection = new AbortController();
    this.#join();
    // A region beside it may come later, or give it up.
    this.ownerDocument.addEventListener(regionReadyEvent, () => this.#join(), {
      signal: this.#connection.signal,
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    const connection = this.#connection;
    // Cleared first: clearing the prediction writes attributes, and if the button was only moved, that calls
    // connectedCallback() before the abort returns.
    this.#connection = this.#region = undefined;
    connection?.abort();
  }

  formDisabledCallback(disabled: boolean): void {
    this.#fieldsetDisabled = disabled;
    this.requestUpdate();
  }

  /** The form that owns the button, or `null`. */
  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  get element(): this {
    return this;
  }

  /** The button's identity, at most 200 characters. */
  get targetKey(): string {
    return keyOf(this);
  }

  /** Whether the button, or a fieldset around it, is disabled. */
  get targetDisabled(): boolean {
    return this.disabled || this.#fieldsetDisabled;
  }

  /** Fires `preload` now, with trigger `manual`; does nothing outside a region or while disabled. */
  requestPreload(): void {
    this.#region?.requestPreload(this);
  }

  /** Called by the region to show whether the button is predicted. */
  showPredicted(predicted: boolean): void {
    this.predicted = predicted;
    // Written at once, and again if a framework has removed it.
    this.toggleAttribute('predicted', predicted);
    this.#setState('predicted', predicted);
  }

  /** What this button declares; absent attributes are left to the region. */
  get preloadDeclaration(): Partial<PreloadDeclaration> {
    const {preload, eagerness, cost} = this;
    return {
      href: this.preloadHref ?? this.href,
      allow: this.preloadAllow?.split(/\s+/) ?? [],
      ...((preload !== 'none' || this.hasAttribute('preload')) && {action: preload}),
      ...((eagerness !== 'moderate' || this.hasAttribute('eagerness')) && {eagerness}),
      ...(cost !== null && {cost}),
    };
  }

  /** Called by the region to show the state of the preload. */
  showPreload(state: 'preloading' | 'preloaded' | undefined): void {
    for (const each of ['preloading', 'preloaded']) this.#setState(each, each === state);
  }

  /** Called by the region to show a hint by habit. */
  showHint(hint: 'likely' | 'unlikely' | undefined): void {
    for (const each of ['likely', 'unlikely']) this.#setState(each, each === hint);
  }

  override click(): void {
    if (this.targetDisabled) return;
    // A native button can be clicked before any update.
    if (this.isConnected && !this.hasUpdated) this.performUpdate();
    if (this.hasUpdated) this.#control.click();
    else super.click();
  }

  protected override willUpdate(): void {
    resetUndefinedProperties(this);
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    this.#setState('predicted', this.predicted);
    const {href, targetDisabled: disabled} = this;
    const tag = href === null ? 'button' : 'a';
    if (this.#control.localName !== tag) this.#build(tag);
    const set = (name: string, value: string | null): void => {
      if (value === null) this.#control.removeAttribute(name);
      else this.#control.setAttribute(name, value);
    };
    if (href === null) set('disabled', disabled ? '' : null);
    else {
      // A link cannot be disabled; without `href` it is a placeholder.
      set('href', disabled ? null : href);
      set('role', disabled ? 'link' : null);
      set('aria-disabled', disabled ? 'true' : null);
      set('target', this.target);
      set('rel', this.rel);
    }
    for (const name of passedOn) set(name, this.getAttribute(name));
    if (disabled || changed.size !== 1 || !changed.has('predicted')) this.#region?.targetChanged(this);
  }

  #build(tag: 'button' | 'a'): void {
    this.#control = part(tag, 'button');
    if (tag === 'button') this.#control.setAttribute('type', 'button');
    this.#control.append(this.#label);
    const indicator = part('i', 'indicator');
    indicator.ariaHidden = 'true';
    this.renderRoot.replaceChildren(this.#control, indicator);
  }

  /** Offers the button to the regions above, and then to those beside it; the nearest accepts it. */
  #join(): void {
    if (this.#region?.isConnected === true || this.#connection === undefined) return;
    const event = new TargetConnectEvent({predictiveTarget: this, signal: this.#connection.signal});
    this.dispatchEvent(event);
    this.#region = event.region;
  }

  #setState(state: string, on: boolean): void {
    this.#internals.states[on ? 'add' : 'delete'](state);
  }

  #onClick(event: Event): void {
    if (this.targetDisabled) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (this.href === null && this.type !== 'button' && this.form !== null) {
      actOnForm({
        click: event,
        type: this.type,
        submitter: this,
        form: this.form,
        internals: this.#internals,
      });
    }
  }
}

function part(tag: string, name: string): HTMLElement {
  const element = document.createElement(tag);
  element.setAttribute('part', name);
  return element;
}

declare global {
  interface HTMLElementTagNameMap {
    'predictive-button': PredictiveButton;
  }
}
