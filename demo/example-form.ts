import {part} from './part.js';

/** Shows what a form would send, and stays on the page. */
export function exampleForm(): void {
  const form = part('example-form', HTMLFormElement);
  const output = part('submitted', HTMLOutputElement);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    output.value = [...new FormData(form)]
      .map(([name, value]) => `${name} = ${typeof value === 'string' ? value : value.name}`)
      .join(', ');
  });
}
