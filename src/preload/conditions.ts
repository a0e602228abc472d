/** What of the Network Information API matters here; not every browser has it. */
type Connection = EventTarget & {saveData?: boolean; effectiveType?: string; metered?: boolean};

export function connection(): Connection | undefined {
  return (navigator as Navigator & {connection?: Connection}).connection;
}

/** Whether nobody sees the page, or nothing can be had: then nothing at all is asked for. */
export function isIdle(): boolean {
  return !navigator.onLine || document.hidden || (document as {prerendering?: boolean}).prerendering === true;
}

/** Whether nothing is to be asked for ahead of a press, as things are now. An unknown connection counts as a good one. */
export function sparesData(): boolean {
  const {saveData = false, effectiveType = '', metered = false} = connection() ?? {};
  return saveData || metered || effectiveType.includes('2g') || isIdle();
}
