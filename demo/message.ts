import {PredictiveError} from '../src/index.js';

/** Says something in a line of the page, or with `undefined` says nothing. */
export function tell(line: HTMLElement, text: string | undefined, {failed = false} = {}): void {
  line.classList.toggle('failed', failed);
  line.textContent = text ?? '';
}

/** Does `work` and says how it went: in the words it returns, or in those of the error. */
export async function report(line: HTMLElement, work: () => Promise<string | undefined>): Promise<void> {
  tell(line, undefined);
  try {
    tell(line, await work());
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError')
      tell(line, 'Cancelled; nothing has changed.');
    else tell(line, textOf(error), {failed: true});
  }
}

/** The kit's errors say what to do. */
function textOf(error: unknown): string {
  if (error instanceof PredictiveError) return error.message;
  return error instanceof Error ? `That did not work: ${error.message}` : 'That did not work.';
}
