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
    counts[horizonOf(moment)]!++;
  }
  return times;
}

/** Which of `horizonsMs` is the first to contain the press that a moment led to. */
function horizonOf({leadMs = 0}: Moment): number {
  return horizonsMs.findIndex((ms) => leadMs <= ms);
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

/** In each situation, the share of presses that comes within each of `horizonsMs` but the last. */
export type PressTimeTable = Readonly<Record<string, readonly number[]>>;

/** Limits of the factor by which a moment counts more or less. */
const factors = {least: 1 / 4, most: 4};

/**
 * By which factor a simulated moment is to count so that, in its situation, presses come as soon as recorded ones: the
 * recorded share of presses that come as late, by the simulated one. 1 for a moment that led to no press, and in a
 * situation of which the recordings have too little.
 */
export function weighPressTimes(simulated: PressTimes, recorded: PressTimeTable): (moment: Moment) => number {
  const weights = new Map<string, number[]>();
  for (const [situation, counts] of simulated) {
    const within = recorded[situation];
    if (within === undefined) continue;
    const ours = sharesOf(counts).within;
    weights.set(
      situation,
      counts.map((_, i) => {
        const factor = between(within, i) / between(ours, i);
        return Math.min(factors.most, Math.max(factors.least, factor));
      }),
    );
  }
  return (moment) => {
    const situation = situationOf(moment);
    if (situation === undefined) return 1;
    return weights.get(situation)?.[horizonOf(moment)] ?? 1;
  };
}

/** The share between a time and the one before it. */
function between(within: readonly number[], i: number): number {
  return (within[i] ?? 1) - (within[i - 1] ?? 0) + 1e-9;
}

/** The situations that have enough moments, as a table. */
export function pressTimeTable(times: PressTimes): PressTimeTable {
  const rows = [...times]
    .map(([situation, counts]) => [situation, sharesOf(counts)] as const)
    .filter(([, {moments}]) => moments >= fewest)
    .map(([situation, {within}]) => [situation, within.map((share) => Number(share.toFixed(3)))] as const);
  return Object.fromEntries(rows.sort(([a], [b]) => (a < b ? -1 : 1)));
}
