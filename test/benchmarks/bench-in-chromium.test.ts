import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {replayInChromium} from '../../tools/replay/replay-in-chromium.js';
import {signalsOf, type Signal} from '../../tools/scores/fires.js';
import type {PageReport} from '../../tools/replay/page/replay-page.js';
import {
  pressesIn,
  scriptOfTrial,
  scriptOfWindow,
  type PointerScript,
} from '../../tools/recordings/pointer-script.js';
import {replay} from '../../tools/replay/replay.js';
import type {StreamWindow} from '../../tools/recordings/recording.js';
import {shippedModel} from '../../tools/shipped-model.js';
import {simulatedTrials, simulatedWindows} from '../../tools/recordings/simulated-recordings.js';
import {tallyOfTrial} from '../../tools/scores/tally.js';
import {unknownAnswerMs} from '../../src/preload/answers.js';
import {lookAheadMs, preloadProbability} from '../../src/preload/planner.js';
import {lookingAhead, type TimedPrediction} from '../../tools/replay/timed-prediction.js';

const trials = simulatedTrials({limit: 12}).map(scriptOfTrial);

/** Rests, a press beside every target, a drag, two presses in one place, and a target outside the screen. */
const odd: StreamWindow = {
  dataset: 'made up',
  person: 'p',
  viewport: [640, 480],
  targets: [
    {id: 'a', x: 100, y: 100, w: 80.3, h: 30},
    {id: 'b', x: 300, y: 100, w: 80, h: 30.7},
    {id: 'far', x: 900, y: 100, w: 80, h: 30},
  ],
  points: [
    ...line({from: [10, 300], to: [140, 115], start: 0}),
    ...line({from: [140, 115], to: [150, 118], start: 900}),
    ...line({from: [150, 118], to: [330, 300], start: 5000}),
    ...line({from: [330, 300], to: [360, 300], start: 5620}),
    ...line({from: [360, 300], to: [340, 112], start: 9100}),
    ...line({from: [340, 112], to: [341, 113], start: 20_000}),
  ],
  presses: [
    [350, 420, 'a'],
    [600, 680, 'a'],
    [5600, 6000, null],
    [9500, 9580, 'b'],
  ],
};

function line({
  from,
  to,
  start,
}: {
  from: [number, number];
  to: [number, number];
  start: number;
}): [number, number, number][] {
  return Array.from({length: 31}, (_, i) => [
    Math.round(from[0] + ((to[0] - from[0]) * i) / 30),
    Math.round(from[1] + ((to[1] - from[1]) * i) / 30),
    start + 10 * i,
  ]);
}

const windows = [...simulatedWindows({limit: 1}), odd].map(scriptOfWindow);
const scripts = [...trials, ...windows];
let reports: PageReport[];

before(async () => {
  reports = await replayInChromium(scripts);
});

/**
 * Sorts the targets, whose order is the page's in one replay and plausibility's in the other, and removes
 * repeated empty predictions.
 */
function comparable(predictions: readonly TimedPrediction[]) {
  const isNothing = (prediction: TimedPrediction | undefined): boolean =>
    prediction?.probabilities.length === 0;
  const changes = predictions.filter(
    (prediction, i) => !(isNothing(prediction) && isNothing(predictions[i - 1])),
  );
  return changes.map(({t, probabilities, none}) => ({
    t: t.toFixed(3),
    none: none.toFixed(5),
    probabilities: [...probabilities].sort(([a], [b]) => a - b).map(([target, p]) => [target, p.toFixed(5)]),
  }));
}

test('the replay without a page predicts the same as the elements', async () => {
  const {rows} = shippedModel();
  scripts.forEach((script, index) => {
    const predictions = replay(rows, script, {hasHabits: true});
    assert.ok(predictions.length > 0);
    assert.deepEqual(comparable(predictions), comparable(reports[index]!.predictions));
  });
  // With habits: without them it would predict something else.
  const [visit] = windows;
  assert.notDeepEqual(comparable(replay(rows, visit!)), comparable(replay(rows, visit!, {hasHabits: true})));
});

test('the targets in predictive-change are those that reach the threshold', () => {
  trials.forEach((script, index) => {
    const {predictions, becamePredicted} = reports[index]!;
    const [press] = pressesIn(script);
    const marked = becamePredicted.filter(({target}) => target >= 0);
    assert.deepEqual(tallyOfTrial(marked, press!), tallyOfTrial(signalsOf(predictions, 0.5), press!));
  });
});

test('the targets of preload events by the model are those that reach the threshold', () => {
  let compared = 0;
  trials.forEach((_script, index) => {
    const {predictions, preloads} = reports[index]!;
    const soon = lookingAhead(predictions, lookAheadMs(unknownAnswerMs));
    const reached = firstOf(signalsOf(soon, preloadProbability.moderate));
    const fired = firstOf(preloads);
    for (const [target, t] of reached) assert.ok(fired.get(target)!.t <= t.t);
    for (const preload of fired.values()) {
      if (preload.trigger !== 'model') continue;
      assert.equal(preload.t, reached.get(preload.target)!.t);
      compared++;
    }
  });
  // If the pointer stays over a target first, hovering was sooner.
  assert.ok(compared >= trials.length / 2);
});

test('js.foresight fires by the clock of the recording, once per press', () => {
  scripts.forEach((script, index) => {
    const {foresight} = reports[index]!;
    assert.ok(foresight.length > 0);
    const times = pressesIn(script).map(({t}) => t);
    const approach = (t: number): number => times.filter((press) => press <= t).length;
    foresight.forEach((fire, at) => {
      const earlier = foresight
        .slice(0, at)
        .findLast(({target, t}) => target === fire.target && approach(t) === approach(fire.t));
      assert.ok(earlier === undefined || fire.t - earlier.t >= 5000);
      assert.ok(fire.t <= script.steps.at(-1)!.t + 1);
    });
  });
});

test('js.foresight fires for targets on the line to the pointer’s position in 120 ms', () => {
  // 0.5 px/ms to the right, frame by frame: 60 px ahead.
  const script: PointerScript = {
    ...windows.at(-1)!,
    steps: Array.from({length: 20}, (_, i) => ({
      kind: 'move' as const,
      t: 20 * i,
      x: 100 + 10 * i,
      y: 110,
      target: -1,
    })),
  };
  const expected = script.steps.find(({x}) => x + 60 >= 300)!.t;
  return replayInChromium([script]).then(([report]) => {
    const fire = report!.foresight.find(({target}) => target === 1)!;
    assert.ok(fire.t > expected && fire.t < expected + 40, `${fire.t}, not soon after ${expected}`);
  });
});

function firstOf<Fire extends Signal>(fires: readonly Fire[]): Map<number, Fire> {
  const first = new Map<number, Fire>();
  for (const fire of fires) if (!first.has(fire.target)) first.set(fire.target, fire);
  return first;
}
