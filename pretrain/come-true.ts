import {horizonsMs} from '../src/core/prediction.js';

/** What was said, and how often it came true: points of a curve, ascending. */
export type Curve = readonly (readonly [said: number, cameTrue: number])[];

/**
 * Probabilities as they come true, where a target is likely: real people are more determined than simulated ones once
 * they have reached it. `said` has a row for each target and the last for none, and in each row what it has for a press
 * within the first of `horizonsMs`, and after that within the next, and so on; all add up to 1, as does the result. The
 * curves are those of the likeliest target, for each of `horizonsMs`; the others and none share the rest as before.
 */
export function asComesTrue(said: Float32Array, curves: readonly Curve[]): Float32Array {
  const horizons = horizonsMs.length;
  const first = likeliestOf(said);
  if (first === undefined) return said;
  const result = said.slice();
  let before = 0;
  let within = 0;
  for (let horizon = 0; horizon < horizons; horizon++) {
    within += said[first * horizons + horizon]!;
    const after = Math.max(before, along(curves[horizon]!, within));
    result[first * horizons + horizon] = after - before;
    before = after;
  }
  const rest = within < 1 ? (1 - before) / (1 - within) : 0;
  for (let at = 0; at < said.length; at++)
    if (Math.floor(at / horizons) !== first) result[at] = said[at]! * rest;
  return result;
}

/** The row of the likeliest target of what was said; `undefined` without targets. */
export function likeliestOf(said: Float32Array): number | undefined {
  const noneRow = said.length / horizonsMs.length - 1;
  if (noneRow < 1) return undefined;
  const of = (row: number): number => withinOf(said, row, horizonsMs.length);
  return Array.from({length: noneRow}, (_, row) => row).reduce((best, row) =>
    of(row) > of(best) ? row : best,
  );
}

/** What was said of a row's press within the first `count` of `horizonsMs`. */
export function withinOf(said: Float32Array, row: number, count: number): number {
  const from = row * horizonsMs.length;
  return said.subarray(from, from + count).reduce((sum, each) => sum + each, 0);
}

/** The value of a curve, straight in log odds between its points, and as far from what is said as at its ends beyond them. */
export function along(curve: Curve, said: number): number {
  const odds = logOdds(said);
  const points = curve.map(([x, y]) => [logOdds(x), logOdds(y)] as const);
  const [start, end] = [points[0]!, points.at(-1)!];
  if (odds <= start[0]) return fromLogOdds(odds + start[1] - start[0]);
  if (odds >= end[0]) return fromLogOdds(odds + end[1] - end[0]);
  const next = points.findIndex(([x]) => x > odds);
  const [from, to] = [points[next - 1]!, points[next]!];
  return fromLogOdds(from[1] + ((to[1] - from[1]) * (odds - from[0])) / (to[0] - from[0]));
}

/** Keeps the log odds of certainty finite. */
const least = 1e-6;

const logOdds = (share: number): number => Math.log((share + least) / (1 - share + least));

const fromLogOdds = (odds: number): number => 1 / (1 + Math.exp(-odds));
