// Nothing is imported from what the entry has, too: it would become a part of its own, and that a request more.

/** What of the Network Information API matters here; not every browser has it. */
type Connection = EventTarget & {saveData?: boolean; effectiveType?: string; metered?: boolean};

let conditions: AbortController | undefined;

/** Whether nobody sees the page, or nothing can be had: then nothing at all is asked for. */
export function isIdle(): boolean {
  return !navigator.onLine || document.hidden || (document as {prerendering?: boolean}).prerendering === true;
}

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
  const {saveData, metered, effectiveType} = connection() ?? {};
  if (!isIdle() && !saveData && !metered && !effectiveType?.endsWith('2g')) return;
  conditions?.abort();
  conditions = new AbortController();
}

function connection(): Connection | undefined {
  return (navigator as Navigator & {connection?: Connection}).connection;
}
