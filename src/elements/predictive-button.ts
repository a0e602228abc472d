import type {PropertyValues} from '@lit/reactive-element';
import {keyOf, type PredictiveTarget} from '../core/target.js';
import type {PreloadDeclaration} from '../core/preload.js';
import {adoptStyles} from './adopt-styles.js';
import {afterListeners} from './after-listeners.js';
import {announce} from './announce.js';
import {declaredPreload} from './declared-preload.js';
import {isIconOnly} from './icon-only.js';
import {focusInDialogs} from './focus-in-dialogs.js';
import {FormButton} from './form-button.js';
import {Membership} from './membership.js';
import {copyProperties, passedOn, passReferences, referenced, setAttribute, texts} from './pass-on.js';
import {part, slotOf} from './parts.js';
import {buttonStyles} from './predictive-button.styles.js';
import {placeSubmitter} from './submitter.js';
import {hintStates, preloadStates, setState, showOneOf, showPredicted} from './target-states.js';

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
 * @slot - The label. An icon without text makes the button square; it then needs an `aria-label`.
 * @slot start - An icon or the like before the label.
 * @slot end - An icon, a badge or the like after the label.
 * @fires {PreloadEvent} preload - It is time to prepare the work; cancelable, once per approach.
 * @fires {PreloadOutcomeEvent} preload-outcome - Whether the preload was used by a press.
 * @csspart button - The native button or link.
 * @csspart label - The label.
 * @csspart start - The slot before the label.
 * @csspart end - The slot after the label.
 * @csspart caret - The caret after the label, with `caret`.
 * @csspart spinner - The turning ring before the label, or in place of an icon alone, with `loading`.
 * @csspart indicator - The ring around the button, as strong as the prediction.
 * @cssprop [--predictive-probability=0] - Set by the region: probability that this button is pressed next, 0…1.
 * @cssprop [--predictive-accent] - Colour of the ring, its glow and the tint.
 * @cssprop [--predictive-ring-width=2px] - Width of the ring of a predicted button.
 * @cssprop [--predictive-ring-gap=2px] - Gap between the button and its ring.
 * @cssprop [--predictive-neutral] - Ground of a filled button. Also of each other variant: `--predictive-brand` …
 * @cssprop [--predictive-on-neutral] - Text on that ground. Also `--predictive-on-brand` …
 * @cssprop [--predictive-neutral-text=currentColor] - Text of an outlined or plain button. Also `--predictive-brand-text` …
 * @cssprop [--predictive-surface=transparent] - Ground of an outlined button.
 * @cssprop [--predictive-height=40px] - Height of a medium button; a small one has 0.8 of it, a large one 1.2.
 * @cssprop [--predictive-radius] - Corner radius; a quarter of the height by default.
 * @cssprop [--predictive-padding] - Space beside the label; 0.45 of the height by default.
 * @cssprop [--predictive-gap=0.5em] - Space between icon, label and caret.
 * @cssprop [--predictive-font=inherit] - Font family.
 * @cssprop [--predictive-font-size=1em] - Font size of a medium button.
 * @cssprop [--predictive-font-weight=500] - Font weight.
 * @cssprop [--predictive-focus-inner=Canvas] - Inner tone of the focus ring.
 * @cssprop [--predictive-focus-outer=CanvasText] - Outer tone of the focus ring.
 * @cssprop [--predictive-motion=0.12s] - Duration of transitions; none where reduced motion is asked for.
 * @cssprop [--predictive-button-background] - Ground of this element alone, whatever its look.
 * @cssprop [--predictive-button-hover-background] - Ground under the pointer.
 * @cssprop [--predictive-button-padding] - Padding on all sides.
 * @cssprop [--predictive-button-radius] - Corner radius.
 * @cssState icon-only - The button contains no text, and is square.
 * @cssState predicted - The button is about to be pressed.
 * @cssState likely - With `hints` on the region: by habit, the button is likely to be pressed next.
 * @cssState unlikely - With `hints` on the region: the button is unlikely to be pressed next, and another is likely.
 * @cssState preloading - The button's preload is under way.
 * @cssState preloaded - The button's preload is done and still active.
 */
export class PredictiveButton extends FormButton implements PredictiveTarget {
  static readonly tagName: string = 'predictive-button';
  static override readonly shadowRootOptions: ShadowRootInit = {mode: 'open', delegatesFocus: true};
  readonly #label = part('span', 'label');
  #control: HTMLElement = this.#label;
  readonly #membership = new Membership(this);

  constructor() {
    super();
    this.#label.append(document.createElement('slot'));
    this.addEventListener('click', (event) => this.#onClick(event));
    // In the page before it was defined: the browser has then looked for something to focus in vain.
    if (this.isConnected && this.autofocus)
      void this.updateComplete.then(() => document.activeElement === document.body && this.focus());
    // A press may come before any update; and labels, popovers and other elements after the last one.
    for (const type of ['click', 'focusin', 'pointerdown'])
      this.addEventListener(type, (event) => this.#onBeginning(event), true);
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, ...passedOn];
  }

  override attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    super.attributeChangedCallback(name, before, after);
    this.requestUpdate();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Again in another document: the browser takes the styles away with the one that they belong to.
    adoptStyles(this.renderRoot as ShadowRoot, buttonStyles);
    this.signal = this.#membership.connect();
    // A template's form has been in another tree.
    this.watchFields();
    if (this.autofocus) focusInDialogs(this, this.signal);
  }

  /** Moves the focus to the button, also in the task in which it is enabled. */
  override focus(options?: FocusOptions): void {
    this.performUpdate();
    super.focus(options);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#membership.disconnect();
  }

