import {median} from './averages.js';
import {savedOf, type Saved} from './saved.js';
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
  const tally = emptyTally(minutes);
  follow(signals, {presses, tallyAt: () => tally});
  return tally;
}

/**
 * Tallies each third of a window. A fire counts in the third in which it was made, also if its press comes in the
 * next one; a press and its lead count where the press is. So the thirds add up to the window.
 */
export function tallyOfThirds(
  signals: Iterable<Signal>,
  {presses, from, to}: {presses: readonly Press[]; from: number; to: number},
): Tally[] {
  const thirdMs = (to - from) / 3;
  const thirds = [0, 1, 2].map(() => emptyTally(thirdMs / 60_000));
  const tallyAt = (t: number): Tally => thirds[Math.min(2, Math.max(0, Math.floor((t - from) / thirdMs)))]!;
  follow(signals, {presses, tallyAt});
  return thirds;
}

function emptyTally(minutes: number): Tally {
  return {clicks: 0, fires: 0, good: 0, leads: [], minutes};
}

/** Follows the fires of a window, and adds each of them and each press to the tally of its time. */
function follow(
  signals: Iterable<Signal>,
  {presses, tallyAt}: {presses: readonly Press[]; tallyAt: (t: number) => Tally},
): void {
  const live = new Map<number, number>();
  let next = 0;
  const pressUntil = (t: number): void => {
    for (; next < presses.length && presses[next]!.t <= t; next++) {
      const press = presses[next]!;
      const at = live.get(press.target);
      const isGood = at !== undefined && press.t - at <= liveMs;
      live.clear();
      if (press.target < 0) continue;
      const tally = tallyAt(press.t);
      tally.clicks++;
      if (isGood) tallyAt(at).good++;
      tally.leads.push(isGood ? press.t - at : 0);
    }
  };
  for (const {t, target} of signals) {
    pressUntil(t);
    const at = live.get(target);
    if (at !== undefined && t - at < liveMs) continue;
    live.set(target, t);
    tallyAt(t).fires++;
  }
  pressUntil(Infinity);
}

/** Adds the tallies of several trials or windows. */
export function sumOf(tallies: readonly Tally[]): Tally {
  const sum = emptyTally(0);
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
  /** Share of an answer that was over at the press, by how long the answer takes, ms. */
  saved: Saved;
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
    saved: savedOf(leads),
    firesPerMinute: share(fires, minutes),
  };
}
