import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {boutsOf} from '../../pretrain/bouts.js';
import {drawLayout} from '../../pretrain/simulator/layouts.js';
import {people} from '../../pretrain/simulator/parameters.js';
import {chooseTarget, ScreenHabits} from '../../pretrain/simulator/target-choice.js';
import {distanceToBox} from '../../src/prediction/features.js';
import {simulateVisit} from '../../pretrain/simulator/visit.js';
import {seededRandom} from '../../src/core/random.js';

const visits = (seed: number, count = 20) => {
  const random = seededRandom(seed);
  return Array.from({length: count}, () => simulateVisit({ms: 20_000, random, parameters: people}));
};

/** No layout but those that are added. */
const withoutAny = <Kind extends string>(layouts: Record<Kind, number>): Record<Kind, number> =>
  Object.fromEntries(Object.keys(layouts).map((kind) => [kind, 0])) as Record<Kind, number>;

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

describe('what people do when they do not press', () => {
  const only = {...people, pressShare: 0.01, layouts: {...withoutAny(people.layouts), crowd: 1}};
  const entered = (activities: {consider: number; scan: number}) => {
    const random = seededRandom(8);
    let entries = 0;
    let points = 0;
    for (let i = 0; i < 20; i++) {
      const visit = simulateVisit({
        ms: 20_000,
        random,
        parameters: {...only, activities, furtherLeg: {...only.furtherLeg, withoutPress: 0.2}},
      });
      // Where each movement came to rest: the last point before 200 ms without one.
      visit.points.forEach(([x, y, t], index) => {
        if ((visit.points[index + 1]?.[2] ?? Infinity) - t < 200) return;
        points++;
        if (visit.layout.targets.some((box) => distanceToBox(x, y, box) === 0)) entries++;
      });
    }
    return entries / points;
  };

  it('approaches targets more often than wandering does', () => {
    const wandering = entered({consider: 0, scan: 0});
    assert.ok(entered({consider: 0.97, scan: 0}) > 1.5 * wandering, `${wandering}`);
    assert.ok(entered({consider: 0, scan: 0.97}) > 1.5 * wandering, `${wandering}`);
  });
});

describe('chooseTarget', () => {
  const layout = {
    width: 1000,
    height: 100,
    kinds: [],
    targets: Array.from({length: 20}, (_, i) => ({key: `${i}`, x: i * 50, y: 0, w: 40, h: 40})),
  };
  const alone = {near: 0, popular: 0, recent: 0, next: 0};
  const choices = (choice: Partial<typeof alone>, presses: {target: number}[] = []) => {
    const random = seededRandom(9);
    const habits = new ScreenHabits(layout.targets.length, random);
    const parameters = {choice: {...alone, ...choice}};
    return Array.from({length: 400}, () =>
      chooseTarget({x: 20, y: 20}, {layout, habits, presses, random, parameters}),
    );
  };
  const distinct = (values: readonly number[]): number => new Set(values).size;
  const mostOften = (values: readonly number[]): number =>
    Math.max(...layout.targets.map((_, i) => values.filter((each) => each === i).length)) / values.length;

  it('chooses each target as often without habits', () => {
    assert.equal(distinct(choices({})), 20);
    assert.ok(mostOften(choices({})) < 0.1);
  });

  it('goes to targets near by', () => {
    const near = choices({near: 1e6});
    assert.ok(near.every((index) => index < 6));
    assert.ok(near.filter((index) => index === 0).length > near.filter((index) => index === 4).length);
  });

  it('goes to some more often than to others, and after one press to one target', () => {
    assert.ok(mostOften(choices({popular: 1e6})) > 0.1);
    assert.equal(distinct(choices({next: 1e6}, [{target: 3}])), 1);
  });

  it('goes back to the last four, and anywhere before there are any', () => {
    const presses = [1, 2, 3, -1, 4, 5].map((target) => ({target}));
    assert.deepEqual(new Set(choices({recent: 1e6}, presses)), new Set([2, 3, 4, 5]));
    assert.ok(choices({recent: 1e6}).every((index) => index >= 0 && index < 20));
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
