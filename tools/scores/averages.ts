/** The mean of some numbers; 0 for none. */
export function mean(values: readonly number[]): number {
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;
}

/** The middle of some numbers; halfway between the middle two if their number is even; 0 for none. */
export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return 0;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The median of some numbers, and what 95 % of them stay below; at least one. */
export function medianAndP95(values: readonly number[]): {median: number; p95: number} {
  const sorted = values.toSorted((a, b) => a - b);
  return {median: median(sorted), p95: sorted[Math.floor(0.95 * sorted.length)]!};
}
