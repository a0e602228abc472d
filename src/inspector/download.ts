import {element} from './element.js';

/** Saves a file as a download. */
export function download(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  element('a', {href: url, download: name}).click();
  // By then the browser has started the download.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Lets the user choose files; resolves to none if the dialog is dismissed. */
export function askForFiles({accept, multiple}: {accept: string; multiple: boolean}): Promise<File[]> {
  const input = element('input', {type: 'file', accept});
  input.multiple = multiple;
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}
