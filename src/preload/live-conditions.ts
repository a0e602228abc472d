import {connection, shouldSaveData} from './conditions.js';

/** Aborted when the conditions of a document worsen. */
const conditions = new WeakMap<Document, AbortController>();

/**
 * A signal that also aborts when conditions worsen: offline, hidden, or a connection that should be spared.
 */
export function whileAllowed(document: Document, signal: AbortSignal): AbortSignal {
  if (!conditions.has(document)) {
    conditions.set(document, new AbortController());
    const onChange = (): void => {
      if (!shouldSaveData(document)) return;
      conditions.get(document)!.abort();
      conditions.set(document, new AbortController());
    };
    // Added once, and kept for the life of the page.
    for (const [target, type] of [
      [window, 'offline'],
      [document, 'visibilitychange'],
      [connection(), 'change'],
    ] as const)
      target?.addEventListener(type, onChange);
  }
  return AbortSignal.any([signal, conditions.get(document)!.signal]);
}
