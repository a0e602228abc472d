import {element} from './element.js';

/** Hands a file to the browser's downloads. */
export function download(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  element('a', {href: url, download: name}).click();
  // The browser has taken hold of it by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Asks for files; resolves to none if the question is dismissed. */
export function askForFiles({accept, multiple}: {accept: string; multiple: boolean}): Promise<File[]> {
  const input = element('input', {type: 'file', accept});
  input.multiple = multiple;
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}
