import {hoverPolicies, hoverSignals, kitAt, signalsOf, thresholds, type Signal} from './fires.js';
import {pressesIn, type PointerScript} from './pointer-script.js';
import type {Thought} from './replayed-region.js';
import type {SweepPoint} from './sweep.js';
import {scoresOf, sumOf, tallyOfTrial, tallyOfWindow, type Scores, type Tally} from './tally.js';

/** A script and what the policies made of it. */
export interface Lived {
  script: PointerScript;
  thoughts: Thought[];
  /** What js.foresight fired; absent where it did not run. */
  foresight?: Signal[];
}

/** Scores by the names of the policies, and the kit's in the order of its thresholds. */
export interface PolicyScores {
  policies: Record<string, Scores>;
  sweep: (SweepPoint & Scores)[];
}

/** Scores the policies over trials, each with one press at its end. */
export function scoreTrials(trials: readonly Lived[]): PolicyScores {
  return score(trials, (signals, {script}) => tallyOfTrial(signals, pressesIn(script)[0]!));
}

/** Scores the policies over windows of continuous use. */
export function scoreWindows(windows: readonly Lived[]): PolicyScores {
  return score(windows, (signals, {script}) =>
    tallyOfWindow(signals, {presses: pressesIn(script), minutes: minutesOf(script)}),
  );
}

/** How long a script lasts. */
export function minutesOf({steps}: PointerScript): number {
  return (steps.at(-1)!.t - steps[0]!.t) / 60_000;
}

function score(lived: readonly Lived[], tallyOf: (signals: Signal[], each: Lived) => Tally): PolicyScores {
  const scores = (signals: (each: Lived) => Signal[]): Scores =>
    scoresOf(sumOf(lived.map((each) => tallyOf(signals(each), each))));
  const policies: Record<string, Scores> = {};
  if (lived.some(({foresight}) => foresight !== undefined))
    policies['foresight'] = scores(({foresight}) => foresight ?? []);
  for (const [name, delayMs] of Object.entries(hoverPolicies))
    policies[name] = scores(({script}) => hoverSignals(script, delayMs));
  const sweep = thresholds.map((threshold) => {
    const at = scores(({thoughts}) => signalsOf(thoughts, threshold));
    policies[kitAt(threshold)] = at;
    return {threshold, ...at};
  });
  return {policies, sweep};
}
