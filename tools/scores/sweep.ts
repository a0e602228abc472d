import type {Scores} from './tally.js';

/** One point of the kit's sweep: cost and gain at a threshold. */
export type SweepPoint = Pick<Scores, 'medianLeadMs' | 'wastePerClick'> & {threshold: number};

/**
 * The value of `wanted` where `given` equals `value`, interpolated linearly between the two neighbouring
 * thresholds. Both fall as the threshold rises. If the sweep ends before it reaches `value`, the result is its
 * end if the kit does at least as well there as required, or `null` if not.
 */
export function along<Point extends SweepPoint>(
  sweep: readonly Point[],
  {given, value, wanted}: {given: Axis; value: number; wanted: Axis | ((point: Point) => number)},
): number | null {
  const read = typeof wanted === 'function' ? wanted : (point: Point): number => point[wanted];
  const first = sweep[0];
  const last = sweep.at(-1);
  if (first === undefined || last === undefined) return null;
  // Less waste than allowed at the lowest threshold; more lead than required at the highest.
  if (first[given] < value) return given === 'wastePerClick' ? read(first) : null;
  if (last[given] > value) return given === 'medianLeadMs' ? read(last) : null;
  for (let i = 1; i < sweep.length; i++) {
    const above = sweep[i - 1]!;
    const below = sweep[i]!;
    if (below[given] > value) continue;
    const span = above[given] - below[given];
    const share = span > 0 ? (above[given] - value) / span : 0;
    return read(above) + share * (read(below) - read(above));
  }
  return read(first);
}

type Axis = 'medianLeadMs' | 'wastePerClick';

/** Median lead of the kit at the same waste as a peer. */
export function leadAtWaste(sweep: readonly SweepPoint[], waste: number): number | null {
  return along(sweep, {given: 'wastePerClick', value: waste, wanted: 'medianLeadMs'});
}

/** Waste of the kit at the same median lead as a peer. */
export function wasteAtLead(sweep: readonly SweepPoint[], leadMs: number): number | null {
  return along(sweep, {given: 'medianLeadMs', value: leadMs, wanted: 'wastePerClick'});
}
