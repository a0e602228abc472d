/** The mean; 0 for an empty list. */
export function mean(values: readonly number[]): number {
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;
}

/** The median, halfway between the middle two if the count is even; 0 for an empty list. */
export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return 0;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The median and the 95th percentile of at least one number. */
export function medianAndP95(values: readonly number[]): {median: number; p95: number} {
  const sorted = values.toSorted((a, b) => a - b);
  return {median: median(sorted), p95: sorted[Math.floor(0.95 * sorted.length)]!};
}
