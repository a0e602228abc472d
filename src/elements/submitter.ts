import {copyProperties, setAttribute} from './pass-on.js';
import type {ButtonAttributes} from './predictive-button-attributes.js';

/** What submits a form as a submit button does. */
export interface Submitter
  extends
    HTMLElement,
    Pick<ButtonAttributes, 'type' | 'href'>,
    Partial<Pick<ButtonAttributes, 'formNoValidate'>> {
  readonly form: HTMLFormElement | null;
  readonly targetDisabled: boolean;
}

/** Whether a press submits the form, if there is one. */
export function submits({type, href}: Submitter): boolean {
  return type === 'submit' && href === null;
}

/** Listens to keys: `Enter` in a field of a form presses the form's first submit button, which the browser looks for next. */
export function fieldKeyListener(host: Submitter): (event: Event) => void {
  return ({key, target}: Event & {key?: string}) => {
    const {form} = host;
    if (form && key === 'Enter' && (target as {form?: unknown}).form === form && submits(host))
      placeSubmitter(host, form).disabled = host.targetDisabled;
  };
}

/**
 * Adds a real submit button that submits the form in place of a custom element, which cannot be a submitter. It is in
 * the element only while it is needed: until the task is over, or if a listener has taken over the submission, until
 * the element is pressed again.
 */
export function placeSubmitter(host: Submitter, form: HTMLFormElement): HTMLButtonElement {
  host.querySelector('[slot=submitter]')?.remove();
  const button = host.ownerDocument.createElement('button');
  // No slot has this name, so the button is never rendered.
  button.slot = 'submitter';
  setAttribute(button, 'form', host.getAttribute('form'));
  button.formNoValidate = host.formNoValidate!;
  copyProperties(host, button, 'name value formAction formMethod formEnctype formTarget');
  host.append(button);
  // The parser associates an element with a form that was opened in a table, and is no ancestor.
  if (button.form !== form) form.append(button);
  let submission: SubmitEvent | undefined;
  const onSubmit = (event: SubmitEvent): void => void (submission = event);
  form.addEventListener('submit', onSubmit, true);
  setTimeout(() => {
    form.removeEventListener('submit', onSubmit, true);
    // A listener that has prevented the submission may use its submitter much later.
    if (submission?.submitter !== button || !submission.defaultPrevented) button.remove();
  });
  return button;
}
