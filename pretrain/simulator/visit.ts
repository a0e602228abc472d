import type {Random} from '../../src/learning/random.js';
import type {SampleTarget} from '../../src/learning/sample.js';
import {gaussian} from '../../src/learning/random.js';
import {between, lognormal, pick, runOf} from './draw.js';
import {Hand, type Place} from './hand.js';
import {drawLayout, type Layout} from './layouts.js';
import type {Parameters} from './parameters.js';

/** What one person did on one page: pointer events, and presses. Times in ms, places in CSS px. */
export interface Visit {
  layout: Layout;
  points: [x: number, y: number, t: number][];
  /** When, and the index of the target; -1 elsewhere. */
  presses: {t: number; target: number}[];
}

/** Milliseconds between events: 240, 144, 125, 60 Hz and a remote desktop, as often as they are met. */
const eventIntervals = [1000 / 240, 1000 / 144, 8, 8, 1000 / 60, 1000 / 60, 1000 / 60, 17, 7, 30, 110];

/** Simulates a visit of `ms`. */
export function simulateVisit({
  ms,
  random,
  parameters,
}: {
  ms: number;
  random: Random;
  parameters: Parameters;
}): Visit {
  const layout = drawLayout(random);
  const start = {x: between(random, 0, layout.width), y: between(random, 0, layout.height)};
  const visit: Visit = {layout, points: [], presses: []};
  const recorder = new Recorder({hand: new Hand({at: start, random, parameters}), random, visit});
  const eagerness = between(random, 0.3, 1.7) * parameters.pressShare;
  let last = -1;
  while (recorder.now < ms) {
    if (random() < eagerness) last = press(recorder, {layout, last, random, parameters});
    else wander(recorder, {layout, random, parameters});
  }
  return visit;
}

interface Scene {
  layout: Layout;
  random: Random;
  parameters: Parameters;
}

/** A movement that ends in a press, perhaps by way of other places. */
function press(recorder: Recorder, scene: Scene & {last: number}): number {
  const {random, parameters, layout} = scene;
  for (let legs = runOf(random, parameters.furtherLeg.beforePress, 3); legs > 0; legs--) leg(recorder, scene);
  const isElsewhere = random() < parameters.elsewhere;
  const index = isElsewhere ? -1 : chooseTarget(recorder.place, scene);
  const target = layout.targets[index] ?? somewhere(recorder.place, scene);
  const to = insideOf(target, {random, parameters});
  recorder.move((hand, t) => hand.aim(to, {t, tolerance: Math.max(3, Math.min(target.w, target.h) * 0.35)}));
  recorder.rest(lognormal(random, parameters.dwellMs));
  recorder.press(index);
  recorder.rest(lognormal(random, parameters.restAfterPressMs));
  return index;
}

function wander(recorder: Recorder, scene: Scene): void {
  const {random, parameters} = scene;
  for (let legs = 1 + runOf(random, parameters.furtherLeg.withoutPress, 5); legs > 0; legs--)
    leg(recorder, scene);
  recorder.rest(lognormal(random, parameters.restWithoutPressMs));
}

/** A movement to a place where nothing is pressed. */
function leg(recorder: Recorder, {layout, random, parameters}: Scene): void {
  const {x, y} = recorder.place;
  const {drift, wanderPx, wanderToTarget, betweenLegsMs} = parameters;
  const clamp = (place: Place): Place => ({
    x: Math.min(layout.width, Math.max(0, place.x)),
    y: Math.min(layout.height, Math.max(0, place.y)),
  });
  const angle = between(random, 0, 2 * Math.PI);
  if (random() < drift.probability) {
    const px = lognormal(random, drift.px);
    const to = clamp({x: x + px * Math.cos(angle), y: y + 0.3 * px * Math.sin(angle)});
    recorder.move((hand, t) => hand.drift(to, {t, ms: lognormal(random, drift.ms)}));
  } else if (random() < wanderToTarget) {
    const target = pick(random, layout.targets);
    recorder.move((hand, t) =>
      hand.aim(insideOf(target, {random, parameters}), {t, tolerance: Math.min(target.w, target.h) * 0.6}),
    );
  } else {
    const px = lognormal(random, wanderPx);
    const to = clamp({x: x + px * Math.cos(angle), y: y + px * Math.sin(angle)});
    // Nothing is aimed at, so nothing is corrected beyond a rough arrival.
    recorder.move((hand, t) => hand.aim(to, {t, tolerance: 0.35 * px}));
  }
  recorder.rest(lognormal(random, betweenLegsMs));
}

function chooseTarget({x, y}: Place, {layout, last, random, parameters}: Scene & {last: number}): number {
  const {targets} = layout;
  if (last >= 0 && random() < parameters.sameTarget) return last;
  const all = targets.map((_, index) => index);
  if (random() >= parameters.nearTarget) return pick(random, all);
  const distance = (index: number): number =>
    Math.hypot(targets[index]!.x + targets[index]!.w / 2 - x, targets[index]!.y + targets[index]!.h / 2 - y);
  return all.sort((a, b) => distance(a) - distance(b))[
    Math.min(all.length - 1, Math.floor(random() ** 2 * 6))
  ]!;
}

/** A place of a button's size that is none. */
function somewhere({x, y}: Place, {layout, random, parameters}: Scene): SampleTarget {
  const px = 1.5 * lognormal(random, parameters.wanderPx);
  const angle = between(random, 0, 2 * Math.PI);
  const size = between(random, 16, 60);
  const clamp = (value: number, most: number): number => Math.min(most - size, Math.max(0, value));
  return {
    key: '',
    x: clamp(x + px * Math.cos(angle), layout.width),
    y: clamp(y + px * Math.sin(angle), layout.height),
    w: size,
    h: size,
  };
}

function insideOf({x, y, w, h}: SampleTarget, {random, parameters}: Omit<Scene, 'layout'>): Place {
  const share = (): number => Math.min(0.95, Math.max(0.05, 0.5 + parameters.aim * gaussian(random)));
  return {x: x + w * share(), y: y + h * share()};
}

/** Turns the hand's way into pointer events: whole pixels, at the device's rate, and only when it moved. */
class Recorder {
  readonly #hand: Hand;
  readonly #visit: Visit;
  readonly #intervalMs: number;
  #nextEvent: number;
  #now = 0;

  constructor({hand, random, visit}: {hand: Hand; random: Random; visit: Visit}) {
    this.#hand = hand;
    this.#visit = visit;
    this.#intervalMs = pick(random, eventIntervals);
    this.#nextEvent = random() * this.#intervalMs;
  }

  get now(): number {
    return this.#now;
  }

  get place(): Place {
    return this.#hand.at(this.#now);
  }

  /** Starts a movement now and follows it to its end. */
  move(start: (hand: Hand, t: number) => number): void {
    this.#until(start(this.#hand, this.#now));
  }

  rest(ms: number): void {
    this.#until(this.#now + ms);
  }

  press(target: number): void {
    this.#visit.presses.push({t: this.#now, target});
  }

  #until(t: number): void {
    const {points} = this.#visit;
    for (; this.#nextEvent <= t; this.#nextEvent += this.#intervalMs) {
      const {x, y} = this.#hand.at(this.#nextEvent);
      const last = points.at(-1);
      const [px, py] = [Math.round(x), Math.round(y)];
      if (last?.[0] !== px || last[1] !== py) points.push([px, py, Math.round(this.#nextEvent * 10) / 10]);
    }
    this.#now = Math.max(this.#now, t);
  }
}
