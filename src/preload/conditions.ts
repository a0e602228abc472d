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

/** Whether the page is offline, hidden or prerendering: then nothing is preloaded. Its other windows may be visible. */
export function isIdle({hidden, prerendering}: Document & {prerendering?: boolean}): boolean {
  return !navigator.onLine || hidden || prerendering === true;
}

/** Whether to preload nothing before a press right now. An unknown connection counts as a good one. */
export function shouldSaveData(document: Document): boolean {
  const {saveData, effectiveType, metered} = connection() ?? {};
  return [saveData, metered, effectiveType?.includes('2g'), isIdle(document)].includes(true);
}

/** Whether a finger scrolls the page: until it rests, nothing is requested but for a press. */
export const scroll = {isRunning: false};
