// For the demo and the reports, which show figures as the inspector does.
export {percent} from '../core/percent.js';

/** Milliseconds as they are read. */
export function milliseconds(ms: number): string {
  return `${Math.round(ms)}\u00a0ms`;
}

/** `1 press`, `2 presses`. */
export function counted(count: number, one: string, many: string): string {
  return `${count}\u00a0${count === 1 ? one : many}`;
}

/** The kinds of model that a region may predict with. */
export const modelNames = {
  heuristic: 'the heuristic',
  scorer: 'the network for any layout',
  sequence: 'a sequence network',
};

/** What a button is called on the page. */
export function nameOf(button: HTMLElement): string {
  return button.getAttribute('aria-label') ?? button.textContent.trim();
}

/** Bytes as they are read, in steps of a thousand. */
export function byteCount(bytes: number): string {
  return bytes < 1000 ? `${bytes}\u00a0B` : `${(bytes / 1000).toFixed(1)}\u00a0kB`;
}

/** What an error says; those of the kit say what to do. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return 'That did not work.';
  if (error.name === 'AbortError') return 'Cancelled; nothing has changed.';
  return error.name === 'PredictiveError' ? error.message : `That did not work: ${error.message}`;
}
