export interface FormAction {
  /** The click that asks for it. */
  click: Event;
  type: 'submit' | 'reset';
  submitter: HTMLElement & {name: string | null; value: string | null};
  form: HTMLFormElement;
  internals: ElementInternals;
}

/**
 * Submits or resets the form, as the native element's activation would: after every listener of the
 * click, whoever stopped its propagation, and not if one of them prevented it. The `submit` event names
 * the custom element as its submitter.
 */
export function actOnForm({click, type, submitter, form, internals}: FormAction): void {
  const abort = new AbortController();
  const act = (): void => {
    abort.abort();
    clearTimeout(timer);
    if (click.defaultPrevented || !form.isConnected) return;
    if (type === 'reset') form.reset();
    else submit(form, submitter, internals);
  };
  // The last listener on the way, so that `submit` comes within the click, as it does natively; and in
  // a task of its own in case the click never gets there.
  window.addEventListener('click', act, {signal: abort.signal});
  const timer = setTimeout(act);
}

function submit(
  form: HTMLFormElement,
  submitter: FormAction['submitter'],
  internals: ElementInternals,
): void {
  // requestSubmit() takes native submitters only, so the submitter is named on the way.
  const name = (event: SubmitEvent): void =>
    void Object.defineProperty(event, 'submitter', {
      configurable: true,
      enumerable: true,
      get: () => submitter,
    });
  form.addEventListener('submit', name, {capture: true, once: true});
  if (submitter.name) internals.setFormValue(submitter.value ?? '');
  form.requestSubmit();
  form.removeEventListener('submit', name, {capture: true});
  internals.setFormValue(null);
}
