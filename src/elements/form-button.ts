import {setAttribute} from './pass-on.js';
import {ButtonAttributes} from './predictive-button-attributes.js';
import {fieldKeyListener, submits} from './submitter.js';

/** What a native button has of forms: its form, labels and validity, and `Enter` in a field. */
export abstract class FormButton extends ButtonAttributes {
  static readonly formAssociated = true;
  protected readonly internals = this.attachInternals();
  #fieldsetDisabled = false;
  /** Whether a press is under way that began while the button was not loading: it goes on if it is now. */
  declare protected isPressed: boolean | undefined;
  #customMessage = '';
  readonly #onFieldKey = fieldKeyListener(this);
  /** Aborts when the button is taken out of its tree. */
  declare protected signal: AbortSignal | undefined;

  formDisabledCallback(disabled: boolean): void {
    this.#fieldsetDisabled = disabled;
    this.requestUpdate();
  }

  /** The form that owns the button, or `null`. Setting an id sets the attribute, as templates do. */
  get form(): HTMLFormElement | null {
    return this.internals.form;
  }

  set form(id: string | HTMLFormElement | null) {
    setAttribute(this, 'form', id as string | null);
  }

  /** As on a native button: only one that submits is validated, and only by what `setCustomValidity()` has said. */
  get willValidate(): boolean {
    return submits(this) && this.internals.willValidate;
  }

  /** As on a native button: `customError` while `setCustomValidity()` has said something, else valid. */
  get validity(): ValidityState {
    return this.internals.validity;
  }

  /** What `setCustomValidity()` has said; empty while the button is valid. */
  get validationMessage(): string {
    return this.internals.validationMessage;
  }

  /** Whether the button is valid; if not, fires `invalid` on it. */
  checkValidity(): boolean {
    return this.internals.checkValidity();
  }

  /** As `checkValidity()`; if it is not valid, the browser also says why. */
  reportValidity(): boolean {
    return this.internals.reportValidity();
  }

  /** Keeps the form from being submitted, and says why; an empty message allows it again. */
  setCustomValidity(message: string): void {
    this.#customMessage = message;
    this.requestUpdate();
    this.performUpdate();
  }

  /** The labels that name the button. */
  get labels(): NodeList {
    return this.internals.labels;
  }

  /** Whether the button takes no press: it is disabled or loading, or, if it is no link, in a disabled fieldset. */
  get targetDisabled(): boolean {
    return (
      !!this.disabled || (this.loading && !this.isPressed) || (this.#fieldsetDisabled && this.href === null)
    );
  }

  /** Applies the custom validity, which the browser shows at the control. */
  protected validateBy(control: HTMLElement): void {
    const message = submits(this) ? this.#customMessage : '';
    this.internals.setValidity({customError: message !== ''}, message, control);
  }

  /** Follows the fields of the form, some of which may be outside it, in the tree that the button is in now. */
  protected watchFields(): void {
    const {signal} = this;
    if (signal)
      this.form?.getRootNode().addEventListener('keypress', this.#onFieldKey, {capture: true, signal});
  }
}
