import assert from 'node:assert/strict';
import {test} from 'node:test';
import {seededRandom} from '../../src/core/random.js';
import {Trajectory} from '../../src/prediction/trajectory.js';
import {Heuristic} from '../../src/prediction/heuristic.js';
import {scoreAccuracy} from '../../bench/accuracy/score-accuracy.js';
import {byBearing, byDistance} from '../../bench/accuracy/baselines.js';
import {interval} from '../../tools/scores/bootstrap.js';
import {Calibration} from '../../tools/scores/calibration.js';
import {hoverSignals, signalsOf, thresholds, type Signal} from '../../tools/scores/fires.js';
import {scriptOfTrial, scriptOfWindow} from '../../tools/recordings/pointer-script.js';
import type {StreamWindow, Trial} from '../../tools/recordings/recording.js';
import {trialScores} from '../../tools/replay/replay.js';
import {simulatedTrials} from '../../tools/recordings/simulated-recordings.js';
import {calibrationOfWindows} from '../../bench/stream/calibration-of-windows.js';
import {along, leadAtWaste, wasteAtLead} from '../../tools/scores/sweep.js';
import {median} from '../../tools/scores/averages.js';
import {scoresOf, sumOf, tallyOfTrial, tallyOfWindow} from '../../tools/scores/tally.js';

const targets = [
  {id: 'a', x: 0, y: 0, w: 10, h: 10},
  {id: 'b', x: 100, y: 0, w: 20, h: 10},
];
const scene = {dataset: 'made up', person: 'p', viewport: [800, 600] as [number, number], targets};

/** Signals in the form `[t, target]`. */
function signals(...pairs: [t: number, target: number][]): Signal[] {
  return pairs.map(([t, target]) => ({t, target}));
}

test('in a trial every target fires once, and the lead counts from the first time', () => {
  const press = {t: 1000, target: 1};
  assert.deepEqual(tallyOfTrial(signals([100, 0], [400, 1], [450, 0], [900, 1], [1001, 2]), press), {
    clicks: 1,
    fires: 2,
    good: 1,
    leads: [600],
    minutes: 0,
  });
  assert.deepEqual(tallyOfTrial(signals([100, 0]), press).leads, [0]);
});

test('in a window a fire is live until the next press, and only then the target may fire again', () => {
  const presses = [
    {t: 1000, target: 0},
    {t: 2000, target: -1},
    {t: 3000, target: 0},
    {t: 4000, target: 1},
  ];
  const tally = tallyOfWindow(signals([200, 0], [300, 1], [400, 0], [1000, 0], [1500, 0], [2500, 0]), {
    presses,
    minutes: 1,
  });
  // 200 is good; 300 and 1000 are waste: the press at 1000 comes before the signal of the same moment,
  // and the press at 2000 hits nothing; 1500 is not new; 2500 is good; the last press was not predicted.
  assert.deepEqual(tally, {clicks: 3, fires: 4, good: 2, leads: [800, 500, 0], minutes: 1});
});

test('a fire is good for five seconds to the millisecond', () => {
  const at = (t: number) => tallyOfWindow(signals([0, 0]), {presses: [{t, target: 0}], minutes: 1});
  assert.deepEqual(at(5000).leads, [5000]);
  assert.equal(at(5000).good, 1);
  assert.deepEqual(at(5001).leads, [0]);
  assert.equal(at(5001).good, 0);
  const again = tallyOfWindow(signals([0, 0], [4999, 0], [5000, 0]), {presses: [], minutes: 1});
  assert.equal(again.fires, 2);
});

test('scores are shares of the fires and of the presses', () => {
  const scores = scoresOf(
    sumOf([
      {clicks: 2, fires: 5, good: 1, leads: [400, 0], minutes: 1},
      {clicks: 2, fires: 3, good: 2, leads: [100, 299], minutes: 1},
    ]),
  );
  assert.deepEqual(scores, {
    precision: 3 / 8,
    firesPerClick: 2,
    wastePerClick: 5 / 4,
    recall: 3 / 4,
    medianLeadMs: 199.5,
    share100: 3 / 4,
    share300: 1 / 4,
    firesPerMinute: 4,
  });
  assert.equal(median([]), 0);
  assert.equal(median([3, 1, 2]), 2);
});

