/** Between these, ms, a prefetch that is withdrawn is taken back or left, as this page's own answer says. */
export const underWayLimits = [150, 500] as const;

/** Between these, ms, a prefetch that was withdrawn begins to count as done: at most as long as Chromium lets it take. */
export const doneLimits = [750, 10_000] as const;

/** Most pages of a site take hardly longer than the one that is open. */
const underWayFactor = 1.2;

/** Few take so many times as long. */
const doneFactor = 3;

/** How the page that is open came; not every browser tells the last. */
export type Arrival = Pick<PerformanceNavigationTiming, 'requestStart' | 'responseEnd' | 'transferSize'> & {
  deliveryType?: string;
};

/** As long as it is younger, ms, a prefetch is most likely under way. */
export function underWayMs(arrival = thisArrival()): number {
  return between(underWayLimits, answerMs(arrival) * underWayFactor);
}

/** From this age on, ms, a prefetch is almost certainly done. */
export function doneMs(arrival = thisArrival()): number {
  return between(doneLimits, answerMs(arrival) * doneFactor);
}

function thisArrival(): Arrival | undefined {
  return performance.getEntriesByType('navigation')[0] as Arrival | undefined;
}

/** How long the server took; `Infinity` of what was cached or fetched ahead, or is still coming: that does not say. */
function answerMs(arrival: Arrival | undefined): number {
  if (arrival === undefined) return Infinity;
  const {requestStart, responseEnd, transferSize, deliveryType = ''} = arrival;
  const isKnown = responseEnd > requestStart && transferSize > 0 && deliveryType === '';
  return isKnown ? responseEnd - requestStart : Infinity;
}

function between([least, most]: readonly [least: number, most: number], value: number): number {
  return Math.min(most, Math.max(least, value));
}
