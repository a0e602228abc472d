import type {PredictiveButton} from './predictive-button.js';

/**
 * A real submit button that submits the form in place of one custom element, which cannot be a submitter. It is in
 * the element only while it is needed: from a press, or an `Enter` in a field, until the task is over, or if a
 * listener has taken over the submission, until the next one.
 */
export class Submitter {
  readonly #host: PredictiveButton;
  #button: HTMLButtonElement | undefined;

  constructor(host: PredictiveButton) {
    this.#host = host;
  }

  /** Submits the form as the native element would. */
  submit(form: HTMLFormElement): void {
    // Not a method of `form`: a control named "requestSubmit" would hide it.
    HTMLFormElement.prototype.requestSubmit.call(form, this.place(form));
  }

  /** Adds a new native button for a submission within this task. */
  place(form: HTMLFormElement): HTMLButtonElement {
    this.remove();
    const host = this.#host;
    const button = host.ownerDocument.createElement('button');
    this.#button = button;
    button.type = 'submit';
    // No slot has this name, so the button is never rendered.
    button.slot = 'submitter';
    button.disabled = host.targetDisabled;
    button.formNoValidate = host.formNoValidate;
    const values = {
      form: host.getAttribute('form'),
      name: host.name,
      value: host.value,
      formaction: host.formAction,
      formmethod: host.formMethod,
      formenctype: host.formEnctype,
      formtarget: host.formTarget,
    };
    for (const [name, value] of Object.entries(values)) if (value !== null) button.setAttribute(name, value);
    host.append(button);
    // The parser associates an element with a form that was opened in a table, and is no ancestor.
    if (button.form !== form) HTMLFormElement.prototype.append.call(form, button);
    this.#removeUnlessTakenOver(form, button);
    return button;
  }

  remove(): void {
    this.#button?.remove();
  }

  /** A listener that prevents the submission may ask for the form's data, or submit it, much later. */
  #removeUnlessTakenOver(form: HTMLFormElement, button: HTMLButtonElement): void {
    const abort = new AbortController();
    let submission: SubmitEvent | undefined;
    form.addEventListener('submit', (event) => (submission = event), {capture: true, signal: abort.signal});
    setTimeout(() => {
      abort.abort();
      if (submission?.submitter !== button || !submission.defaultPrevented) button.remove();
    });
  }
}
