import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {seededRandom, shuffled} from '../../src/core/random.js';
import {longestRestMs, Reading, scrollRestMs, type ReadingLayout} from '../../src/prediction/reading.js';
import {readingFeatureCount, readingFeatureNames} from '../../src/prediction/reading-features.js';
import {readingWeights} from '../../src/prediction/reading-weights.js';
import {Scorer} from '../../src/prediction/scorer.js';

type Box = [x: number, y: number, w: number, h: number];

const model = new Scorer(readingWeights);
const screen = {width: 390, height: 664};

/** A list of wide links, from the top of the screen down. */
const list: readonly Box[] = Array.from({length: 6}, (_, index): Box => [16, 20 + index * 100, 358, 60]);

function layoutOf(boxes: readonly Box[], habitOf?: (target: number) => number): ReadingLayout<number> {
  return {...screen, targets: [...boxes.keys()], boxes: boxes.flat(), habitOf};
}

/** Scrolls by `px` in frames, slower and slower, from `t` on; returns when it has ended. */
function fling(reading: Reading<number>, px: number, t: number): number {
  let now = t;
  for (let left = px; Math.abs(left) > 1; left *= 0.8) reading.scrolled(left * 0.2, (now += 16));
  return now;
}

test('the shipped network has an input for each feature', () => {
  assert.equal(readingWeights.mean.length, readingFeatureCount);
  assert.equal(new Set(readingFeatureNames).size, readingFeatureCount);
});

test('the probabilities of the targets and of none add up to 1, and are finite, for whatever a page does', () => {
  const number = fc.oneof(
    fc.double({min: -1e6, max: 1e6}),
    fc.constantFrom(0, -0, 1e-300, 1e300, NaN, Infinity, -Infinity),
  );
  const box = fc.tuple(number, number, number, number);
  const step = fc.oneof(
    fc.record({kind: fc.constant('scroll' as const), by: number, after: fc.nat(2000)}),
    fc.record({kind: fc.constant('touch' as const), x: number, y: number, after: fc.nat(2000)}),
    fc.record({kind: fc.constant('press' as const), target: fc.nat(12), after: fc.nat(2000)}),
    fc.record({kind: fc.constant('predict' as const), after: fc.nat(9000)}),
  );
  fc.assert(
    fc.property(
      fc.array(box, {maxLength: 12}),
      fc.array(step, {maxLength: 30}),
      fc.option(number, {nil: undefined}),
      number,
      (boxes, steps, habit, width) => {
        const reading = new Reading<number>(model, 0);
        let now = 0;
        for (const each of [...steps, {kind: 'predict' as const, after: 3000}]) {
          now += each.after;
          if (each.kind === 'scroll') reading.scrolled(each.by, now);
          else if (each.kind === 'press') reading.pressed(each.target, now);
          else if (each.kind === 'touch') {
            reading.touched(each.x, each.y);
            reading.lifted();
          }
          const layout = {...layoutOf(boxes, habit === undefined ? undefined : () => habit), width};
          const prediction = reading.predict(now, layout);
          if (prediction === undefined) continue;
          const all = [...prediction.probabilities.values(), prediction.none];
          assert.equal(all.length, boxes.length + 1);
          assert.ok(all.every((each) => each >= 0 && each <= 1));
          assert.ok(Math.abs(all.reduce((sum, each) => sum + each, 0) - 1) < 1e-4);
        }
      },
    ),
    {seed: 1, numRuns: 500},
  );
});

test('the order of the targets does not matter', () => {
  const random = seededRandom(1);
  for (let run = 0; run < 50; run++) {
    const boxes = Array.from({length: 2 + Math.floor(random() * 20)}, (): Box => [
      random() * 300,
      random() * 600,
      20 + random() * 200,
      20 + random() * 80,
    ]);
    const order = shuffled([...boxes.keys()], random);
    const inOrder = new Reading<number>(model, 0);
    const shuffledReading = new Reading<number>(model, 0);
    for (const reading of [inOrder, shuffledReading]) fling(reading, 500, 1000);
    for (let now = 2000; now < 8000; now += 700) {
      const one = inOrder.predict(now, layoutOf(boxes))!;
      const other = shuffledReading.predict(now, {
        ...screen,
        targets: order,
        boxes: order.flatMap((index) => boxes[index]!),
      })!;
      for (const index of boxes.keys())
        assert.ok(Math.abs(one.probabilities.get(index)! - other.probabilities.get(index)!) < 1e-5);
      assert.ok(Math.abs(one.none - other.none) < 1e-5);
    }
  }
});

test('nothing is predicted while the page scrolls, until it has rested, and while a finger is down', () => {
  const reading = new Reading<number>(model, 0);
  assert.notEqual(reading.predict(500, layoutOf(list)), undefined);
  reading.touched(200, 500);
  assert.equal(reading.predict(900, layoutOf(list)), undefined);
  let now = 1000;
  for (let frame = 0; frame < 60; frame++) {
    reading.scrolled(10, (now += 16));
    assert.equal(reading.predict(now + 8, layoutOf(list)), undefined);
  }
  reading.lifted();
  assert.equal(reading.predict(now + scrollRestMs - 1, layoutOf(list)), undefined);
  assert.notEqual(reading.predict(now + scrollRestMs, layoutOf(list)), undefined);
});

test('nothing is predicted right after a tap, which may leave the page, nor after a long rest', () => {
  const reading = new Reading<number>(model, 0);
  reading.pressed(0, 5000);
  assert.equal(reading.predict(5300, layoutOf(list)), undefined);
  assert.notEqual(reading.predict(5600, layoutOf(list)), undefined);
  assert.equal(reading.predict(5000 + longestRestMs, layoutOf(list)), undefined);
  assert.equal(reading.nextAt(5000 + longestRestMs), Infinity);
  reading.resumed(90_000);
  assert.notEqual(reading.predict(90_500, layoutOf(list)), undefined);
});

test('each prediction asks for a later one, ever more seldom', () => {
  const reading = new Reading<number>(model, 0);
  const times: number[] = [];
  for (let now = reading.nextAt(0); now < Infinity; now = reading.nextAt(now)) times.push(now);
  assert.ok(times.every((each, index) => index === 0 || each > times[index - 1]!));
  assert.ok(times.length > 20 && times.length < 60, String(times.length));
  assert.ok(times.at(-1)! >= longestRestMs && times.at(-1)! < longestRestMs + 1000);
});

test('habit makes its target likelier, and none less likely', () => {
  const reading = new Reading<number>(model, 0);
  const without = reading.predict(1000, layoutOf(list))!;
  const used = new Reading<number>(model, 0);
  const habit = used.predict(
    1000,
    layoutOf(list, (target) => (target === 2 ? 0.9 : 0.02)),
  )!;
  assert.ok(habit.probabilities.get(2)! > 3 * without.probabilities.get(2)!);
  assert.ok(habit.none < without.none);
});

test('the longer a rest, the less the first link of a page is expected', () => {
  const reading = new Reading<number>(model, 0);
  const probabilities: number[] = [];
  for (let now = reading.nextAt(0); now < 25_000; now = reading.nextAt(now)) {
    const {probabilities: stated} = reading.predict(now, layoutOf(list))!;
    probabilities.push(stated.get(0)!);
  }
  assert.ok(probabilities.at(-1)! < Math.max(...probabilities) / 2);
});
