import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {boutsOf} from '../../pretrain/bouts.js';
import {drawLayout} from '../../pretrain/simulator/layouts.js';
import {people} from '../../pretrain/simulator/parameters.js';
import {simulateVisit} from '../../pretrain/simulator/visit.js';
import {seededRandom} from '../../src/core/random.js';

const visits = (seed: number, count = 20) => {
  const random = seededRandom(seed);
  return Array.from({length: count}, () => simulateVisit({ms: 20_000, random, parameters: people}));
};

describe('drawLayout', () => {
  it('draws 2 to 60 targets that are on the page and do not overlap', () => {
    const random = seededRandom(1);
    for (let i = 0; i < 300; i++) {
      const {width, height, targets} = drawLayout(random, people.layouts);
      assert.ok(targets.length >= 2 && targets.length <= 60, `${targets.length} targets`);
      for (const {x, y, w, h} of targets) {
        assert.ok(x >= 0 && y >= 0 && x + w <= width && y + h <= height);
        assert.ok(w >= 14 && w <= 400 && h >= 14 && h <= 400, `${w} × ${h}`);
      }
      const overlaps = targets.some((a, index) =>
        targets
          .slice(index + 1)
          .some((b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h),
      );
      assert.equal(overlaps, false);
    }
  });
});

describe('simulateVisit', () => {
  it('gives the same visits for the same seed, and others for another seed', () => {
    assert.deepEqual(visits(3, 2), visits(3, 2));
    assert.notDeepEqual(visits(3, 1), visits(4, 1));
  });

  it('gives whole pixels, ascending times, and an event only when the pointer moved', () => {
    for (const {points} of visits(5)) {
      points.forEach(([x, y, t], index) => {
        assert.ok(Number.isInteger(x) && Number.isInteger(y));
        const before = points[index - 1];
        if (before === undefined) return;
        assert.ok(t > before[2]);
        assert.ok(x !== before[0] || y !== before[1]);
      });
    }
  });

  it('presses the target under the pointer', () => {
    let presses = 0;
    let missed = 0;
    for (const visit of visits(6)) {
      for (const {t, target} of visit.presses) {
        if (target === -1) continue;
        const [x, y] = visit.points.findLast(([, , at]) => at <= t) ?? [0, 0];
        const box = visit.layout.targets[target]!;
        presses++;
        if (x < box.x - 2 || x > box.x + box.w + 2 || y < box.y - 2 || y > box.y + box.h + 2) missed++;
      }
    }
    assert.ok(presses > 50, `${presses} presses`);
    assert.ok(missed / presses < 0.05, `${missed} of ${presses} missed`);
  });

  it('also moves without pressing, and presses elsewhere', () => {
    const all = visits(7);
    const bouts = all.flatMap(({points, presses, layout}) =>
      boutsOf({points, presses: presses.map(({t}) => t), boxes: layout.targets}),
    );
    const pressed = bouts.filter((bout) => bout.pressed).length / bouts.length;
    assert.ok(pressed > 0.2 && pressed < 0.8, `${pressed} of the movements end in a press`);
    assert.ok(all.some(({presses}) => presses.some(({target}) => target === -1)));
  });
});

describe('boutsOf', () => {
  it('cuts at pauses and presses, and tells them apart', () => {
    const points = [0, 10, 20, 30, 1000, 1010, 1020, 1030].map((t, i) => [i * 10, 0, t] as const);
    const bouts = boutsOf({points, presses: [1100], boxes: [{x: 60, y: -5, w: 20, h: 10}]});
    assert.deepEqual(
      bouts.map(({pressed, inside, displacementPx, restMs}) => ({pressed, inside, displacementPx, restMs})),
      [
        {pressed: false, inside: false, displacementPx: 30, restMs: 970},
        {pressed: true, inside: true, displacementPx: 30, restMs: 70},
      ],
    );
  });
});
