/** Writes the data of a form into its `<output>`, and cancels the submission. */
export function showSubmitted(event: SubmitEvent): void {
  event.preventDefault();
  const form = event.currentTarget as HTMLFormElement; // The listener is on the form.
  const output = [...form.elements].find((element) => element instanceof HTMLOutputElement);
  const entries = [...new FormData(form, event.submitter)].map(
    ([name, value]) => `${name} = ${textOf(value)}`,
  );
  if (output !== undefined) output.value = entries.join(', ');
}

function textOf(value: FormDataEntryValue): string {
  return typeof value === 'string' ? value : value.name;
}