test('the hover rules depend on how long the pointer has been in the box', () => {
  const window: StreamWindow = {
    ...scene,
    points: [
      [50, 5, 0],
      [5, 5, 100],
      [50, 5, 160],
      [5, 5, 200],
      [6, 5, 300],
      [50, 5, 500],
    ],
    presses: [],
  };
  const script = scriptOfWindow(window);
  const at = (delayMs: number) => hoverSignals(script, delayMs).map(({t}) => t);
  assert.deepEqual(at(0), [100, 200, 300]);
  assert.deepEqual(at(65), [265, 300]);
  assert.deepEqual(at(200), [400]);
  assert.deepEqual(at(300), [500]);
});

test('the sweep goes from 0.05 to 0.99, and a threshold is reached by its own value', () => {
  assert.equal(thresholds[0], 0.05);
  assert.equal(thresholds.at(-1), 0.99);
  const predictions = [
    {
      t: 7,
      none: 0.2,
      probabilities: [
        [0, 0.3],
        [1, 0.5],
      ] as [number, number][],
    },
  ];
  assert.deepEqual(signalsOf(predictions, 0.5), signals([7, 1]));
});

test('headline figures are interpolated between neighbouring thresholds', () => {
  const sweep = [
    {threshold: 0.1, wastePerClick: 8, medianLeadMs: 600},
    {threshold: 0.2, wastePerClick: 4, medianLeadMs: 500},
    {threshold: 0.3, wastePerClick: 1, medianLeadMs: 200},
  ];
  assert.equal(leadAtWaste(sweep, 5), 525);
  assert.equal(leadAtWaste(sweep, 4), 500);
  assert.equal(wasteAtLead(sweep, 300), 2);
  // Outside the sweep: less waste than allowed, more lead than required, and values that the kit can't reach.
  assert.equal(leadAtWaste(sweep, 9), 600);
  assert.equal(wasteAtLead(sweep, 100), 1);
  assert.equal(leadAtWaste(sweep, 0.5), null);
  assert.equal(wasteAtLead(sweep, 700), null);
  assert.equal(along([], {given: 'wastePerClick', value: 1, wanted: 'medianLeadMs'}), null);
});

test('the simple rules rank by distance and by angle', () => {
  const row = [
    {id: 'left', x: 0, y: 0, w: 10, h: 10},
    {id: 'wide', x: 20, y: -45, w: 100, h: 100},
    {id: 'inner', x: 30, y: 0, w: 10, h: 10},
  ];
  const still = new Trajectory();
  still.push(35, 5, 0);
  // Inside two boxes: the centre decides.
  assert.deepEqual(byDistance(row, still), [2, 1, 0]);
  const leftwards = new Trajectory();
  for (let i = 0; i <= 12; i++) leftwards.push(160 - 10 * i, 5, 10 * i);
  assert.deepEqual(byBearing(row, leftwards, 120)[0], 2);
  const past = new Trajectory();
  for (let i = 0; i <= 12; i++) past.push(15 + i, 5, 10 * i);
  assert.equal(byBearing(row, past, 120).at(-1), 0);
});

test('calibration compares stated probabilities with frequencies', () => {
  const calibration = new Calibration();
  for (let i = 0; i < 10; i++) calibration.add([0.8, 0.2], i < 8 ? 0 : 1);
  const {ece, brier, bins} = calibration.report();
  assert.ok(Math.abs(ece) < 1e-12);
  assert.ok(Math.abs(brier - 0.32) < 1e-12);
  assert.deepEqual(
    bins.map(({from, to, count, frequency}) => ({from, to, count, frequency})),
    [
      {from: 3 / 15, to: 4 / 15, count: 10, frequency: 0.2},
      {from: 12 / 15, to: 13 / 15, count: 10, frequency: 0.8},
    ],
  );
  assert.ok(Math.abs(bins[1]!.stated - 0.8) < 1e-12);
  const wrong = new Calibration();
  wrong.add([1, 0], 1);
  assert.deepEqual(wrong.report(), {
    ece: 1,
    brier: 2,
    bins: [
      {from: 0, to: 1 / 15, count: 1, stated: 0, frequency: 1},
      {from: 14 / 15, to: 1, count: 1, stated: 1, frequency: 0},
    ],
  });
});

