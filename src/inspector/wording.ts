import {percent} from '../core/percent.js';

/** Formats a time, ms. */
export function milliseconds(ms: number): string {
  return `${Math.round(ms)}\u00a0ms`;
}

/** `1 press`, `2 presses`. */
export function counted(count: number, one: string, many: string): string {
  return `${count}\u00a0${count === 1 ? one : many}`;
}

/** A region's threshold. */
export function thresholdText(threshold: number | 'auto'): string {
  return threshold === 'auto' ? 'auto' : percent(threshold);
}

/** Names of the kinds of model with which a region may predict. */
export const modelNames = {
  heuristic: 'the heuristic',
  scorer: 'the network for any layout',
  sequence: 'a sequence network',
};

/** A button's name on the page. */
export function nameOf(button: Element): string {
  return button.getAttribute('aria-label') ?? button.textContent.trim();
}

/** Formats a size, bytes, in steps of a thousand. */
export function byteCount(bytes: number): string {
  return bytes < 1000 ? `${bytes}\u00a0B` : `${(bytes / 1000).toFixed(1)}\u00a0kB`;
}

/** The text of an error; the kit's own errors say what to do. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return 'That did not work.';
  if (error.name === 'AbortError') return 'Cancelled; nothing has changed.';
  return error.name === 'PredictiveError' ? error.message : `That did not work: ${error.message}`;
}

/** How long ago something was: in seconds up to `countedMs`, then as the time of day. */
export function agoText(agoMs: number, {countedMs}: {countedMs: number}): string {
  if (agoMs >= countedMs)
    return new Date(Date.now() - agoMs).toLocaleTimeString('en-GB', {hour: '2-digit', minute: '2-digit'});
  return agoMs < 1000 ? 'now' : `−${Math.floor(agoMs / 1000)}\u00a0s`;
}

/** A time in seconds with one decimal, of milliseconds. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)}\u00a0s`;
}
