import type {Random} from '../../src/core/random.js';
import type {SampleTarget} from '../../src/core/sample.js';
import {gaussian} from '../../src/core/random.js';
import {between, lognormal, pick, runOf} from './draw.js';
import {distanceToBox} from '../../src/prediction/features.js';
import {Hand, type Place} from './hand.js';
import {drawLayout, type Layout} from './layouts.js';
import {chooseTarget, ScreenHabits, type Choosing} from './target-choice.js';
import type {Parameters} from './parameters.js';
import {Recorder} from './recorder.js';

/** One person's actions on one page: pointer events and presses. Times in ms, positions in CSS px. */
export interface Visit {
  layout: Layout;
  points: [x: number, y: number, t: number][];
  /** Time, and the index of the target; -1 elsewhere. */
  presses: {t: number; target: number}[];
}

/** Simulates a visit of length `ms`, on a page that is drawn at random unless it is given. */
export function simulateVisit({
  ms,
  random,
  parameters,
  layout = drawLayout(random, parameters.layouts),
}: {
  ms: number;
  random: Random;
  parameters: Parameters;
  layout?: Layout;
}): Visit {
  const start = {x: between(random, 0, layout.width), y: between(random, 0, layout.height)};
  const visit: Visit = {layout, points: [], presses: []};
  const recorder = new Recorder({
    hand: new Hand({at: start, random, parameters}),
    random,
    visit,
    noise: parameters.noise,
  });
  const scene: Scene = {
    layout,
    random,
    parameters,
    habits: new ScreenHabits(layout.targets.length, random),
    presses: visit.presses,
  };
  const eagerness = between(random, 0.3, 1.7) * parameters.pressShare;
  while (recorder.now < ms) {
    if (random() < eagerness) press(recorder, scene);
    else {
      const activity = random();
      const {consider: considered, scan: scanned} = parameters.activities;
      if (activity < considered) consider(recorder, scene);
      else if (activity < considered + scanned) scan(recorder, scene);
      else wander(recorder, scene);
      recorder.rest(lognormal(random, parameters.restWithoutPressMs));
      fidget(recorder, scene);
    }
  }
  return visit;
}

interface Scene extends Choosing {
  parameters: Parameters;
}

/** A movement that ends in a press, possibly through other places, and possibly with repeated presses. */
function press(recorder: Recorder, scene: Scene): void {
  const {random, parameters, layout} = scene;
  const {furtherLeg, elsewhere, tolerance, hesitation, dwellMs, repeat, restAfterPressMs, detour} =
    parameters;
  for (let legs = runOf(random, furtherLeg.beforePress, 3); legs > 0; legs--) leg(recorder, scene);
  for (let times = runOf(random, detour, 3); times > 0; times--) consider(recorder, scene);
  const index = random() < elsewhere ? -1 : chooseTarget(recorder.place, scene);
  const target = layout.targets[index] ?? somewhere(recorder.place, scene);
  const to = insideOf(target, scene);
  const near = Math.max(2, Math.min(target.w, target.h) * tolerance);
  recorder.move((hand, t) => hand.aim(to, {t, tolerance: near}));
  if (random() < hesitation.probability) {
    recorder.rest(lognormal(random, hesitation.ms));
    fidget(recorder, scene);
  }
  // A hand that has not quite arrived, or has drifted out again, corrects itself.
  const isInside = (): boolean => distanceToBox(recorder.place.x, recorder.place.y, target) === 0;
  for (let tries = 0; tries < 5 && !isInside(); tries++)
    recorder.move((hand, t) => hand.aim(to, {t, tolerance: near}));
  if (!isInside()) return;
  recorder.rest(lognormal(random, dwellMs));
  recorder.press(index);
  for (let times = runOf(random, repeat.probability, 8); times > 0; times--) {
    const ms = lognormal(random, repeat.ms);
    recorder.rest(between(random, 0.2, 0.8) * ms);
    fidget(recorder, scene);
    recorder.rest(0.3 * ms);
    if (!isInside()) break;
    recorder.press(index);
  }
  recorder.rest(lognormal(random, restAfterPressMs));
  fidget(recorder, scene);
}

/** Approaches a target as if to press it, looks, and lets it be. */
function consider(recorder: Recorder, scene: Scene): void {
  approach(recorder, scene, scene.layout.targets[chooseTarget(recorder.place, scene)]!);
}

function approach(recorder: Recorder, scene: Scene, target: SampleTarget): void {
  const {random, parameters} = scene;
  const to = insideOf(target, scene);
  const near = Math.min(target.w, target.h) * between(random, 0.5, 2) * parameters.consider.tolerance;
  const pace = lognormal(random, parameters.wanderPace);
  recorder.move((hand, t) => hand.aim(to, {t, tolerance: near, pace}));
  recorder.rest(lognormal(random, parameters.consider.ms));
}

