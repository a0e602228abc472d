export interface FormAction {
  /** The click that triggers the action. */
  click: Event;
  type: 'submit' | 'reset';
  submitter: HTMLElement & {name: string | null; value: string | null};
  form: HTMLFormElement;
  internals: ElementInternals;
}

/**
 * Submits or resets the form as native activation would: after all click listeners, even if propagation was
 * stopped, and only if none prevented it. The `submit` event has the custom element as its submitter.
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
  // The last listener on the path, so that `submit` fires within the click, as natively; plus a task of its
  // own, in case the click never gets there.
  window.addEventListener('click', act, {signal: abort.signal});
  const timer = setTimeout(act);
}

function submit(
  form: HTMLFormElement,
  submitter: FormAction['submitter'],
  internals: ElementInternals,
): void {
  // requestSubmit() accepts only native submitters, so a listener sets the submitter.
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
