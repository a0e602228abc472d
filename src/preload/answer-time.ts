/** Browsers keep what was fetched ahead for about this long, ms. */
export const keptMs = 300_000;

/** Limits, ms, of the age up to which an abandoned prefetch counts as under way. */
export const underWayLimits = [150, 500] as const;

/** Limits, ms, of the age from which a prefetch counts as done; the upper one is Chromium's own limit. */
export const doneLimits = [750, 10_000] as const;

/** Most pages of a site take hardly longer than the current one. */
const underWayFactor = 1.2;

/** Few pages take this many times as long. */
const doneFactor = 3;

/**
 * Response time of a site of which nothing is known, ms: most pages take less. Too short, a place is given away too
 * early, which means one request more at once.
 */
const slowAnswerMs = 1000;

/** How the current page arrived; not every browser reports `deliveryType`. */
export type Arrival = Pick<PerformanceNavigationTiming, 'requestStart' | 'responseEnd' | 'transferSize'> & {
  deliveryType?: string;
};

/** A prefetch younger than this, ms, is most likely under way. */
export function underWayMs(arrival = thisArrival()): number {
  return between(underWayLimits, arrivalMs(arrival) * underWayFactor);
}

/** A prefetch older than this, ms, is almost certainly done. */
export function doneAfterMs(arrival = thisArrival()): number {
  const ms = arrivalMs(arrival);
  return between(doneLimits, (ms === Infinity ? slowAnswerMs : ms) * doneFactor);
}

function thisArrival(): Arrival | undefined {
  return performance.getEntriesByType('navigation')[0] as Arrival | undefined;
}

/**
 * Response time of the current page, ms; `Infinity` if cached, preloaded or still loading, since that says
 * nothing.
 */
export function arrivalMs(arrival = thisArrival()): number {
  if (arrival === undefined) return Infinity;
  const {requestStart, responseEnd, transferSize, deliveryType = ''} = arrival;
  const isKnown = responseEnd > requestStart && transferSize > 0 && deliveryType === '';
  return isKnown ? responseEnd - requestStart : Infinity;
}

function between([least, most]: readonly [least: number, most: number], value: number): number {
  return Math.min(most, Math.max(least, value));
}
