/** How the focus moved: along the page (Tab), along a group (arrow keys), or to an end of one (Home, End). */
export type FocusMove = 'tab' | 'arrow' | 'end';

/** One place that can have focus, in focus order. */
export interface FocusStop {
  /** Whether its press is predicted: a target that can be pressed. Focus also passes fields and the like. */
  isTarget: boolean;
  /** The toolbar, menu, … that contains it, within which arrow keys move the focus. */
  group?: unknown;
  /** Whether Tab stops there; otherwise only arrow keys within the group reach it. */
  isTabStop: boolean;
  /** Prior odds of a press relative to other stops; 1 on average, at least 0. */
  prior?: number;
}

export interface FocusContext {
  stops: readonly FocusStop[];
  /** Index in `stops` of the focused stop. */
  focus: number;
  move: FocusMove;
  /** Towards the end of the order, its start, or unknown. */
  direction: 1 | -1 | 0;
  /** Whether the previous move went the other way. */
  hasTurned: boolean;
  /** Intervals between the latest moves of the focus, ms, the latest last. */
  intervalsMs: readonly number[];
  /** Time since the latest move, ms. */
  sinceMs: number;
}

/** Probabilities of the next press, 0…1; together with `none` they add up to 1. */
export interface FocusPrediction {
  /** Probability of each stop; 0 for stops that are no targets. */
  probabilities: number[];
  /** Probability that none of the targets is pressed next. */
  none: number;
}

/**
 * Weight of goals outside the region, in stops: some for people who tab along the page; little for people who
 * use arrow keys, and so have chosen the group.
 */
const elsewhere: Readonly<Record<FocusMove, number>> = {tab: 2, arrow: 0.5, end: 0.5};

/**
 * Weight of stops behind the focus relative to those ahead: people rarely turn, except after going too far.
 */
const behind = 0.05;

/** Weight of stops outside the group in which arrow keys are used, relative to those inside. */
const aside = 0.1;

/**
 * After a turn, each stop counts this share of the previous one: people who turn back went only a little too
 * far.
 */
const turnedShare = 0.5;

/** Weight of an end of a group after a jump to it, relative to other stops. */
const endShare = 4;

/**
 * Prior of a person's rhythm: counts as this many intervals of this median, ms, and spread (of the
 * logarithm).
 */
const usual = {intervals: 1, medianMs: 250, spreadIntervals: 2, spread: 0.25} as const;

/** Lower limit of a rhythm's spread (of the logarithm). */
const leastSpread = 0.12;

/** Upper limit of an interval's deviation from the median, as a logarithm: half or twice as long. */
const farthest = 0.7;

/** Intervals longer than this are pauses, not rhythm, ms. */
export const longestIntervalMs = 1000;

/** Number of latest intervals that make the rhythm. */
export const rhythmIntervals = 6;

/**
 * Time to the press once the focus is on the goal, ms: between finding the other key (a keystroke takes 200
 * to 280) and that plus recognising that the stop is the right one (1,350; Card, Moran and Newell 1980, "The
 * keystroke-level model").
 */
const press = {medianMs: 800, spread: 0.7} as const;

/**
 * How often the focus waits on a stop that is not the goal, for how long, ms, and how often it then stays for
 * good.
 */
const wait = {share: 0.06, medianMs: 900, spread: 0.7, endless: 0.3} as const;

/** Focus that has stayed longer, ms, predicts nothing: people who want to press do so sooner. */
export const longestStayMs = 5000;

/** Predicts which target is pressed next, from where the focus is and how it got there. */
export function predictFocus(context: FocusContext): FocusPrediction {
  const weights = weigh(context);
  const {stops, focus, move, sinceMs} = context;
  const total = weights.reduce((sum, weight) => sum + weight, elsewhere[move]);
  const goalProbability = weights[focus]! / total;
  // Bayes: the likelihood that nothing has happened until now if the goal is here, and if it is not.
  const staysForPress = 1 - lognormal(sinceMs, press);
  const waits = wait.endless + (1 - wait.endless) * (1 - lognormal(sinceMs, wait));
  const staysInRhythm = (1 - wait.share) * (1 - lognormal(sinceMs, rhythmOf(context.intervalsMs)));
  const here = goalProbability * staysForPress;
  const onward = (1 - goalProbability) * staysInRhythm;
  const waiting = (1 - goalProbability) * wait.share * waits;
  const sum = here + onward + waiting;
  // People who wait continue as before, unless they stay for good.
  const moving = sum > 0 ? (onward + waiting * (1 - wait.endless)) / sum : 0;
  const others = total - weights[focus]!;
  const probabilities = weights.map((weight, index) => {
    if (sinceMs > longestStayMs || !stops[index]!.isTarget) return 0;
    if (index === focus) return sum > 0 ? here / sum : 0;
    return others > 0 ? (moving * weight) / others : 0;
  });
  return {probabilities, none: Math.max(0, 1 - probabilities.reduce((all, one) => all + one, 0))};
}

/** Prior probability, unnormalised, that each stop is the goal, ignoring the time since the last move. */
function weigh({stops, focus, move, direction, hasTurned}: FocusContext): number[] {
  const {group} = stops[focus]!;
  return stops.map((stop, index) => {
    const {prior = 1} = stop;
    const weight = prior >= 0 ? prior : 1;
    if (index === focus) return move === 'end' ? weight * endShare : weight;
    const isInGroup = group !== undefined && stop.group === group;
    // After Tab, people may continue with arrow keys in either direction.
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

/** Median and spread of the intervals, shrunk towards the usual ones while there are few. */
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
  // Limits the effect of a single pause.
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

/** Standard normal distribution, approximated by a logistic one (off by at most 0.01). */
function normal(deviations: number): number {
  return 1 / (1 + Math.exp(-1.702 * deviations));
}
