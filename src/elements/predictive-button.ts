import {html, LitElement, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {property} from 'lit/decorators.js';
import {ifDefined} from 'lit/directives/if-defined.js';
import type {PreloadEvent} from '../events.js';
import {keyOf, type PredictiveTarget} from '../pointer/target.js';
import type {PreloadAction} from '../preload/actions.js';
import type {Eagerness} from '../preload/planner.js';
import {actOnForm} from './act-on-form.js';
import {oneOf} from './attribute-converters.js';
import {buttonStyles} from './predictive-button.styles.js';
import {regionReadyEvent, TargetConnectEvent, type TargetOwner} from './target-connect-event.js';

/**
 * A button, or with `href` a link, that its region tells when it is about to be pressed.
 *
 * It is a native button or link inside, so keyboard, focus and screen readers work as they do anywhere;
 * `aria-label`, `aria-expanded`, `aria-haspopup` and `aria-pressed` of the host apply to it. Outside a
 * `<predictive-region>` it is a plain button.
 *
 * @slot - The label.
 * @fires {PreloadEvent} preload - It is time to get the work ready; cancelable, once per approach.
 * @fires {PreloadOutcomeEvent} preload-outcome - Whether the preload was used by a press.
 * @csspart button - The native button or link.
 * @csspart label - The label.
 * @csspart indicator - The ring that appears when the button is predicted.
 * @cssprop [--predictive-probability=0] - Set by the region: probability that this button is pressed next, 0…1.
 * @cssprop [--predictive-accent] - Colour of the indicator.
 * @cssprop [--predictive-button-background=transparent] - Background of the button.
 * @cssprop [--predictive-button-hover-background] - Background under the pointer.
 * @cssprop [--predictive-button-active-background] - Background while pressed.
 * @cssprop [--predictive-button-border] - Colour of the border.
 * @cssprop [--predictive-button-color] - Colour of the label.
 * @cssprop [--predictive-button-focus] - Colour of the focus ring.
 * @cssprop [--predictive-button-padding=0.5em 1em] - Padding.
 * @cssprop [--predictive-button-radius=0.5em] - Corner radius.
 * @cssState predicted - The button is about to be pressed.
 * @cssState preloading - Its preload is under way.
 * @cssState preloaded - Its preload is done and still stands.
 */
export class PredictiveButton extends LitElement implements PredictiveTarget {
  static readonly tagName = 'predictive-button';
  static readonly formAssociated = true;
  static override readonly shadowRootOptions: ShadowRootInit = {...LitElement.shadowRootOptions, delegatesFocus: true};
  static override readonly styles = buttonStyles;

  /** Identity of the button as a class; else its `id`, `href`, `name` and `value`, or text. */
  @property() key: string | null = null;

  /** What a press does in a form: nothing by default, unlike the native element. */
  @property({converter: oneOf('type', ['button', 'submit', 'reset'], 'button')})
  type: 'button' | 'submit' | 'reset' = 'button';

  /** Name and value, submitted with the form when this button submits it. */
  @property({reflect: true}) name: string | null = null;
  @property() value: string | null = null;

  /** Whether the button cannot be pressed; it is then never predicted or preloaded. */
  @property({type: Boolean, reflect: true}) disabled = false;

  /** Makes it a link: where to, in which browsing context, with which relation. */
  @property() href: string | null = null;
  @property() target: string | null = null;
  @property() rel: string | null = null;

  /** Whether this button is about to be pressed. Set by the region. */
  @property({type: Boolean, reflect: true}) predicted = false;

  /** What to do with `preload-href`, or else `href`, when the button is predicted. */
  @property({converter: oneOf('preload', ['none', 'preconnect', 'module', 'prefetch', 'prerender'], 'none')})
  preload: PreloadAction | 'none' = 'none';

  /** The URL to preload where it is not `href`. */
  @property({attribute: 'preload-href'}) preloadHref: string | null = null;

  /** How sure to be before preloading: from a probability of 0.8, 0.6 or 0.4. */
  @property({converter: oneOf('eagerness', ['conservative', 'moderate', 'eager'], 'moderate')})
  eagerness: Eagerness = 'moderate';

  /** Of the host, passed on to the native button or link. */
  @property({attribute: 'aria-label'}) override ariaLabel: string | null = null;
  @property({attribute: 'aria-expanded'}) override ariaExpanded: string | null = null;
  @property({attribute: 'aria-haspopup'}) override ariaHasPopup: string | null = null;
  @property({attribute: 'aria-pressed'}) override ariaPressed: string | null = null;

  readonly #internals = this.attachInternals();
  #fieldsetDisabled = false;
  #region: TargetOwner | undefined;
  #connection: AbortController | undefined;
  #preloading: PreloadEvent | undefined;

  constructor() {
    super();
    this.addEventListener('click', (event) => this.#onClick(event));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#connection = new AbortController();
    this.#join();
    if (this.#region === undefined)
      this.ownerDocument.addEventListener(regionReadyEvent, () => this.#join(), {signal: this.#connection.signal});
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#connection?.abort();
    this.#region = undefined;
  }

  formDisabledCallback(disabled: boolean): void {
    this.#fieldsetDisabled = disabled;
    this.requestUpdate();
    this.#region?.targetChanged(this);
  }

  /** The form that owns the button, or `null`. */
  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  get element(): this {
    return this;
  }

  /** The button's identity as a class, at most 200 characters. */
  get targetKey(): string {
    return keyOf(this, this.key);
  }

  /** Whether it, or a fieldset around it, is disabled. */
  get targetDisabled(): boolean {
    return this.disabled || this.#fieldsetDisabled;
  }

  /** Fires `preload` now, with trigger `manual`. Does nothing outside a region or while disabled. */
  requestPreload(): void {
    this.#region?.requestPreload(this);
  }

  /** Called by the region. */
  showPrediction({predicted, probability}: {predicted: boolean; probability: number}): void {
    this.predicted = predicted;
    if (predicted !== this.hasAttribute('predicted')) this.toggleAttribute('predicted', predicted);
    this.#setState('predicted', predicted);
    if (probability > 0) this.style.setProperty('--predictive-probability', probability.toFixed(2));
    else this.style.removeProperty('--predictive-probability');
  }

  /** Called by the region when its `preload` event was not prevented, or was. */
  runPreload(event: PreloadEvent): void {
    this.#preloading = event;
    if (!event.defaultPrevented && this.preload !== 'none') {
      const {preload: action} = this;
      const href = this.preloadHref ?? this.href;
      event.waitUntil(
        import('../preload/actions.js').then(({runAction}) => runAction({action, href, element: this, signal: event.signal})),
      );
    }
    this.#setState('preloading', true);
    const settled = (done: boolean): void => {
      if (this.#preloading !== event) return;
      this.#setState('preloading', false);
      this.#setState('preloaded', done);
    };
    event.finished.then(
      () => settled(true),
      () => settled(false),
    );
  }

  /** Called by the region. */
  endPreload(): void {
    this.#preloading = undefined;
    this.#setState('preloading', false);
    this.#setState('preloaded', false);
  }

  override click(): void {
    if (!this.targetDisabled) this.#control?.click();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('disabled') || changed.has('key') || changed.has('eagerness') || changed.has('href'))
      this.#region?.targetChanged(this);
  }

  protected override render(): TemplateResult {
    const content = html`<span part="label"><slot></slot></span>`;
    const indicator = html`<span part="indicator" aria-hidden="true"></span>`;
    const label = this.ariaLabel ?? nothing;
    if (this.href !== null) {
      const disabled = this.targetDisabled;
      return html`<a
          part="button"
          href=${disabled ? nothing : this.href}
          target=${ifDefined(this.target ?? undefined)}
          rel=${ifDefined(this.rel ?? undefined)}
          role=${disabled ? 'link' : nothing}
          aria-disabled=${disabled ? 'true' : nothing}
          aria-label=${label}
          >${content}</a
        >${indicator}`;
    }
    return html`<button
        part="button"
        type="button"
        ?disabled=${this.targetDisabled}
        aria-label=${label}
        aria-expanded=${(this.ariaExpanded as 'true' | null) ?? nothing}
        aria-haspopup=${(this.ariaHasPopup as 'true' | null) ?? nothing}
        aria-pressed=${(this.ariaPressed as 'true' | null) ?? nothing}
      >
        ${content}</button
      >${indicator}`;
  }

  get #control(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('[part=button]');
  }

  /** Offers itself to the regions above; the nearest takes it. */
  #join(): void {
    if (this.#region !== undefined || this.#connection === undefined) return;
    const event = new TargetConnectEvent({target: this, signal: this.#connection.signal});
    this.dispatchEvent(event);
    this.#region = event.region;
  }

  #setState(state: string, on: boolean): void {
    if (on) this.#internals.states.add(state);
    else this.#internals.states.delete(state);
  }

  #onClick(event: Event): void {
    if (this.targetDisabled) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (this.href === null && this.type !== 'button' && this.form !== null) {
      actOnForm({click: event, type: this.type, submitter: this, form: this.form, internals: this.#internals});
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'predictive-button': PredictiveButton;
  }
}
