/** Names the performance measures of preloads. */
const measureName = 'predictive-preload';

/** Most measures that are kept for `getEntriesByName()`; observers see every one. */
export const mostMeasures = 100;

/**
 * Adds a performance measure. The browser never drops any, and the kit can only remove all of its own: it does so where
 * there are as many as a person looks at.
 */
export function measure(options: PerformanceMeasureOptions): void {
  if (performance.getEntriesByName(measureName, 'measure').length >= mostMeasures)
    performance.clearMeasures(measureName);
  performance.measure(measureName, options);
}
