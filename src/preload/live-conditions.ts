import {connection, sparesData} from './conditions.js';

let conditions: AbortController | undefined;

/** A signal that also aborts when conditions change for the worse: offline, hidden, a connection to be spared. */
export function whileAllowed(signal: AbortSignal): AbortSignal {
  if (conditions === undefined) {
    conditions = new AbortController();
    // Once, and for as long as the page lives.
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
  if (!sparesData()) return;
  conditions?.abort();
  conditions = new AbortController();
}
