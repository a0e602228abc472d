/** What of the Network Information API matters here; not every browser has it. */
type Connection = EventTarget & {saveData?: boolean; effectiveType?: string; metered?: boolean};

export function connection(): Connection | undefined {
  return (navigator as Navigator & {connection?: Connection}).connection;
}

/** Whether nothing is to be asked for ahead of a press, as things are now. An unknown connection counts as a good one. */
export function sparesData(): boolean {
  const {saveData = false, effectiveType = '', metered = false} = connection() ?? {};
  return saveData || metered || effectiveType.includes('2g') || !navigator.onLine || document.hidden;
}
