import {median} from './averages.js';
import type {Signal} from './fires.js';
import type {Press} from '../recordings/pointer-script.js';

/** A fire counts for this long, ms. */
export const liveMs = 5000;

/** The sums of a policy's fires. */
export interface Tally {
  /** Number of presses of targets. */
  clicks: number;
  fires: number;
  /** Number of fires whose target was pressed next, in time. */
  good: number;
  /** Time from the fire to the press for each press of a target, ms; 0 without a fire. */
  leads: number[];
  minutes: number;
}

/** Tallies a trial: what has fired by its press, once each. */
export function tallyOfTrial(signals: Iterable<Signal>, press: Press): Tally {
  const first = new Map<number, number>();
  for (const {t, target} of signals) if (t <= press.t && !first.has(target)) first.set(target, t);
  const at = first.get(press.target);
  return {
    clicks: 1,
    fires: first.size,
    good: at === undefined ? 0 : 1,
    leads: [at === undefined ? 0 : press.t - at],
    minutes: 0,
  };
}

/**
 * Tallies a window: a fire is live until the next press or for 5 s, and only then may the same target fire
 * again. Signals are in chronological order; one at the moment of a press counts as after it.
 */
export function tallyOfWindow(
  signals: Iterable<Signal>,
  {presses, minutes}: {presses: readonly Press[]; minutes: number},
): Tally {
  const tally: Tally = {clicks: 0, fires: 0, good: 0, leads: [], minutes};
  const live = new Map<number, number>();
  let next = 0;
  const pressUntil = (t: number): void => {
    for (; next < presses.length && presses[next]!.t <= t; next++) {
      const press = presses[next]!;
      const at = live.get(press.target);
      const isGood = at !== undefined && press.t - at <= liveMs;
      live.clear();
      if (press.target < 0) continue;
      tally.clicks++;
      if (isGood) tally.good++;
      tally.leads.push(isGood ? press.t - at : 0);
    }
  };
  for (const {t, target} of signals) {
    pressUntil(t);
    const at = live.get(target);
    if (at !== undefined && t - at < liveMs) continue;
    live.set(target, t);
    tally.fires++;
  }
  pressUntil(Infinity);
  return tally;
}

/** Adds the tallies of several trials or windows. */
export function sumOf(tallies: readonly Tally[]): Tally {
  const sum: Tally = {clicks: 0, fires: 0, good: 0, leads: [], minutes: 0};
  for (const {clicks, fires, good, leads, minutes} of tallies) {
    sum.clicks += clicks;
    sum.fires += fires;
    sum.good += good;
    sum.minutes += minutes;
    for (const lead of leads) sum.leads.push(lead);
  }
  return sum;
}

/** Cost and gain of a policy. Shares are 0…1, and 0 if nothing was counted. */
export interface Scores {
  /** Share of the fires that were good. */
  precision: number;
  firesPerClick: number;
  wastePerClick: number;
  /** Share of the presses of targets that had a fire before them. */
  recall: number;
  medianLeadMs: number;
  /** Shares of the presses with a lead of at least 100 and 300 ms. */
  share100: number;
  share300: number;
  firesPerMinute: number;
}

/** Reduces a tally to figures. */
export function scoresOf({clicks, fires, good, leads, minutes}: Tally): Scores {
  const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);
  const atLeast = (ms: number): number => share(leads.filter((lead) => lead >= ms).length, leads.length);
  return {
    precision: share(good, fires),
    firesPerClick: share(fires, clicks),
    wastePerClick: share(fires - good, clicks),
    recall: share(good, clicks),
    medianLeadMs: median(leads),
    share100: atLeast(100),
    share300: atLeast(300),
    firesPerMinute: share(fires, minutes),
  };
}
