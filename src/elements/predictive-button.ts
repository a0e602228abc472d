import type {PropertyValues} from '@lit/reactive-element';
import {keyOf, type PredictiveTarget} from '../core/target.js';
import type {PreloadDeclaration} from '../core/preload.js';
import {regionReadyEvent, TargetConnectEvent, type TargetOwner} from '../core/target-connect-event.js';
import {adoptStyles} from './adopt-styles.js';
import {afterDispatch} from './after-dispatch.js';
import {passedOn, passOn, referenced, setAttribute} from './pass-on.js';
import {ButtonAttributes} from './predictive-button-attributes.js';
import {buttonStyles} from './predictive-button.styles.js';
import {Submitter} from './submitter.js';

/** Attributes that refer to an element by its id. */
const invoked = ['popovertarget', 'commandfor'];

/**
 * A button, or with `href` a link, whose region predicts when it is about to be pressed.
 *
 * It contains a native button or link, so keyboard, focus and screen readers work as usual; the host's `title` and
 * global `aria-` attributes are passed on to it. Outside a `<predictive-region>` it is a plain button.
 *
 * @tag predictive-button
 * @attr {string} form - Id of the form that the button belongs to, if not the one around it.
 * @attr {string} popovertarget - Id of the popover that a press toggles, shows or hides.
 * @attr {string} commandfor - Id of the element that a press sends the `command` to.
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
export class PredictiveButton extends ButtonAttributes implements PredictiveTarget {
  static readonly tagName = 'predictive-button';
  static readonly formAssociated = true;
  static override readonly shadowRootOptions: ShadowRootInit = {mode: 'open', delegatesFocus: true};
  readonly #internals = this.attachInternals();
  readonly #submitter = new Submitter(this);
  readonly #label = part('span', 'label');
  #control: HTMLElement = this.#label;
  #fieldsetDisabled = false;
  #customError = '';
  /** Elements set by script for the attributes in `invoked`. */
  readonly #invoked = new Map<string, HTMLElement>();
  #region: TargetOwner | undefined;
  #connection: AbortController | undefined;
  #enterKey: AbortController | undefined;
  /** Whether it was in the page before it was defined: the browser has then looked for its focus in vain. */
  readonly #isLate = this.isConnected;

  constructor() {
    super();
    this.#label.append(document.createElement('slot'));
    this.addEventListener('click', (event) => this.#onClick(event));
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, ...passedOn, ...invoked];
  }

  override attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    super.attributeChangedCallback(name, before, after);
    if (invoked.includes(name)) this.#invoked.delete(name);
    if (passedOn.includes(name) || invoked.includes(name)) this.requestUpdate();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#connection = new AbortController();
    this.#followForm();
    this.#join();
    if (this.#region === undefined)
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
    this.#followForm();
    this.#submitter.remove();
  }

  /** The browser takes the styles away with the document that they belong to. */
  adoptedCallback(): void {
    if (this.shadowRoot !== null) adoptStyles(this.shadowRoot, buttonStyles.cssText);
  }

  formAssociatedCallback(): void {
    this.#followForm();
    this.requestUpdate();
  }

  formDisabledCallback(disabled: boolean): void {
    this.#fieldsetDisabled = disabled;
    this.requestUpdate();
  }

  /** The form that owns the button, or `null`. Setting an id sets the attribute, as templates do. */
  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  set form(id: string | null) {
    setAttribute(this, 'form', id);
  }

  /** The labels that name the button. */
  get labels(): NodeList {
    return this.#internals.labels;
  }

  /** The popover that a press toggles, shows or hides; also by id with `popovertarget`. */
  get popoverTargetElement(): HTMLElement | null {
    return this.#invokedBy('popovertarget');
  }

  set popoverTargetElement(element: HTMLElement | null) {
    this.#invoke('popovertarget', element);
  }

  /** The element that a press sends the `command` to; also by id with `commandfor`. */
  get commandForElement(): HTMLElement | null {
    return this.#invokedBy('commandfor');
  }

  set commandForElement(element: HTMLElement | null) {
    this.#invoke('commandfor', element);
  }

  /** Whether the button is validated with its form; only a submit button is. */
  get willValidate(): boolean {
    return this.type === 'submit' && this.#internals.willValidate;
  }

  get validity(): ValidityState {
    return this.#internals.validity;
  }

  get validationMessage(): string {
    return this.willValidate ? this.#customError : '';
  }

  checkValidity(): boolean {
    return !this.willValidate || this.#internals.checkValidity();
  }

  reportValidity(): boolean {
    return !this.willValidate || this.#internals.reportValidity();
  }

  /** Makes a submit button, and so its form, invalid for this reason, or with `''` valid again. */
  setCustomValidity(message: string): void {
    this.#customError = message;
    this.#validate();
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
    // A native button can be clicked before any update, and a link outside any page.
    if (this.isUpdatePending) this.performUpdate();
    this.#control.click();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    // Created in this very call, if not before.
    const root = super.createRenderRoot() as ShadowRoot;
    adoptStyles(root, buttonStyles.cssText);
    // Labels, popovers and other elements may have come since the last update.
    for (const type of ['pointerdown', 'focusin', 'click'])
      root.addEventListener(type, () => this.#refer(), {capture: true});
    return root;
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    this.#setState('predicted', this.predicted);
    const {href, targetDisabled: disabled} = this;
    const tag = href === null ? 'button' : 'a';
    if (this.#control.localName !== tag) this.#build(tag);
    const set = (name: string, value: string | null): void => setAttribute(this.#control, name, value);
    this.#refer();
    if (href === null) {
      set('disabled', disabled ? '' : null);
      set('type', this.form === null ? 'button' : this.type);
      set('command', this.command);
      set('popovertargetaction', this.popoverTargetAction);
    } else {
      // A link cannot be disabled; without `href` it is a placeholder.
      set('href', disabled ? null : href);
      set('role', disabled ? 'link' : null);
      if (disabled) set('aria-disabled', 'true');
      set('target', this.target);
      set('rel', this.rel);
      set('download', this.download);
      set('referrerpolicy', this.referrerPolicy);
      set('hreflang', this.hreflang);
      set('ping', this.ping);
    }
    this.#validate();
    if (disabled || changed.size !== 1 || !changed.has('predicted')) this.#region?.targetChanged(this);
  }

  protected override firstUpdated(): void {
    if (this.#isLate && this.autofocus && this.ownerDocument.activeElement === this.ownerDocument.body)
      this.focus();
  }

  #build(tag: 'button' | 'a'): void {
    this.#control = part(tag, 'button');
    this.#control.append(this.#label);
    const indicator = part('i', 'indicator');
    indicator.ariaHidden = 'true';
    this.renderRoot.replaceChildren(this.#control, indicator);
    if (tag === 'a') return;
    // The native button acts on a form of its own exactly when it should act on the page's, which it cannot reach.
    const form = document.createElement('form');
    form.id = 'form';
    form.hidden = true;
    this.#control.setAttribute('form', form.id);
    for (const type of ['submit', 'reset'])
      form.addEventListener(type, (event) => {
        event.preventDefault();
        this.#actOnForm();
      });
    this.renderRoot.append(form);
  }

  /** Passes on what may depend on other elements. */
  #refer(): void {
    const control = this.#control;
    passOn(this, control, this.labels);
    if (this.href !== null) return;
    Reflect.set(control, 'popoverTargetElement', this.popoverTargetElement);
    Reflect.set(control, 'commandForElement', this.commandForElement);
  }

  #invokedBy(attribute: string): HTMLElement | null {
    return this.#invoked.get(attribute) ?? referenced(this, attribute);
  }

  #invoke(attribute: string, element: HTMLElement | null): void {
    setAttribute(this, attribute, element && '');
    if (element !== null) this.#invoked.set(attribute, element);
  }

  #validate(): void {
    const message = this.type === 'submit' ? this.#customError : '';
    this.#internals.setValidity({customError: message !== ''}, message);
  }

  #actOnForm(): void {
    const {form} = this;
    if (form === null || this.targetDisabled) return;
    // Not a method of `form`: a control named "reset" would hide it.
    if (this.type === 'reset') HTMLFormElement.prototype.reset.call(form);
    else if (this.type === 'submit') this.#submitter.submit(form);
  }

  /** With `Enter` in a field, the browser presses the form's first submit button. */
  #followForm(): void {
    this.#enterKey?.abort();
    if (this.#connection === undefined || this.form === null) return;
    this.#enterKey = new AbortController();
    const onKey = (event: Event): void => {
      const {form} = this;
      const {key, target} = event as KeyboardEvent;
      if (key !== 'Enter' || this.type !== 'submit' || this.href !== null || form === null) return;
      if ((target as {form?: unknown} | null)?.form === form) this.#submitter.place(form);
    };
    this.getRootNode().addEventListener('keypress', onKey, {capture: true, signal: this.#enterKey.signal});
  }

  /** Offers the button to the regions above; the nearest accepts it. */
  #join(): void {
    if (this.#region !== undefined || this.#connection === undefined) return;
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
      return;
    }
    // From a script, a label or an access key, or beside the native control.
    if (event.composedPath()[0] === this)
      afterDispatch(event, () => {
        const {altKey, ctrlKey, metaKey, shiftKey} = event as MouseEvent;
        // Stays inside the shadow root.
        this.#control.dispatchEvent(
          new MouseEvent('click', {cancelable: true, altKey, ctrlKey, metaKey, shiftKey}),
        );
      });
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