test('on a stream a target comes true if it is the next press within five seconds', () => {
  const script = scriptOfWindow({
    ...scene,
    points: [[5, 5, 0]],
    presses: [
      [5000, 5050, 'a'],
      [6000, 6050, null],
    ],
  });
  const sure = (t: number) => ({t, probabilities: [[0, 1]] as [number, number][], none: 0});
  const cameTrue = (t: number): boolean =>
    calibrationOfWindows([{script, predictions: [sure(t)]}]).brier === 0;
  assert.deepEqual([-1, 0, 4999, 5000].map(cameTrue), [false, true, true, false]);
  const doubtful = (t: number) => ({t, probabilities: [], none: 1});
  assert.equal(calibrationOfWindows([{script, predictions: [doubtful(-1), doubtful(5000)]}]).brier, 0);
});

test('intervals are by person, not by row', () => {
  const row = (person: string, value: number) => ({person, value});
  const rows = [
    ...Array.from({length: 50}, () => row('a', 1)),
    ...Array.from({length: 50}, () => row('b', 0)),
  ];
  assert.deepEqual(interval(rows, seededRandom(1)), [0, 1]);
  assert.equal(interval([row('a', 1)], seededRandom(1)), undefined);
});

test('accuracy counts the trials whose movement had started', () => {
  // Straight to b at 1 px/ms from 100 px away, pressed 150 ms after its start.
  const trial: Trial = {
    ...scene,
    points: Array.from({length: 11}, (_, i) => [10 * i, 5, 10 * i]),
    clicked: 'b',
    clickT: 150,
  };
  const heuristic = new Heuristic();
  const {policies, flicker, intervals} = scoreAccuracy([trial], {kit: heuristic, heuristic});
  assert.equal(policies.kit['200']!.n, 0);
  assert.equal(policies.kit['100']!.n, 1);
  // At 50 ms it is nearer to a; the direction says b.
  assert.equal(policies.nearest['100']!.top1, 0);
  assert.equal(policies.bearing['100']!.top1, 1);
  assert.equal(policies.bearing['100']!.logloss, null);
  assert.deepEqual(policies.kit, policies.heuristic);
  // It starts in a, which is predicted first.
  assert.equal(flicker, 2);
  assert.equal(intervals, undefined);
});

test('in a replay of simulated trials, the lead grows as the threshold falls', () => {
  const {sweep, policies} = trialScores(new Heuristic(), simulatedTrials({limit: 20}));
  assert.deepEqual(
    sweep.map(({threshold}) => threshold),
    thresholds,
  );
  for (let i = 1; i < sweep.length; i++) {
    assert.ok(sweep[i]!.medianLeadMs <= sweep[i - 1]!.medianLeadMs);
    assert.ok(sweep[i]!.wastePerClick <= sweep[i - 1]!.wastePerClick);
  }
  assert.ok(policies['hover']!.medianLeadMs > policies['hover-200']!.medianLeadMs);
});

test('a trial ends with its press', () => {
  const trial: Trial = {
    ...scene,
    points: [
      [0, 0, 0],
      [5, 5, 20],
      [6, 5, 90],
    ],
    clicked: 'b',
    clickT: 50,
  };
  const {steps} = scriptOfTrial(trial);
  assert.deepEqual(
    steps.map(({kind, t, target}) => [kind, t, target]),
    [
      ['move', 0, 0],
      ['move', 20, 0],
      ['down', 50, 1],
    ],
  );
});
