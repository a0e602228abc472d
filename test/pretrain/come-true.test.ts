import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {along, asComesTrue, likeliestOf, withinOf, type Curve} from '../../pretrain/come-true.js';
import {measureComesTrue, curveAbove} from '../../pretrain/measure-come-true.js';
import {comesTrue} from '../../pretrain/recorded-curves.js';
import {horizonsMs} from '../../src/core/prediction.js';
import {seededRandom} from '../../src/core/random.js';
import type {Moment} from '../../src/training/moments.js';

const horizons = horizonsMs.length;
const raised: Curve = [
  [0.25, 0.25],
  [0.5, 0.6],
  [0.9, 0.95],
];

/** Probabilities of each row, all within the first horizon. */
function saidOf(...rows: number[]): Float32Array {
  const said = new Float32Array(rows.length * horizons);
  rows.forEach((probability, row) => (said[row * horizons] = probability));
  return said;
}

function byRow(said: Float32Array): number[] {
  return Array.from({length: said.length / horizons}, (_, row) => withinOf(said, row, horizons));
}

function isNear(actual: number, expected: number, by = 1e-4): void {
  assert.ok(Math.abs(actual - expected) <= by, `${actual} is not ${expected}`);
}

/** Random probabilities of four targets and none, at each time. */
function anythingSaid(random: () => number): Float32Array {
  const said = Float32Array.from({length: 5 * horizons}, () => random() ** 4);
  const sum = said.reduce((a, b) => a + b, 0);
  return said.map((each) => each / sum);
}

describe('along', () => {
  it('goes through the points, and stays as far from what is said beyond them', () => {
    isNear(along(raised, 0.5), 0.6);
    isNear(along(raised, 0.9), 0.95);
    assert.ok(along(raised, 0.7) > 0.7 && along(raised, 0.7) < 0.95);
    isNear(along(raised, 0.1), 0.1);
    const odds = (share: number): number => share / (1 - share);
    isNear(odds(along(raised, 0.95)) / odds(0.95), odds(0.95) / odds(0.9), 1e-2);
  });
});

describe('asComesTrue', () => {
  const curves = horizonsMs.map(() => raised);

  it('says of the likeliest what comes true, and shares the rest as before', () => {
    const [first, second, none] = byRow(asComesTrue(saidOf(0.5, 0.2, 0.3), curves));
    isNear(first!, 0.6);
    isNear(second!, 0.16);
    isNear(none!, 0.24);
  });

  it('leaves alone what is less likely than where the curves start', () => {
    const said = saidOf(0.2, 0.1, 0.7);
    asComesTrue(said, curves).forEach((share, i) => isNear(share, said[i]!));
  });

  it('adds up to 1, takes nothing below 0, and keeps the order of the targets', () => {
    const random = seededRandom(1);
    for (let i = 0; i < 300; i++) {
      const said = anythingSaid(random);
      const result = asComesTrue(said, curves);
      isNear(
        result.reduce((a, b) => a + b, 0),
        1,
      );
      for (const share of result) assert.ok(share >= 0, `${share}`);
      const order = (of: Float32Array): number[] => {
        const rows = byRow(of).slice(0, -1);
        return [...rows.keys()].sort((a, b) => rows[b]! - rows[a]!);
      };
      assert.deepEqual(order(result), order(said));
    }
  });

  it('leaves alone what has no targets, and a certain press', () => {
    assert.deepEqual(asComesTrue(saidOf(1), curves), saidOf(1));
    const certain = byRow(asComesTrue(saidOf(1, 0), curves));
    isNear(certain[0]!, 1);
    isNear(certain[1]!, 0);
  });

  it('makes what is said within a third of a second likelier, and leaves what is unlikely, with the curves in use', () => {
    const random = seededRandom(2);
    for (let i = 0; i < 300; i++) {
      const said = anythingSaid(random);
      const first = likeliestOf(said)!;
      const result = asComesTrue(said, comesTrue);
      const [before, after] = [withinOf(said, first, 1), withinOf(result, first, 1)];
      assert.ok(after >= before - 1e-5, `${before} becomes ${after}`);
      const [all, now] = [withinOf(said, first, horizons), withinOf(result, first, horizons)];
      if (all < 0.25) isNear(now, all);
      else assert.ok(now > 0.25 - 1e-5, `${all} becomes ${now}`);
    }
  });
});

describe('measureComesTrue', () => {
  /** A target of which 0.3 is said, and which is pressed in half of the cases. */
  const moments = Array.from({length: 1000}, (_, i): Moment => {
    const isPressed = i % 2 === 0;
    return {
      features: new Float32Array(0),
      rows: 2,
      label: isPressed ? 0 : 1,
      weight: 1,
      ...(isPressed && {leadMs: 100}),
    };
  });

  it('gives the mean of what was said, and how often it came true', () => {
    for (const curve of measureComesTrue([moments], () => saidOf(0.3, 0.7)))
      assert.deepEqual(curve, [[0.3, 0.5]]);
  });

  it('knows when a press came', () => {
    const late = moments.map((each): Moment => (each.label === 0 ? {...each, leadMs: 1000} : each));
    const [soonest, , within1500] = measureComesTrue([late], () => saidOf(0.3, 0.7));
    assert.deepEqual(soonest, []);
    assert.deepEqual(within1500, [[0.3, 0.5]]);
  });

  it('counts groups alike, however long they are', () => {
    const never = moments.slice(0, 250).map((each): Moment => ({...each, label: 1}));
    assert.deepEqual(measureComesTrue([moments, never], () => saidOf(0.3, 0.7))[0], [[0.3, 0.25]]);
  });

  it('takes neighbours together where the curve would fall', () => {
    const rare = new Set(
      moments.slice(500).map((each, i): Moment => ({...each, label: i % 10 === 0 ? 0 : 1})),
    );
    const [curve] = measureComesTrue([[...moments.slice(0, 500), ...rare]], (moment) =>
      rare.has(moment) ? saidOf(0.45, 0.55) : saidOf(0.3, 0.7),
    );
    assert.equal(curve!.length, 1);
    isNear(curve![0]![0], 0.375);
    assert.ok(curve![0]![1] < 0.5);
  });
});

describe('curveAbove', () => {
  it('leaves what is said below a level, and stays above it', () => {
    const measured: Curve = [
      [0.2, 0.3],
      [0.3, 0.2],
      [0.5, 0.6],
    ];
    assert.deepEqual(curveAbove(0.25, measured), [
      [0.25, 0.25],
      [0.3, 0.25],
      [0.5, 0.6],
    ]);
  });
});
