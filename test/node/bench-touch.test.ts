import assert from 'node:assert/strict';
import {test} from 'node:test';
import {atRecallOf, requestsAt, scoreRequests, thresholds} from '../../bench/touch/touch-scores.js';
import {simulatedViews} from '../../bench/touch/views.js';
import {heldOutKinds} from '../../pretrain/touch/page.js';

test('a request counts once for a page, is used if its link is tapped later, and leads until the finger comes down', () => {
  const scores = scoreRequests([
    {
      taps: [{t: 5000, target: 2}],
      requests: [
        {t: 1000, target: 0},
        {t: 2000, target: 2},
        {t: 3000, target: 2},
        {t: 4000, target: 1},
      ],
    },
    {taps: [{t: 900, target: 4}], requests: [{t: 900, target: 4}]},
    {taps: [], requests: [{t: 100, target: 3}]},
  ]);
  assert.deepEqual(scores, {
    taps: 2,
    requests: 5,
    precision: 2 / 5,
    wastePerTap: 3 / 2,
    // What the finger itself started was not foreseen.
    recall: 1 / 2,
    medianLeadMs: 3000,
    leadShare500: 1,
  });
});

test('from a probability on, every target that has it is requested', () => {
  const predictions = [
    {t: 1, none: 0.5, probabilities: [[0, 0.3] as [number, number], [1, 0.2] as [number, number]]},
    {t: 2, none: 0.7, probabilities: [[1, 0.3] as [number, number]]},
  ];
  assert.deepEqual(requestsAt({predictions}, 0.3), [
    {t: 1, target: 0},
    {t: 2, target: 1},
  ]);
});

test('the kit is compared at the highest probability at which it foresees as many taps', () => {
  const scores = scoreRequests([]);
  const at = Object.fromEntries(
    thresholds.map((threshold) => [
      `kit from ${threshold}`,
      {...scores, recall: threshold <= 0.05 ? 0.9 : 0.4},
    ]),
  );
  assert.equal(atRecallOf({...scores, recall: 0.8}, at)?.[0], 'kit from 0.05');
  assert.equal(atRecallOf({...scores, recall: 0.95}, at), undefined);
});

test('the views are of as many pages as asked for, of kinds held out, and the same for the same seed', () => {
  const views = simulatedViews({count: 30, seed: 2});
  assert.equal(views.flat().length, 30);
  assert.ok(views.flat().every(({page}) => heldOutKinds.includes(page.kind)));
  assert.deepEqual(simulatedViews({count: 30, seed: 2}), views);
  assert.notDeepEqual(simulatedViews({count: 30, seed: 3}), views);
});
