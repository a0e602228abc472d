import type {Random} from '../../src/core/random.js';
import {LikelyTarget} from '../../src/prediction/margin.js';
import {Engine} from '../../src/prediction/engine.js';
import type {RowModel} from '../../src/prediction/predictor.js';
import {lognormal} from '../../pretrain/simulator/draw.js';
import type {Hand, Place} from '../../pretrain/simulator/hand.js';
import type {Parameters} from '../../pretrain/simulator/parameters.js';
import type {Tremor} from '../../pretrain/simulator/tremor.js';
import type {RecordedTarget} from '../../tools/recordings/recording.js';
import {targetAt, type PointerStep} from '../../tools/recordings/pointer-script.js';
import {driveEngine} from '../../tools/replay/drive-engine.js';

/** Time between two events of a mouse, ms. */
const eventMs = 8;

/** How long a button is held in a click, ms: between the 80 of a quick and the 150 of a slow one. */
const holdMs = {median: 110, spread: 0.3};

/** A page, the model that predicts on it, and the probability from which a target is assisted. */
export interface Scene {
  viewport: [w: number, h: number];
  targets: RecordedTarget[];
  model: RowModel;
  from: number;
}

/** One person, with one hand. */
export interface Person {
  random: Random;
  parameters: Parameters;
  hand: Hand;
  tremor: Tremor;
}

/** A movement with a press at its end. */
export interface Approach {
  down: {t: number; place: Place};
  up: {t: number; place: Place};
  /** The index of the target that the kit predicted, with at least `from`, when the button went down; −1 for none. */
  likely: number;
}

/** Aims at a place from `t` on, within `tolerance` px, and presses where the hand then is. */
export function simulateApproach(
  {viewport, targets, model, from}: Scene,
  {random, parameters, hand, tremor}: Person,
  {to, t, tolerance}: {to: Place; t: number; tolerance: number},
): Approach {
  const end = hand.aim(tremor.scatter(to), {t, tolerance}) + lognormal(random, parameters.dwellMs);
  const placeAt = (time: number): Place => {
    const at = hand.at(time);
    const by = tremor.at(time);
    return {x: at.x + by.x, y: at.y + by.y};
  };
  const steps: PointerStep[] = [];
  for (let time = t; time < end; time += eventMs) {
    const {x, y} = placeAt(time);
    const [px, py] = [Math.round(x), Math.round(y)];
    const last = steps.at(-1);
    if (last?.x !== px || last.y !== py)
      steps.push({kind: 'move', t: time, x: px, y: py, target: targetAt(targets, px, py)});
  }
  const downAt = placeAt(end);
  const likely = new LikelyTarget<number>();
  // The release of a button that is not down lets the engine tick until the press, and does nothing else.
  const press: PointerStep = {kind: 'up', t: end, x: downAt.x, y: downAt.y, target: -1};
  driveEngine(
    new Engine<number>({model}),
    {viewport, targets, steps: [...steps, press]},
    {onPrediction: (prediction) => likely.update(prediction, from)},
  );
  const released = end + lognormal(random, holdMs);
  return {
    down: {t: end, place: downAt},
    up: {t: released, place: placeAt(released)},
    likely: likely.at(end) ?? -1,
  };
}
