/** How the focus came to where it is: along the page (Tab), along a group (arrow keys), or to an end of one (Home, End). */
export type FocusMove = 'tab' | 'arrow' | 'end';

/** One place where the focus can be, in the order in which it passes them. */
export interface FocusStop {
  /** Whether a press of it is predicted: a target that can be pressed. Fields and the like are passed, too. */
  isTarget: boolean;
  /** The toolbar, menu, … that it is part of, within which arrow keys move the focus. */
  group?: unknown;
  /** Whether Tab stops there; else only arrow keys within the group lead to it. */
  isTabStop: boolean;
  /** How much likelier it is pressed than others for reasons of its own; 1 on average, at least 0. */
  prior?: number;
}

export interface FocusContext {
  stops: readonly FocusStop[];
  /** Where the focus is, an index of `stops`. */
  focus: number;
  move: FocusMove;
  /** Towards the end of the order, its beginning, or unknown. */
  direction: 1 | -1 | 0;
  /** Whether the move before went the other way. */
  hasTurned: boolean;
  /** Between the latest moves of the focus, ms, the latest last. */
  intervalsMs: readonly number[];
  /** Since the latest move, ms. */
  sinceMs: number;
}

/** Probabilities of the next press, 0…1; with `none` they add up to 1. */
export interface FocusPrediction {
  /** Of each stop; 0 for those that are no targets. */
  probabilities: number[];
  /** That none of the targets is pressed next. */
  none: number;
}

/**
 * What lies elsewhere counts as so many stops: beyond the region for who tabs along the page; little for who
 * uses arrow keys, and so has chosen the group.
 */
const elsewhere: Readonly<Record<FocusMove, number>> = {tab: 2, arrow: 0.5, end: 0.5};

/** What lies behind counts so much against what lies ahead: people turn when they have gone too far, seldom else. */
const behind = 0.05;

/** What waits outside of the group that arrow keys are used in counts so much against what is in it. */
const aside = 0.1;

/** Who turns back has gone a little too far: each stop counts this share of the one nearer by. */
const turnedShare = 0.5;

/** Who jumps to an end wants it so many times rather than any other. */
const endShare = 4;

/** What is not known of a person's rhythm counts as so many intervals of this median, ms, and spread (of the logarithm). */
const usual = {intervals: 1, medianMs: 250, spreadIntervals: 2, spread: 0.25} as const;

/** A rhythm is never taken to be steadier than this (spread of the logarithm). */
const leastSpread = 0.12;

/** What an interval counts at most when it is off the median, as a logarithm: half or twice as long. */
const farthest = 0.7;

/** Intervals longer than this are pauses, not rhythm, ms. */
export const longestIntervalMs = 1000;

/** How many of the latest intervals make the rhythm. */
export const rhythmIntervals = 6;

/**
 * How long until the press of the stop that was the goal, ms: from finding the other key (a keystroke takes 200 to
 * 280) to that and a moment to see or hear that it is the right one (1,350; Card, Moran and Newell 1980, "The
 * keystroke-level model").
 */
const press = {medianMs: 800, spread: 0.7} as const;

/** How often the focus waits on a stop that is not the goal, for how long, ms, and how often it goes no farther at all. */
const wait = {share: 0.06, medianMs: 900, spread: 0.7, endless: 0.3} as const;

/** Nothing is predicted of a focus that has stayed longer, ms: who is going to press does it sooner. */
export const longestStayMs = 5000;

/** Which target is pressed next, from where the focus is and how it came there. */
export function predictFocus(context: FocusContext): FocusPrediction {
  const weights = weigh(context);
  const {stops, focus, move, sinceMs} = context;
  const total = weights.reduce((sum, weight) => sum + weight, elsewhere[move]);
  const isGoal = weights[focus]! / total;
  // Bayes: nothing has happened until now, as it would if the goal was here, and as it would if it was not.
  const staysForPress = 1 - lognormal(sinceMs, press);
  const waits = wait.endless + (1 - wait.endless) * (1 - lognormal(sinceMs, wait));
  const staysInRhythm = (1 - wait.share) * (1 - lognormal(sinceMs, rhythmOf(context.intervalsMs)));
  const here = isGoal * staysForPress;
  const onward = (1 - isGoal) * staysInRhythm;
  const waiting = (1 - isGoal) * wait.share * waits;
  const sum = here + onward + waiting;
  // Those who wait go on as before, unless they go no farther.
  const moving = sum > 0 ? (onward + waiting * (1 - wait.endless)) / sum : 0;
  const others = total - weights[focus]!;
  const probabilities = weights.map((weight, index) => {
    if (sinceMs > longestStayMs || !stops[index]!.isTarget) return 0;
    if (index === focus) return sum > 0 ? here / sum : 0;
    return others > 0 ? (moving * weight) / others : 0;
  });
  return {probabilities, none: Math.max(0, 1 - probabilities.reduce((all, one) => all + one, 0))};
}

/** How likely each stop is the goal, before the time since the last move says more. */
function weigh({stops, focus, move, direction, hasTurned}: FocusContext): number[] {
  const {group} = stops[focus]!;
  return stops.map((stop, index) => {
    const {prior = 1} = stop;
    const weight = prior >= 0 ? prior : 1;
    if (index === focus) return move === 'end' ? weight * endShare : weight;
    const isInGroup = group !== undefined && stop.group === group;
    // Who came by Tab may go on with arrow keys, either way.
    const isBehind = (index - focus) * direction < 0 && !(move === 'tab' && isInGroup && !stop.isTabStop);
    const distance = Math.abs(index - focus);
    return (
      weight *
      (isBehind ? behind : hasTurned ? turnedShare ** distance : 1) *
      (move !== 'tab' && !isInGroup ? aside : 1)
    );
  });
}

interface Lognormal {
  medianMs: number;
  spread: number;
}

/** Median and spread of the intervals, drawn towards what is usual while there are few. */
function rhythmOf(intervalsMs: readonly number[]): Lognormal {
  const logs = intervalsMs
    .filter((interval) => interval > 0)
    .slice(-rhythmIntervals)
    .map(Math.log)
    .sort((a, b) => a - b);
  const count = logs.length;
  const usualLog = Math.log(usual.medianMs);
  const middle = ((logs[(count - 1) >> 1] ?? usualLog) + (logs[count >> 1] ?? usualLog)) / 2;
  const share = count / (count + usual.intervals);
  // A single pause among them is no rhythm.
  const squares = logs.map((log) => Math.min(farthest, Math.abs(log - middle)) ** 2);
  const variance =
    (squares.reduce((sum, square) => sum + square, 0) + usual.spreadIntervals * usual.spread ** 2) /
    (count + usual.spreadIntervals);
  return {
    medianMs: Math.exp(share * middle + (1 - share) * usualLog),
    spread: Math.max(leastSpread, Math.sqrt(variance)),
  };
}

/** Share of a lognormal distribution below `ms`. */
function lognormal(ms: number, {medianMs, spread}: Lognormal): number {
  return ms > 0 ? normal(Math.log(ms / medianMs) / spread) : 0;
}

/** The standard normal distribution, by the logistic one that is nearest to it (off by at most 0.01). */
function normal(deviations: number): number {
  return 1 / (1 + Math.exp(-1.702 * deviations));
}
