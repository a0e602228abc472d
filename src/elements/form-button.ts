import {setAttribute} from './pass-on.js';
import {ButtonAttributes} from './predictive-button-attributes.js';
import {placeSubmitter} from './submitter.js';

/** What a native button has of forms: its form, labels and validity, and `Enter` in a field. */
export abstract class FormButton extends ButtonAttributes {
  static readonly formAssociated = true;
  protected readonly internals = this.attachInternals();
  #fieldsetDisabled = false;
  #customMessage = '';
  #fields: Node | undefined;

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
    return this.submits && this.internals.willValidate;
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

  /** Whether the button takes no press: it, or a fieldset around it, is disabled, or it is loading. */
  get targetDisabled(): boolean {
    return !!this.disabled || this.loading || this.#fieldsetDisabled;
  }

  protected get submits(): boolean {
    return this.type === 'submit' && this.href === null;
  }

  /** Applies the custom validity, which the browser shows at the control. */
  protected validateBy(control: HTMLElement): void {
    const message = this.submits ? this.#customMessage : '';
    this.internals.setValidity({customError: message !== ''}, message, control);
  }

  /** Follows the fields of the form, some of which may be outside it, in the tree that the button is in now. */
  protected watchFields(): void {
    this.#fields?.removeEventListener('keypress', this.#onFieldKey, true);
    this.#fields = this.form?.getRootNode();
    this.#fields?.addEventListener('keypress', this.#onFieldKey, true);
  }

  /** `Enter` in a field of a form presses the form's first submit button, which the browser looks for next. */
  readonly #onFieldKey = ({key, target}: Event & {key?: string}): void => {
    const {form} = this;
    const isOfForm = (target as {form?: unknown}).form === form;
    if (form && isOfForm && key === 'Enter' && this.submits) placeSubmitter(this, form);
  };
}
