import {UsageError} from '../../tools/arguments.js';
import {
  scriptOfTrial,
  scriptOfWindow,
  targetAt,
  type PointerScript,
} from '../../tools/recordings/pointer-script.js';
import {readText} from '../../tools/recordings/read-data.js';
import {readTrials, readWindows} from '../../tools/recordings/recording.js';
import {simulatedWindows} from '../../tools/recordings/simulated-recordings.js';

/** The way to one press of a link, from time 0; the press is the last step. */
export type Approach = PointerScript;

/** Approaches and where they are from. */
export interface Approaches {
  dataset: string;
  approaches: Approach[];
}

/** A rest is no longer than this, ms: longer than any that the kit or js.foresight tells from another. */
const longestRestMs = 3000;

/** Of a longer way only the end is lived through, ms: nine in ten ways are shorter. */
const longestApproachMs = 10_000;

/** Fewer moves are no way. */
const fewestMoves = 5;

/** Reads trials or windows, or has visits simulated; `limit` approaches, spread evenly over all there are. */
export function readApproaches({data, limit}: {data: string | undefined; limit: number}): Approaches {
  const [dataset, scripts] = data === undefined ? simulated() : read(data);
  const approaches = scripts.flatMap((script) => approachesIn(script));
  if (approaches.length === 0)
    throw new UsageError(`${data}: has no press of a target with a movement before it.`);
  return {dataset, approaches: spread(approaches, limit)};
}

function simulated(): [dataset: string, scripts: PointerScript[]] {
  return ['simulated', simulatedWindows().map(scriptOfWindow)];
}

function read(file: string): [dataset: string, scripts: PointerScript[]] {
  if (isOfWindows(file)) {
    const windows = readWindows(file);
    return [windows[0]!.dataset, windows.map(scriptOfWindow)];
  }
  const trials = readTrials(file);
  return [trials[0]!.dataset, trials.map(scriptOfTrial)];
}

/** By its first line; what is wrong with that is for the reader of trials to say. */
function isOfWindows(file: string): boolean {
  try {
    return 'presses' in JSON.parse(readText(file).trimStart().split('\n', 1)[0]!);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    return false;
  }
}

/** Cuts a script at its presses of targets. */
export function approachesIn({viewport, targets, steps}: PointerScript): Approach[] {
  const approaches: Approach[] = [];
  let way: PointerScript['steps'] = [];
  let [x, y] = [0, 0];
  for (const step of steps) {
    // A button goes down and up where the pointer is.
    if (step.kind === 'move') ({x, y} = step);
    way.push({...step, x, y});
    if (step.kind !== 'down' || step.target < 0) continue;
    const approach = approachOf({viewport, targets, steps: way});
    way = [];
    if (approach !== undefined) approaches.push(approach);
  }
  return approaches;
}

/** One approach as a page can live through it; `undefined` if its press cannot be repeated there. */
function approachOf({viewport, targets, steps}: PointerScript): Approach | undefined {
  const press = steps.at(-1)!;
  const [x, y] = placeOf(press, targets);
  const isSeen = x >= 0 && y >= 0 && x < viewport[0] && y < viewport[1];
  if (!isSeen || targetAt(targets, x, y) !== press.target) return undefined;
  const way = steps.filter(
    ({kind, t, x, y}) =>
      t > press.t - longestApproachMs &&
      // Presses beside the targets stay; the letting go of the press before, or a drag that
      // ended on nothing, would press a target here.
      (kind === 'move' || targetAt(targets, x, y) < 0),
  );
  if (way.filter(({kind}) => kind === 'move').length < fewestMoves) return undefined;
  const arrival = {...press, kind: 'move' as const, x, y};
  return {viewport, targets, steps: shortenRests([...way, arrival, {...press, x, y}])};
}

/** Where the pointer was; the middle of the target where that is not in it, as some recordings have it. */
function placeOf(
  {x, y, target}: PointerScript['steps'][number],
  targets: Approach['targets'],
): [number, number] {
  if (targetAt(targets, x, y) === target) return [x, y];
  const box = targets[target]!;
  return [box.x + box.w / 2, box.y + box.h / 2];
}

function shortenRests(steps: PointerScript['steps']): PointerScript['steps'] {
  let now = 0;
  return steps.map((step, index) => {
    now += Math.min(longestRestMs, step.t - (steps[index - 1]?.t ?? step.t));
    return {...step, t: now};
  });
}

/** The middles of as many equal parts: few are not all of the first person. */
function spread<Item>(items: readonly Item[], limit: number): Item[] {
  const count = Math.min(limit, items.length);
  return Array.from({length: count}, (_, i) => items[Math.floor(((i + 0.5) * items.length) / count)]!);
}
