import type {PropertyDeclarations, PropertyValues} from '@lit/reactive-element';
import {adoptStyles} from './adopt-styles.js';
import {afterListeners} from './after-listeners.js';
import {setAttribute} from './pass-on.js';
import {flag} from './predictive-button-attributes.js';
import {PredictiveButton} from './predictive-button.js';
import {buttonStyles} from './predictive-button.styles.js';
import {toggleButtonStyles} from './predictive-toggle-button.styles.js';

/**
 * A button that is on or off. In a form it has a value while it is on, like a checkbox. It has everything that
 * `<predictive-button>` has. In a `<predictive-button-group select="one">` it is an option, as a radio button is.
 *
 * @tag predictive-toggle-button
 * @slot - The label, which stays the same: what is pressed says the rest.
 * @slot start - An icon or the like before the label.
 * @slot end - An icon, a badge or the like after the label.
 * @fires {Event} input - The user has changed `pressed`.
 * @fires {Event} change - The user has changed `pressed`.
 */
export class PredictiveToggleButton extends PredictiveButton {
  static override readonly tagName = 'predictive-toggle-button';
  static override readonly properties: PropertyDeclarations = {pressed: flag};

  /** Whether the button is on. */
  declare pressed: boolean;

  /** What `pressed` is after the form has been reset: what it was at first. */
  #initial: boolean | undefined;
  /** Whether it is one of a group's options: the group then has the value, and chooses. */
  #isOption = false;

  constructor() {
    super();
    this.addEventListener('click', (event) => {
      if (this.href === null && !this.#isOption) afterListeners(event, () => this.#toggle());
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    adoptStyles(this.renderRoot as ShadowRoot, buttonStyles, toggleButtonStyles);
  }

  /** Gives the form the new value at once: it may be read or submitted before the update. */
  override requestUpdate(...change: Parameters<PredictiveButton['requestUpdate']>): void {
    super.requestUpdate(...change);
    // The constructors before this one call it, too.
    if (!(#isOption in this)) return;
    const isSubmitted = this.pressed && !this.#isOption;
    this.internals.setFormValue(isSubmitted ? (this.value ?? 'on') : null, this.pressed ? 'on' : 'off');
  }

  formResetCallback(): void {
    if (!this.#isOption) this.pressed = this.#initial ?? false;
  }

  /** The browser restores the state after going back. */
  formStateRestoreCallback(state: string | File | FormData | null): void {
    if (!this.#isOption) this.pressed = state === 'on';
  }

  /** Called by a group of which one button is chosen: whether it is this one; `undefined` after it has left. */
  showAsOption(chosen: boolean | undefined): void {
    const isOption = chosen !== undefined;
    if (isOption) this.pressed = chosen;
    const isOther = isOption !== this.#isOption;
    this.#isOption = isOption;
    if (isOther) this.requestUpdate();
    this.performUpdate();
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    this.#initial ??= this.pressed;
    const control = this.renderRoot.querySelector('[part=button]')!;
    const state = String(this.pressed);
    if (this.href === null) setAttribute(control, 'role', this.#isOption ? 'radio' : null);
    setAttribute(control, 'aria-checked', this.#isOption ? state : null);
    setAttribute(control, 'aria-pressed', this.#isOption ? null : state);
  }

  #toggle(): void {
    this.pressed = !this.pressed;
    // Assistive technology reads the state right after the press.
    this.performUpdate();
    this.dispatchEvent(new Event('input', {bubbles: true, composed: true}));
    this.dispatchEvent(new Event('change', {bubbles: true}));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'predictive-toggle-button': PredictiveToggleButton;
  }
}
