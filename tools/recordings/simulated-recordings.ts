import {people, type Parameters} from '../../pretrain/simulator/parameters.js';
import {drawPerson} from '../../pretrain/simulator/person.js';
import {simulateVisit, type Visit} from '../../pretrain/simulator/visit.js';
import {seededRandom, type Random} from '../../src/core/random.js';
import type {RecordedPoint, Recording, StreamWindow, Trial} from './recording.js';

const seed = 1;

/** Number of recordings without `--limit`: enough to check that a command works, not to draw conclusions. */
const usualTrials = 200;
const usualWindows = 10;

/** Length of a window, ms. */
const windowMs = 60_000;

/** Longest time from a button going down to its release, ms: the length of a click. */
const clickMs = 80;

/** The movement before a press starts after the latest rest of this length, ms, or after the press before. */
const restMs = 1000;

/** With fewer points, there is no movement. */
const fewestPoints = 5;

/** Cuts the movements before presses from simulated visits; each visit is by another person. */
export function simulatedTrials({limit = Infinity}: {limit?: number} = {}): Trial[] {
  const trials: Trial[] = [];
  const wanted = Math.min(limit, usualTrials);
  for (const visit of visits()) {
    trials.push(...trialsOf(visit));
    if (trials.length >= wanted) break;
  }
  return trials.slice(0, wanted);
}

/** A simulated person's way of moving, and the person's random numbers. */
interface SimulatedPerson {
  random: Random;
  parameters: Parameters;
}

/** Calls `make` for one simulated person after the other. */
export function ofSimulatedPeople<Kind>(
  count: number,
  make: (name: string, person: SimulatedPerson) => Kind[],
): Kind[] {
  const random = seededRandom(seed);
  return Array.from({length: count}, (_, index) =>
    make(`person ${index}`, {random, parameters: drawPerson(random, people)}),
  ).flat();
}

/** Simulates `count` trials of one person, over as many visits as that takes. */
export function simulatedTrialsOf(
  person: string,
  {random, parameters, count}: SimulatedPerson & {count: number},
): Trial[] {
  const trials: Trial[] = [];
  while (trials.length < count)
    trials.push(...trialsOf({...simulateVisit({ms: windowMs, random, parameters}), person}));
  return trials.slice(0, count);
}

/** Simulates whole visits of one person. */
export function simulatedWindowsOf(
  person: string,
  {random, parameters, count}: SimulatedPerson & {count: number},
): StreamWindow[] {
  return Array.from({length: count}, () =>
    windowOf({...simulateVisit({ms: windowMs, random, parameters}), person}),
  ).filter(({points}) => points.length > 0);
}

/** Simulates whole visits, each by another person. */
export function simulatedWindows({limit = Infinity}: {limit?: number} = {}): StreamWindow[] {
  const windows: StreamWindow[] = [];
  for (const visit of visits()) {
    windows.push(windowOf(visit));
    if (windows.length >= Math.min(limit, usualWindows)) break;
  }
  return windows;
}

export type PersonsVisit = Visit & {person: string};

function* visits(): Generator<PersonsVisit> {
  const random = seededRandom(seed);
  for (let index = 0; ; index++) {
    const visit = simulateVisit({ms: windowMs, random, parameters: people});
    if (visit.points.length > 0) yield {...visit, person: `person ${index}`};
  }
}

function sceneOf({layout, person, points}: PersonsVisit): Recording {
  return {
    dataset: 'simulated',
    person,
    viewport: [layout.width, layout.height],
    targets: layout.targets.map(({key, x, y, w, h}) => ({id: key, x, y, w, h})),
    points,
  };
}

/** Turns a visit into a window of continuous use. */
export function windowOf(visit: PersonsVisit): StreamWindow {
  const {points, presses} = visit;
  const scene = sceneOf(visit);
  return {
    ...scene,
    presses: presses.map(({t, target}, index) => {
      const nextMove = points.find((point) => point[2] > t)?.[2] ?? Infinity;
      const nextPress = presses[index + 1]?.t ?? Infinity;
      return [t, Math.min(t + clickMs, nextMove, nextPress), scene.targets[target]?.id ?? null];
    }),
  };
}

export function trialsOf(visit: PersonsVisit): Trial[] {
  const scene = sceneOf(visit);
  const trials: Trial[] = [];
  let from = -Infinity;
  for (const {t, target} of visit.presses) {
    const points = lastMovement(visit.points.filter((point) => point[2] > from && point[2] <= t));
    from = t;
    const clicked = scene.targets[target]?.id;
    const start = points[0]?.[2] ?? 0;
    if (clicked === undefined || points.length < fewestPoints) continue;
    trials.push({
      ...scene,
      points: points.map(([x, y, at]) => [x, y, at - start]),
      clicked,
      clickT: t - start,
    });
  }
  return trials;
}

function lastMovement(points: readonly RecordedPoint[]): RecordedPoint[] {
  const rest = points.findLastIndex((point, index) => index > 0 && point[2] - points[index - 1]![2] > restMs);
  return points.slice(Math.max(0, rest));
}
