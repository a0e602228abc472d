import {hoverPolicies, hoverSignals, kitAt, signalsOf, thresholds, type Signal} from './fires.js';
import {pressesIn, type PointerScript} from '../recordings/pointer-script.js';
import type {TimedPrediction} from '../replay/timed-prediction.js';
import type {SweepPoint} from './sweep.js';
import {
  scoresOf,
  sumOf,
  tallyOfThirds,
  tallyOfTrial,
  tallyOfWindow,
  type Scores,
  type Tally,
} from './tally.js';

/** A script, and what the policies did during its replay. */
export interface ReplayedScript {
  person: string;
  script: PointerScript;
  predictions: TimedPrediction[];
  /** The fires of js.foresight, and those of the kit's own events; absent if they did not run. */
  foresight?: Signal[];
  preloads?: Signal[];
}

/** Scores by the names of the policies, and the kit's by ascending threshold. */
export interface PolicyScores {
  policies: Record<string, Scores>;
  sweep: (SweepPoint & Scores)[];
}

/** The tallies of one person, or of all people, by the names of the policies. */
export type Tallies = ReadonlyMap<string, Tally>;

/** Tallies the policies over trials with one press each, at the end; one entry per person. */
export function tallyTrials(trials: readonly ReplayedScript[]): Tallies[] {
  return tallyAll(trials, (signals, {script}) => tallyOfTrial(signals, pressesIn(script)[0]!));
}

/** Tallies the policies over windows of continuous use; one entry per person. */
export function tallyWindows(windows: readonly ReplayedScript[]): Tallies[] {
  return tallyAll(windows, (signals, {script}) =>
    tallyOfWindow(signals, {presses: pressesIn(script), minutes: minutesOf(script)}),
  );
}

/** Shortest window whose thirds are told apart, minutes: in a shorter one there is little to learn from. */
const longMinutes = 10;

/** Tallies the policies over each third of the long windows; one list per third, with one entry per person. */
export function tallyThirds(windows: readonly ReplayedScript[]): Tallies[][] {
  const long = windows.filter(({script}) => minutesOf(script) >= longMinutes);
  return tallyParts(long, (signals, {script}) => {
    const {steps} = script;
    return tallyOfThirds(signals, {presses: pressesIn(script), from: steps[0]!.t, to: steps.at(-1)!.t});
  });
}

/** Length of a script, minutes. */
export function minutesOf({steps}: PointerScript): number {
  return (steps.at(-1)!.t - steps[0]!.t) / 60_000;
}

/** The scores of several people together. */
export function scorePolicies(people: readonly Tallies[]): PolicyScores {
  const policies: Record<string, Scores> = {};
  for (const name of people[0]?.keys() ?? [])
    policies[name] = scoresOf(sumOf(people.map((tallies) => tallies.get(name)!)));
  const sweep = thresholds.flatMap((threshold) => {
    const scores = policies[kitAt(threshold)];
    return scores === undefined ? [] : [{threshold, ...scores}];
  });
  return {policies, sweep};
}

type TallyOf = (signals: readonly Signal[], replayed: ReplayedScript) => Tally;

function tallyAll(all: readonly ReplayedScript[], tallyOf: TallyOf): Tallies[] {
  return tallyParts(all, (signals, replayed) => [tallyOf(signals, replayed)])[0] ?? [];
}

/** Tallies the same parts of every recording; one list per part. Empty without recordings. */
function tallyParts(
  all: readonly ReplayedScript[],
  talliesOf: (signals: readonly Signal[], replayed: ReplayedScript) => Tally[],
): Tallies[][] {
  const parts: Map<string, Map<string, Tally[]>>[] = [];
  for (const replayed of all)
    for (const [name, signals] of signalsByPolicy(replayed))
      for (const [index, tally] of talliesOf(signals, replayed).entries()) {
        const people = (parts[index] ??= new Map<string, Map<string, Tally[]>>());
        const own = people.get(replayed.person) ?? new Map<string, Tally[]>();
        people.set(replayed.person, own);
        const tallies = own.get(name) ?? [];
        own.set(name, tallies);
        tallies.push(tally);
      }
  return parts.map((people) =>
    [...people.values()].map(
      (own) => new Map([...own].map(([name, tallies]): [string, Tally] => [name, sumOf(tallies)])),
    ),
  );
}

function* signalsByPolicy({
  script,
  predictions,
  foresight,
  preloads,
}: ReplayedScript): Generator<[name: string, signals: Signal[]]> {
  if (foresight !== undefined) yield ['foresight', foresight];
  for (const [name, delayMs] of Object.entries(hoverPolicies)) yield [name, hoverSignals(script, delayMs)];
  if (preloads !== undefined) yield ['kit-moderate', preloads];
  for (const threshold of thresholds) yield [kitAt(threshold), signalsOf(predictions, threshold)];
}
