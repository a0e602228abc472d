import assert from 'node:assert/strict';
import {test} from 'node:test';
import {seededRandom} from '../../src/core/random.js';
import {momentsOfTouchVisit} from '../../pretrain/touch/moments.js';
import {boxInView, heldOutKinds, trainingKinds} from '../../pretrain/touch/page.js';
import {scrollBy} from '../../pretrain/touch/scroll.js';
import {simulateTouchVisit} from '../../pretrain/touch/visit.js';
import {readingFeatureCount} from '../../src/prediction/reading-features.js';

const kinds = [...new Set([...trainingKinds, ...heldOutKinds])];

test('the kinds of pages that are measured are not among those that are trained on', () => {
  assert.deepEqual(
    heldOutKinds.filter((kind) => trainingKinds.includes(kind)),
    [],
  );
});

for (const kind of kinds)
  test(`people read pages of the kind ${kind}: time goes on, pages scroll within their length, taps are on their targets in view`, () => {
    const random = seededRandom(5);
    let taps = 0;
    for (let visit = 0; visit < 20; visit++)
      for (const {page, steps, endsAt} of simulateTouchVisit(random, {kinds: [kind]}).views) {
        let [scrollY, before] = [0, 0];
        let finger: {x: number; y: number} | undefined;
        for (const step of steps) {
          assert.ok(step.t >= before, `${step.kind} at ${step.t} after ${before}`);
          before = step.t;
          if (step.kind === 'scroll') {
            scrollY = step.y;
            assert.ok(scrollY >= 0 && scrollY <= Math.ceil(page.length - page.height), `at ${scrollY}`);
          } else if (step.kind === 'down') {
            finger = step;
            assert.ok(step.x >= 0 && step.x < page.width && step.y >= 0 && step.y < page.height);
          } else if (step.target !== undefined) {
            taps++;
            const {x, y, w, h} = boxInView(page.targets[step.target]!, scrollY);
            assert.ok(
              finger!.x >= x - 1 && finger!.x <= x + w + 1 && finger!.y >= y - 1 && finger!.y <= y + h + 1,
            );
          }
        }
        assert.ok(endsAt >= before);
      }
    assert.ok(taps > 20, `${taps} taps`);
  });

test('the same seed gives the same visit', () => {
  const visit = (): object => simulateTouchVisit(seededRandom(7), {kinds: trainingKinds});
  assert.deepEqual(visit(), visit());
});

test('a fling slows down until it rests where it was thrown to', () => {
  const reader = {dragged: 0.4, decelerationMs: 350};
  const {steps, liftedAt, restAt} = scrollBy(900, {t: 0, y: 100, random: seededRandom(1), reader});
  const free = steps.filter(({t}) => t > liftedAt);
  const speeds = free.slice(1).map(({t, y}, index) => (y - free[index]!.y) / (t - free[index]!.t));
  assert.ok(speeds[0]! > 0.5, `${speeds[0]} px/ms`);
  const quarter = Math.floor(speeds.length / 4);
  const meanOf = (part: readonly number[]): number => part.reduce((sum, each) => sum + each, 0) / part.length;
  assert.ok(meanOf(speeds.slice(0, quarter)) > 4 * meanOf(speeds.slice(-quarter)));
  assert.ok(Math.abs(steps.at(-1)!.y - 1000) < 20, String(steps.at(-1)!.y));
  assert.ok(restAt > liftedAt);
});

test('each example has a row for each target in view and one for none, and one of them is right', () => {
  const random = seededRandom(3);
  const moments = Array.from({length: 10}, () =>
    momentsOfTouchVisit(simulateTouchVisit(random, {kinds: trainingKinds}), {random, share: 1}),
  ).flat();
  assert.ok(moments.length > 500);
  for (const {features, rows, label} of moments) {
    assert.equal(features.length, rows * readingFeatureCount);
    assert.ok(features.every(Number.isFinite));
    assert.ok(label >= 0 && label < rows);
  }
  const tapped = moments.filter(({rows, label}) => label < rows - 1).length / moments.length;
  assert.ok(tapped > 0.1 && tapped < 0.9, String(tapped));
});