/** Runs along neighbouring targets. */
function scan(recorder: Recorder, scene: Scene): void {
  const {random, layout} = scene;
  let target = layout.targets[chooseTarget(recorder.place, scene)]!;
  for (let count = 2 + runOf(random, 0.6, 6); count > 0; count--) {
    approach(recorder, scene, target);
    const from = target;
    const others = layout.targets
      .filter((box) => box !== from)
      .sort((a, b) => Math.hypot(a.x - from.x, a.y - from.y) - Math.hypot(b.x - from.x, b.y - from.y));
    target = others[Math.min(others.length - 1, Math.floor(random() ** 2 * 4))] ?? target;
  }
}

function wander(recorder: Recorder, scene: Scene): void {
  const {random, parameters} = scene;
  for (let legs = 1 + runOf(random, parameters.furtherLeg.withoutPress, 5); legs > 0; legs--)
    leg(recorder, scene);
}

/** A resting hand may move a little. */
function fidget(
  recorder: Recorder,
  {
    random,
    parameters: {
      fidget: {probability, px},
    },
  }: Scene,
): void {
  for (let times = runOf(random, probability, 4); times > 0; times--) {
    const {x, y} = recorder.place;
    const angle = between(random, 0, 2 * Math.PI);
    const length = lognormal(random, px);
    const to = {x: x + length * Math.cos(angle), y: y + length * Math.sin(angle)};
    recorder.move((hand, t) => hand.drift(to, {t, ms: between(random, 60, 300)}));
    recorder.rest(between(random, 30, 500));
  }
}

/** A movement to a place, without a press. */
function leg(recorder: Recorder, scene: Scene): void {
  const {layout, random, parameters} = scene;
  const {x, y} = recorder.place;
  const {drift, wanderToTarget, wanderPace, betweenLegsMs} = parameters;
  const pace = lognormal(random, wanderPace);
  if (random() < drift.probability) {
    const px = lognormal(random, drift.px);
    const angle = between(random, 0, 2 * Math.PI);
    const to = onPage({x: x + px * Math.cos(angle), y: y + 0.3 * px * Math.sin(angle)}, layout);
    recorder.move((hand, t) => hand.drift(to, {t, ms: lognormal(random, drift.ms)}));
  } else if (random() < wanderToTarget) {
    const target = pick(random, layout.targets);
    const near = Math.min(target.w, target.h) * 0.6;
    recorder.move((hand, t) => hand.aim(insideOf(target, scene), {t, tolerance: near, pace}));
  } else {
    const to = anywhere(recorder.place, scene);
    const px = Math.hypot(to.x - x, to.y - y);
    // Without a target, a rough arrival needs no corrections.
    recorder.move((hand, t) => hand.aim(to, {t, tolerance: 0.35 * px, pace}));
  }
  recorder.rest(lognormal(random, betweenLegsMs));
}

/** The end of a leg without a target: mostly near by, and perhaps not over a target. */
function anywhere({x, y}: Place, {layout, random, parameters}: Scene): Place {
  let place = {x, y};
  for (let tries = 0; tries < 4; tries++) {
    const px = lognormal(random, parameters.wanderPx);
    const angle = between(random, 0, 2 * Math.PI);
    place =
      random() < parameters.far.leg
        ? {x: between(random, 0, layout.width), y: between(random, 0, layout.height)}
        : onPage({x: x + px * Math.cos(angle), y: y + px * Math.sin(angle)}, layout);
    const isOver = layout.targets.some((box) => distanceToBox(place.x, place.y, box) === 0);
    if (!isOver || random() >= parameters.keepClear) break;
  }
  return place;
}

function onPage({x, y}: Place, {width, height}: Layout): Place {
  return {x: Math.min(width, Math.max(0, x)), y: Math.min(height, Math.max(0, y))};
}

/** A place of a button's size where there is no target. */
function somewhere({x, y}: Place, {layout, random, parameters}: Scene): SampleTarget {
  const px = lognormal(random, parameters.elsewherePx);
  const angle = between(random, 0, 2 * Math.PI);
  const size = between(random, 16, 60);
  const isFar = random() < parameters.far.elsewhere;
  const clamp = (value: number, most: number): number =>
    isFar ? between(random, 0, most - size) : Math.min(most - size, Math.max(0, value));
  return {
    key: '',
    x: clamp(x + px * Math.cos(angle), layout.width),
    y: clamp(y + px * Math.sin(angle), layout.height),
    w: size,
    h: size,
  };
}

function insideOf(
  {x, y, w, h}: SampleTarget,
  {random, parameters}: Pick<Scene, 'random' | 'parameters'>,
): Place {
  const share = (): number => Math.min(0.95, Math.max(0.05, 0.5 + parameters.aim * gaussian(random)));
  return {x: x + w * share(), y: y + h * share()};
}
