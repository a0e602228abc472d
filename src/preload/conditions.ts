/** The part of the Network Information API used here; not every browser has it. */
type Connection = EventTarget & {saveData?: boolean; effectiveType?: string; metered?: boolean};

export function connection(): Connection | undefined {
  try {
    return (navigator as Navigator & {connection?: Connection}).connection;
  } catch {
    // A page has replaced it.
    return undefined;
  }
}

/** Whether the page is offline, hidden or prerendering: then nothing is preloaded. */
export function isIdle(): boolean {
  return !navigator.onLine || document.hidden || (document as {prerendering?: boolean}).prerendering === true;
}

/** Whether to preload nothing before a press right now. An unknown connection counts as a good one. */
export function shouldSaveData(): boolean {
  const {saveData = false, effectiveType = '', metered = false} = connection() ?? {};
  return saveData || metered || effectiveType.includes('2g') || isIdle();
}
