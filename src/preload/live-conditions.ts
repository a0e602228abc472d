import {connection, shouldSaveData} from './conditions.js';

let conditions: AbortController | undefined;

/**
 * A signal that also aborts when conditions worsen: offline, hidden, or a connection that should be spared.
 */
export function whileAllowed(signal: AbortSignal): AbortSignal {
  if (conditions === undefined) {
    conditions = new AbortController();
    // Added once, and kept for the life of the page.
    for (const [target, type] of [
      [window, 'offline'],
      [document, 'visibilitychange'],
      [connection(), 'change'],
    ] as const)
      target?.addEventListener(type, onChange);
  }
  return AbortSignal.any([signal, conditions.signal]);
}

function onChange(): void {
  if (!shouldSaveData()) return;
  conditions?.abort();
  conditions = new AbortController();
}
