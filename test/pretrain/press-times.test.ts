import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {
  comparePressTimes,
  pressTimesOf,
  pressTimeTable,
  situationOf,
  weighPressTimes,
} from '../../pretrain/press-times.js';
import {featureCount, featureNames} from '../../src/prediction/feature-names.js';
import type {Moment} from '../../src/training/moments.js';

interface Hand {
  /** Row of the target that it is in. */
  inside?: number;
  dwellMs?: number;
  pxPerMs?: number;
  idleMs?: number;
}

/** A moment with two targets. */
function moment(
  label: number,
  leadMs: number,
  {inside, dwellMs = 0, pxPerMs = 0, idleMs = 0}: Hand = {},
): Moment {
  const features = new Float32Array(3 * featureCount);
  const write = (row: number, name: (typeof featureNames)[number], value: number): void => {
    features[row * featureCount + featureNames.indexOf(name)] = value;
  };
  for (let row = 0; row < 3; row++) {
    write(row, 'speed50', Math.log1p(10 * pxPerMs));
    write(row, 'idle', Math.log1p(idleMs / 50));
  }
  if (inside !== undefined) {
    write(inside, 'inside', 1);
    write(inside, 'dwell', Math.log1p(dwellMs / 50));
  }
  return {features, rows: 3, label, weight: 1, ...(label < 2 && {leadMs})};
}

describe('situationOf', () => {
  it('tells the pressed target from another, and from none', () => {
    assert.equal(
      situationOf(moment(0, 100, {inside: 0, dwellMs: 200, pxPerMs: 0.2})),
      'own, speed 0.1, for 150 ms',
    );
    assert.equal(
      situationOf(moment(1, 100, {inside: 0, dwellMs: 20, pxPerMs: 2})),
      'other, speed 1.2, for 0 ms',
    );
    assert.equal(situationOf(moment(1, 100, {pxPerMs: 0.5})), 'outside, speed 0.4');
  });

  it('tells a hand at rest from a slow one', () => {
    assert.equal(
      situationOf(moment(0, 100, {inside: 0, dwellMs: 900, idleMs: 600})),
      'own, at rest, for 500 ms',
    );
    assert.equal(
      situationOf(moment(0, 100, {inside: 0, dwellMs: 900, idleMs: 100})),
      'own, speed 0, for 500 ms',
    );
  });

  it('is none without a press', () => {
    assert.equal(situationOf(moment(2, 0)), undefined);
  });
});

describe('comparePressTimes', () => {
  const group = (leadsMs: readonly number[], count: number): Moment[] =>
    leadsMs.flatMap((leadMs) => Array.from({length: count}, () => moment(0, leadMs, {inside: 0})));

  it('gives the shares of presses within each time, side by side', () => {
    const soon = pressTimesOf(group([100, 350, 500, 1000], 50));
    const late = pressTimesOf(group([351, 1400, 2000, 5000], 50));
    assert.deepEqual(comparePressTimes(late, soon), [
      {
        situation: 'own, speed 0, for 0 ms',
        simulated: {moments: 200, within: [0, 0.25, 0.5]},
        recorded: {moments: 200, within: [0.5, 0.75, 1]},
      },
    ]);
  });

  it('leaves out what chance decides, and what only one of them does', () => {
    const many = pressTimesOf(group([100], 200));
    assert.deepEqual(comparePressTimes(pressTimesOf(group([100], 199)), many), []);
    assert.deepEqual(comparePressTimes(new Map(), many), []);
    assert.deepEqual(comparePressTimes(many, new Map()), []);
  });

  it('does not count moments that led to no press', () => {
    const none = Array.from({length: 500}, () => moment(2, 0));
    assert.equal(pressTimesOf(none).size, 0);
  });
});

describe('weighPressTimes', () => {
  /** Of ten presses by a hand outside, as many come late. */
  const outside = (late: number): Moment[] =>
    Array.from({length: 10}, (_, i) => moment(0, i < late ? 4000 : 100, {pxPerMs: 0.5}));
  const recorded = {'outside, speed 0.4': [0.6, 0.6, 0.6]};

  it('makes presses come as soon as recorded ones', () => {
    const simulated = outside(7);
    const factorOf = weighPressTimes(pressTimesOf(simulated), recorded);
    const weightOf = (moments: readonly Moment[]): number =>
      moments.reduce((sum, each) => sum + factorOf(each), 0);
    const soon = weightOf(simulated.filter(({leadMs}) => leadMs === 100));
    assert.ok(Math.abs(soon / weightOf(simulated) - 0.6) < 1e-6, `${soon}`);
    assert.ok(Math.abs(weightOf(simulated) - 10) < 1e-6, `${weightOf(simulated)}`);
  });

  it('makes nothing count more than four times as much, or less than a quarter', () => {
    const factorOf = weighPressTimes(pressTimesOf(outside(9)), recorded);
    assert.equal(factorOf(moment(0, 100, {pxPerMs: 0.5})), 4);
    const other = weighPressTimes(pressTimesOf(outside(9)), {'outside, speed 0.4': [0.99, 0.99, 0.99]});
    assert.equal(other(moment(0, 4000, {pxPerMs: 0.5})), 1 / 4);
  });

  it('leaves alone what led to no press, and what was not recorded', () => {
    const factorOf = weighPressTimes(pressTimesOf(outside(7)), recorded);
    assert.equal(factorOf(moment(2, 0, {pxPerMs: 0.5})), 1);
    assert.equal(factorOf(moment(0, 100, {pxPerMs: 2})), 1);
  });
});

describe('pressTimeTable', () => {
  it('has the situations of which there are enough moments', () => {
    const often = Array.from({length: 300}, (_, i) => moment(0, [100, 600, 4000][i % 3]!, {pxPerMs: 0.5}));
    const seldom = Array.from({length: 20}, () => moment(0, 100, {pxPerMs: 2}));
    assert.deepEqual(pressTimeTable(pressTimesOf([...often, ...seldom])), {
      'outside, speed 0.4': [0.333, 0.667, 0.667],
    });
  });
});
