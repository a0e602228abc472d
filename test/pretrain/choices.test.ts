import assert from 'node:assert/strict';
import {before, describe, it} from 'node:test';
import '../../tools/tensorflow-in-node.js';
import {horizonsMs} from '../../src/core/prediction.js';
import {seededRandom, type Random} from '../../src/core/random.js';
import {featureCount, featureNames} from '../../src/prediction/feature-names.js';
import * as tf from '../../src/training/tf.js';
import type {Moment} from '../../src/training/moments.js';
import {asChosen, crowdedFrom, saidOfTargets, type Choices} from '../../pretrain/choices.js';
import {measureChoices} from '../../pretrain/measure-choices.js';

const distance = featureNames.indexOf('distance');
const size = featureNames.indexOf('size');
const horizons = horizonsMs.length;

/** A moment among so many targets, which are equally far and differ in size alone. */
function momentAmong(targets: number, random: Random): Moment {
  const features = new Float32Array((targets + 1) * featureCount);
  for (let row = 0; row < targets; row++) {
    features[row * featureCount + distance] = 1.7;
    features[row * featureCount + size] = 2 * random();
  }
  return {features, rows: targets + 1, label: 0, weight: 1, leadMs: 100};
}

/** A fifth of all for none, the rest at random. */
function sayOf({rows}: Moment, random: Random): Float32Array {
  const said = Float32Array.from({length: rows * horizons}, () => 0.1 + random());
  const targets = said.subarray(0, (rows - 1) * horizons);
  const sum = targets.reduce((total, value) => total + value, 0);
  targets.forEach((value, at) => (targets[at] = (0.8 * value) / sum));
  said.fill(0.2 / horizons, (rows - 1) * horizons);
  return said;
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

describe('asChosen', () => {
  const random = seededRandom(1);
  const choices: Choices = {scale: 1, coefficients: {size: 1}};

  it('makes likelier what has coefficients, and keeps what all targets have together, and none, and when', () => {
    const moment = momentAmong(crowdedFrom, random);
    const said = sayOf(moment, random);
    const chosen = asChosen(said, moment, choices);
    const [was, is] = [saidOfTargets(said), saidOfTargets(chosen)];
    assert.ok(Math.abs(sumOf(is) - sumOf(was)) < 1e-6);
    assert.deepEqual(chosen.slice(-horizons), said.slice(-horizons));
    for (let row = 1; row < crowdedFrom; row++) {
      const sizes = moment.features[row * featureCount + size]! - moment.features[size]!;
      const odds = Math.log(is[row]! / is[0]!) - Math.log(was[row]! / was[0]!);
      assert.ok(Math.abs(odds - sizes) < 1e-4, `row ${row}: ${odds}, ${sizes}`);
      const at = row * horizons + 1;
      assert.ok(Math.abs(chosen[at]! / is[row]! - said[at]! / was[row]!) < 1e-6);
    }
  });

  it('leaves what is said of a few targets', () => {
    const moment = momentAmong(crowdedFrom - 1, random);
    const said = sayOf(moment, random);
    assert.equal(asChosen(said, moment, choices), said);
  });
});

describe('measureChoices', () => {
  before(() => tf.setBackend('cpu'));

  const random = seededRandom(2);
  const said = new Map<Moment, Float32Array>();
  const say = (moment: Moment): Float32Array => said.get(moment)!;

  /** Moments of a person who presses by these choices. */
  function momentsOf(choices: Choices, count: number): Moment[] {
    return Array.from({length: count}, () => {
      const moment = momentAmong(crowdedFrom, random);
      const own = sayOf(moment, random);
      let left = random() * 0.8;
      const label = saidOfTargets(asChosen(own, moment, choices)).findIndex((each) => (left -= each) < 0);
      const chosen = {...moment, label: Math.max(0, label)};
      said.set(chosen, own);
      return chosen;
    });
  }

  it('finds by what people have chosen', () => {
    const choices: Choices = {scale: 0.7, coefficients: {size: 1.5}};
    const {scale, coefficients} = measureChoices([momentsOf(choices, 1500), momentsOf(choices, 3000)], say);
    assert.ok(Math.abs(scale - 0.7) < 0.15, String(scale));
    assert.ok(Math.abs(coefficients.size! - 1.5) < 0.15, String(coefficients.size));
    // What is the same for all targets cannot tell them apart.
    assert.ok(Math.abs(coefficients.distance!) < 1e-3, String(coefficients.distance));
  });

  it('counts every person alike, however many moments they have', () => {
    const small = momentsOf({scale: 1, coefficients: {size: 0.5}}, 400);
    const large = momentsOf({scale: 1, coefficients: {size: 2.5}}, 400);
    const sizeOf = (...people: Moment[][]): number => measureChoices(people, say).coefficients.size!;
    const alike = sizeOf(small, large);
    assert.ok(alike > 0.9 && alike < 2, String(alike));
    assert.ok(Math.abs(sizeOf(small, [...large, ...large, ...large]) - alike) < 0.01);
    assert.ok(sizeOf(large) > alike + 0.3);
  });
});
