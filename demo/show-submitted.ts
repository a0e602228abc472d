/** Writes what a form would send into its `<output>`, and stays on the page. */
export function showSubmitted(event: SubmitEvent): void {
  event.preventDefault();
  const form = event.currentTarget as HTMLFormElement; // The listener is on the form.
  const output = [...form.elements].find((element) => element instanceof HTMLOutputElement);
  const entries = [...new FormData(form)].map(([name, value]) => `${name} = ${textOf(value)}`);
  if (output !== undefined) output.value = entries.join(', ');
}

function textOf(value: FormDataEntryValue): string {
  return typeof value === 'string' ? value : value.name;
}