  formAssociatedCallback(): void {
    // Built anew, with a form or without.
    this.#control = this.#label;
    this.requestUpdate();
    this.watchFields();
  }

  get element(): this {
    return this;
  }

  /** The button's identity, at most 200 characters. */
  get targetKey(): string {
    return keyOf(this);
  }

  /** Fires `preload` now, with trigger `manual`; does nothing outside a region or while disabled. */
  requestPreload(): void {
    this.#membership.region?.requestPreload(this);
  }

  /** Called by the region to show whether the button is predicted. */
  showPredicted(predicted: boolean): void {
    showPredicted(this, this.internals, predicted);
  }

  /** What this button declares; absent attributes are left to the region. */
  get preloadDeclaration(): Partial<PreloadDeclaration> {
    return declaredPreload(this);
  }

  /** Called by the region to show the state of the preload. */
  showPreload(state: 'preloading' | 'preloaded' | undefined): void {
    showOneOf(this.internals, preloadStates, state);
  }

  /** Called by the region to show a hint by habit. */
  showHint(hint: 'likely' | 'unlikely' | undefined): void {
    showOneOf(this.internals, hintStates, hint);
  }

  override click(): void {
    if (this.targetDisabled) return;
    // A native button can be clicked before any update, and a link outside any page.
    this.#refer();
    this.#control.click();
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    setState(this.internals, 'predicted', this.predicted);
    const {href, loading, signal, targetDisabled: disabled} = this;
    const isFocusable = loading || this.disabled === 'focusable';
    const isLink = href !== null;
    const tag = isLink ? 'a' : 'button';
    if (this.#control.localName !== tag) this.#build(tag);
    const set = (name: string, value: string | null): void => setAttribute(this.#control, name, value);
    for (const name of texts) set(name, this.getAttribute(name));
    this.#refer();
    if (disabled && (isFocusable || isLink)) set('aria-disabled', 'true');
    if (loading) set('aria-busy', 'true');
    set('tabindex', isLink && isFocusable ? '0' : null);
    set('role', isLink && disabled ? 'link' : null);
    this.#toggle('caret', this.caret);
    this.#toggle('spinner', loading);
    if (changed.has('loading')) {
      if (loading && signal) addEventListener('pageshow', this.#onReturn, {signal});
      this.renderRoot.querySelector('[role=status]')?.remove();
      if (loading) announce(this.renderRoot, this.loadingText ?? 'Loading');
    }
    this.validateBy(this.#control);
    // A link cannot be disabled; without `href` it is a placeholder.
    set('href', disabled ? null : href);
    set('disabled', disabled && !isFocusable && !isLink ? '' : null);
    set('type', isLink ? null : this.form ? this.type : 'button');
    // The button takes no notice of the attributes of a link, and the other way round.
    copyProperties(
      this,
      this.#control,
      'value popoverTargetAction command target rel download referrerPolicy hreflang ping',
    );
    if (disabled || changed.size !== 1 || !changed.has('predicted'))
      this.#membership.region?.targetChanged(this);
  }

  #build(tag: 'button' | 'a'): void {
    this.#control = part(tag, 'button');
    this.#control.addEventListener('slotchange', () =>
      setState(this.internals, 'icon-only', isIconOnly(this)),
    );
    this.#control.append(slotOf('start'), this.#label, slotOf('end'));
    this.renderRoot.replaceChildren(this.#control, part('i', 'indicator'));
    if (!this.form) return;
    // The native button acts on a form of its own exactly when it should act on the page's, which it cannot reach.
    const form = document.createElement('form');
    form.id = 'form';
    form.hidden = true;
    this.#control.setAttribute('form', form.id);
    form.onsubmit = form.onreset = (event) => {
      event.preventDefault();
      this.#actOnForm();
    };
    this.renderRoot.append(form);
  }

  /** Adds or removes a part at the end of the control. */
  #toggle(name: string, on: boolean): void {
    const present = this.#control.querySelector(`[part=${name}]`);
    if (!on) present?.remove();
    // The spinner is beside the text.
    else if (present === null) (name === 'caret' ? this.#control : this.#label).append(part('span', name));
  }

  /** Passes on what may depend on other elements. */
  #refer(): void {
    this.performUpdate();
    const control = this.#control;
    passReferences(this, control);
    // A link takes no notice of these.
    for (const name of ['popoverTarget', 'commandFor']) {
      const property = `${name}Element`;
      Reflect.set(control, property, Reflect.get(this, property) ?? referenced(this, name)[0] ?? null);
    }
  }

  #actOnForm(): void {
    const {form} = this;
    if (!form || this.targetDisabled) return;
    if (this.type === 'reset') form.reset();
    else if (this.type === 'submit') form.requestSubmit(placeSubmitter(this, form));
  }

  /** The browser may show the page again as it was left: then a press that led to another one is over. */
  readonly #onReturn = ({persisted}: PageTransitionEvent): void => {
    if (persisted) this.loading = false;
  };

  /** Before the page's listeners. */
  #onBeginning({type}: Event): void {
    this.#refer();
    this.isPressed = type === 'click' && !this.loading;
    // The next click may come before this, and finds the button loading.
    setTimeout(() => {
      this.isPressed = false;
      if (this.loading) this.requestUpdate();
    });
  }

  #onClick(event: Event): void {
    if (this.targetDisabled) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    // From a script, a label or an access key, or beside the native control.
    if (event.composedPath()[0] === this)
      // Stays inside the shadow root, as it neither bubbles nor is composed.
      afterListeners(event, () => this.#control.dispatchEvent(new MouseEvent('click')));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'predictive-button': PredictiveButton;
  }
}
