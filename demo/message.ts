import {errorText} from '../src/inspector/wording.js';

/** Writes `text` into a line of the page, or empties the line. */
export function tell(line: HTMLElement, text: string | undefined, {failed = false} = {}): void {
  line.classList.toggle('failed', failed);
  line.textContent = text ?? '';
}

/** Does `work` and shows its result: the text it resolves to, or the error's message. */
export async function report(line: HTMLElement, work: () => Promise<string | undefined>): Promise<void> {
  tell(line, undefined);
  try {
    tell(line, await work());
  } catch (error) {
    tell(line, errorText(error), {failed: !(error instanceof DOMException && error.name === 'AbortError')});
  }
}
