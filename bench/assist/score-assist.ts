import {seededRandom, type Random} from '../../src/core/random.js';
import type {RowModel} from '../../src/prediction/predictor.js';
import {distanceToBox} from '../../src/prediction/features.js';
import {Hand, type Place} from '../../pretrain/simulator/hand.js';
import {people} from '../../pretrain/simulator/parameters.js';
import {drawPerson} from '../../pretrain/simulator/person.js';
import {Tremor, type TremorStrength} from '../../pretrain/simulator/tremor.js';
import {between, lognormal} from '../../pretrain/simulator/draw.js';
import {scriptOfTrial} from '../../tools/recordings/pointer-script.js';
import type {RecordedTarget, Trial} from '../../tools/recordings/recording.js';
import {simulateApproach, type Approach, type Person, type Scene} from './simulate-approach.js';
import {techniqueNames, techniques, type Technique, type TechniqueName} from './techniques.js';

const seed = 1;

/** Somebody who has missed tries again, at most this often, after this pause to notice it, ms. */
const mostTries = 6;
const noticeMs = {median: 350, spread: 0.3};

/** How near to a target the presses that are meant for nothing are at most, px; half of them are anywhere. */
const besidePx = 40;

/** A technique's figures. */
export interface AssistFigures {
  /** Presses that did not reach the target that they were meant for, per press that did or was given up. */
  misses: number;
  /** Of these, the ones that pressed another target, per press as well. */
  wrong: number;
  /** Median time from the start of the movement to the press that reached the target, ms; and nine of ten are below. */
  medianMs: number;
  p90Ms: number;
  /** Presses meant for nothing that pressed a target: how many of those, and of all presses, as shares. */
  takenOfBlank: number;
  takenOfAll: number;
}

export interface AssistScores {
  presses: number;
  blank: number;
  techniques: Record<TechniqueName, AssistFigures>;
}

interface Tally {
  misses: number;
  wrong: number;
  presses: number;
  taken: number;
  times: number[];
}

export interface ScoreOptions {
  model: RowModel;
  strength: TremorStrength;
  from: number;
  /** Share of presses that are meant for nothing. */
  blankShare: number;
}

/**
 * Has people with tremor make each trial's press, and some presses that are meant for nothing, with every technique: all
 * see the same movements until the first press, and who misses tries again.
 */
export function scoreAssist(
  trials: readonly Trial[],
  {model, strength, from, blankShare}: ScoreOptions,
): AssistScores {
  const tallies = Object.fromEntries(
    techniqueNames.map((name) => [name, {misses: 0, wrong: 0, presses: 0, taken: 0, times: []}]),
  ) as unknown as Record<TechniqueName, Tally>;
  let presses = 0;
  let blank = 0;
  for (const [index, trial] of trials.entries()) {
    const script = scriptOfTrial(trial);
    const scene: Scene = {...script, model, from};
    const pressed = script.steps.at(-1)!;
    const first = script.steps[0]!;
    const goal = pressed.target;
    if (goal < 0) continue;
    // Where a recording's clock missed the target, its press was in it all the same.
    const to = inside(scene.targets[goal]!, pressed);
    presses++;
    for (const name of techniqueNames)
      make(tallies[name], {
        scene,
        to,
        goal,
        technique: techniques[name],
        person: personOf(index, first, strength),
      });
    const random = seededRandom(seed + 2 * index + 1);
    if (random() >= blankShare) continue;
    const beside = blankPlace(scene, random);
    if (beside === undefined) continue;
    blank++;
    const person = personOf(index, first, strength);
    const approach = simulateApproach(scene, person, {to: beside, t: 0, tolerance: 6});
    // A hand that has slipped onto a target has pressed it with every technique, and tells nothing of them.
    if (techniques.nothing(approach.down.place, {...scene, likely: -1}) >= 0) continue;
    for (const name of techniqueNames)
      if (reached(techniques[name], scene, approach) >= 0) tallies[name].taken++;
  }
  return {
    presses,
    blank,
    techniques: Object.fromEntries(
      techniqueNames.map((name) => [name, figuresOf(tallies[name], {blank, presses: presses + blank})]),
    ) as Record<TechniqueName, AssistFigures>,
  };
}

/** The same person, in the same state, for each technique. */
function personOf(index: number, at: Place, strength: TremorStrength): Person {
  const random = seededRandom(seed + 2 * index);
  const parameters = drawPerson(random, people);
  return {
    random,
    parameters,
    tremor: new Tremor({random, strength}),
    hand: new Hand({at: {x: at.x, y: at.y}, random, parameters}),
  };
}

/** Aims and presses until the press reaches the goal. */
function make(
  tally: Tally,
  {
    scene,
    to,
    goal,
    technique,
    person,
  }: {scene: Scene; to: Place; goal: number; technique: Technique; person: Person},
): void {
  const {w, h} = scene.targets[goal]!;
  const tolerance = Math.max(2, Math.min(w, h) * person.parameters.tolerance);
  let t = 0;
  for (let tries = 0; tries < mostTries; tries++) {
    const approach = simulateApproach(scene, person, {to, t, tolerance});
    tally.presses++;
    const target = reached(technique, scene, approach);
    if (target === goal) {
      tally.times.push(approach.up.t);
      return;
    }
    tally.misses++;
    if (target >= 0) tally.wrong++;
    t = approach.up.t + lognormal(person.random, noticeMs);
  }
}

/** The target that a press reaches: the button has to go down and up on it. */
function reached(technique: Technique, {targets}: Scene, {down, up, likely}: Approach): number {
  const target = technique(down.place, {targets, likely});
  return technique(up.place, {targets, likely}) === target ? target : -1;
}

function inside({x, y, w, h}: RecordedTarget, place: Place): Place {
  const within = (at: number, from: number, size: number): number =>
    Math.min(from + 0.95 * size, Math.max(from + 0.05 * size, at));
  return {x: within(place.x, x, w), y: within(place.y, y, h)};
}

/** A place where there is no target: near one, or anywhere. */
function blankPlace({targets, viewport: [width, height]}: Scene, random: Random): Place | undefined {
  for (let tries = 0; tries < 50; tries++) {
    const {x, y, w, h} = targets[Math.floor(random() * targets.length)]!;
    const place =
      tries % 2 === 0
        ? {
            x: between(random, x - besidePx, x + w + besidePx),
            y: between(random, y - besidePx, y + h + besidePx),
          }
        : {x: between(random, 0, width), y: between(random, 0, height)};
    const isOn = place.x >= 0 && place.y >= 0 && place.x < width && place.y < height;
    if (isOn && targets.every((target) => distanceToBox(place.x, place.y, target) > 0)) return place;
  }
  return undefined;
}

function figuresOf(
  {misses, wrong, taken, times}: Tally,
  {blank, presses}: {blank: number; presses: number},
): AssistFigures {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? NaN;
  const meant = presses - blank;
  return {
    misses: misses / meant,
    wrong: wrong / meant,
    medianMs: at(0.5),
    p90Ms: at(0.9),
    takenOfBlank: blank > 0 ? taken / blank : 0,
    takenOfAll: taken / presses,
  };
}
