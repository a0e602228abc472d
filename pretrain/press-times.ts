import {horizonsMs} from '../src/core/prediction.js';
import {featureCount, featureNames} from '../src/prediction/feature-names.js';
import {timeOf} from '../src/prediction/heuristic.js';
import type {Moment} from '../src/training/moments.js';

/** By situation, how many presses came within the first of `horizonsMs`, after that within the second, and so on. */
export type PressTimes = ReadonlyMap<string, readonly number[]>;

/** How soon presses come in one situation, in two groups of moments: which share within each of `horizonsMs` but the last. */
export interface PressTimesRow {
  situation: string;
  simulated: PressShares;
  recorded: PressShares;
}

export interface PressShares {
  moments: number;
  within: number[];
}

/** Lower limits of the speeds, px per ms, and of the times inside a target, ms, that make a situation. */
const speeds = [0.1, 0.4, 1.2];
const dwellsMs = [150, 500];

/** A rest of this length is no part of an aimed movement, ms. */
const restMs = 400;

/** Moments of each group below which chance decides. */
const fewest = 200;

const at = {
  inside: featureNames.indexOf('inside'),
  dwell: featureNames.indexOf('dwell'),
  speed: featureNames.indexOf('speed50'),
  idle: featureNames.indexOf('idle'),
};

/**
 * What the hand was doing at a moment that led to a press: how fast it was, px per ms, and whether it was in the target
 * that was pressed then (“own”), in another, or in none, and for how long. `undefined` for a moment that led to no press.
 */
export function situationOf({features, rows, label}: Moment): string | undefined {
  if (label === rows - 1) return undefined;
  const value = (row: number, feature: keyof typeof at): number =>
    features[row * featureCount + at[feature]]!;
  const row = Array.from({length: rows - 1}, (_, each) => each).find((each) => value(each, 'inside') === 1);
  const ms = (feature: 'dwell' | 'idle'): number => timeOf(value(row ?? label, feature));
  const speed = Math.expm1(Math.abs(value(label, 'speed'))) / 10;
  const moves = ms('idle') > restMs ? 'at rest' : `speed ${reached(speed, speeds)}`;
  if (row === undefined) return `outside, ${moves}`;
  return `${row === label ? 'own' : 'other'}, ${moves}, for ${reached(ms('dwell'), dwellsMs)} ms`;
}

/** The last of the limits that a value has reached, 0 below all of them. */
function reached(value: number, limits: readonly number[]): number {
  return limits.findLast((limit) => value >= limit) ?? 0;
}

export function pressTimesOf(moments: readonly Moment[]): PressTimes {
  const times = new Map<string, number[]>();
  for (const moment of moments) {
    const situation = situationOf(moment);
    if (situation === undefined) continue;
    const counts = times.get(situation) ?? horizonsMs.map(() => 0);
    times.set(situation, counts);
    counts[horizonsMs.findIndex((ms) => (moment.leadMs ?? 0) <= ms)]!++;
  }
  return times;
}

/** Both groups side by side, where each has enough moments. */
export function comparePressTimes(simulated: PressTimes, recorded: PressTimes): PressTimesRow[] {
  return [...recorded.keys()].sort().flatMap((situation) => {
    const [ours, theirs] = [simulated.get(situation) ?? [], recorded.get(situation)!].map(sharesOf);
    if (Math.min(ours!.moments, theirs!.moments) < fewest) return [];
    return [{situation, simulated: ours!, recorded: theirs!}];
  });
}

function sharesOf(counts: readonly number[]): PressShares {
  const moments = counts.reduce((sum, count) => sum + count, 0);
  let sum = 0;
  return {moments, within: counts.slice(0, -1).map((count) => (sum += count) / moments)};
}
