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

/** The movement to one press of a link, from time 0; the press is the last step. */
export type Approach = PointerScript;

/** Approaches, and the dataset they come from. */
export interface Approaches {
  dataset: string;
  approaches: Approach[];
}

/** Longest rest, ms: the kit and js.foresight treat longer ones the same. */
const longestRestMs = 3000;

/** Only this end of a longer approach is replayed, ms: nine in ten approaches are shorter. */
const longestApproachMs = 10_000;

/** An approach with fewer moves is left out. */
const fewestMoves = 5;

/** Reads trials or windows, or simulates visits; selects `limit` approaches, evenly spread over all. */
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

/** Tells the format by the first line; the reader of trials reports errors in it. */
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
    // A button is pressed and released where the pointer is.
    if (step.kind === 'move') ({x, y} = step);
    way.push({...step, x, y});
    if (step.kind !== 'down' || step.target < 0) continue;
    const approach = approachOf({viewport, targets, steps: way});
    way = [];
    if (approach !== undefined) approaches.push(approach);
  }
  return approaches;
}

/** The approach that a page can replay; `undefined` if its press cannot be repeated there. */
function approachOf({viewport, targets, steps}: PointerScript): Approach | undefined {
  const press = steps.at(-1)!;
  const [x, y] = placeOf(press, targets);
  const isSeen = x >= 0 && y >= 0 && x < viewport[0] && y < viewport[1];
  if (!isSeen || targetAt(targets, x, y) !== press.target) return undefined;
  const way = steps.filter(
    ({kind, t, x, y}) =>
      t > press.t - longestApproachMs &&
      // Presses beside the targets stay. The release of the press before, or of a drag that
      // ended on nothing, would press a target here.
      (kind === 'move' || targetAt(targets, x, y) < 0),
  );
  if (way.filter(({kind}) => kind === 'move').length < fewestMoves) return undefined;
  const arrival = {...press, kind: 'move' as const, x, y};
  return {viewport, targets, steps: shortenRests([...way, arrival, {...press, x, y}])};
}

/** The pointer's position; the target's middle if the pointer is outside it, as in some recordings. */
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

/** Takes the middles of `limit` equal parts, so that a few items are not all of the first person. */
function spread<Item>(items: readonly Item[], limit: number): Item[] {
  const count = Math.min(limit, items.length);
  return Array.from({length: count}, (_, i) => items[Math.floor(((i + 0.5) * items.length) / count)]!);
}
