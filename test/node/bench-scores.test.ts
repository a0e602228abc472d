import assert from 'node:assert/strict';
import {test} from 'node:test';
import {seededRandom} from '../../src/core/random.js';
import {Trajectory} from '../../src/prediction/trajectory.js';
import {Heuristic} from '../../src/prediction/heuristic.js';
import {scoreAccuracy} from '../../bench/accuracy/score-accuracy.js';
import {byBearing, byDistance} from '../../bench/accuracy/baselines.js';
import {interval} from '../../tools/scores/bootstrap.js';
import {Calibration, gapOf, worstBin} from '../../tools/scores/calibration.js';
import {hoverSignals, signalsOf, thresholds, type Signal} from '../../tools/scores/fires.js';
import {scriptOfTrial, scriptOfWindow} from '../../tools/recordings/pointer-script.js';
import type {StreamWindow, Trial} from '../../tools/recordings/recording.js';
import {trialScores} from '../../tools/replay/replay.js';
import {lookingAhead} from '../../tools/replay/timed-prediction.js';
import {simulatedTrials} from '../../tools/recordings/simulated-recordings.js';
import {calibrationOfWindows} from '../../bench/stream/calibration-of-windows.js';
import {along, leadAtWaste, wasteAtLead} from '../../tools/scores/sweep.js';
import {median} from '../../tools/scores/averages.js';
import {answersMs, savedAt, savedAtWastes, savedOf} from '../../tools/scores/saved.js';
import {scorePolicies, tallyThirds, tallyWindows, type ReplayedScript} from '../../tools/scores/policies.js';
import {scoresOf, sumOf, tallyOfThirds, tallyOfTrial, tallyOfWindow} from '../../tools/scores/tally.js';
import {thirdsOf} from '../../bench/stream/thirds.js';

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
    saved: {
      '100': 3 / 4,
      '200': (1 + 0.5 + 1) / 4,
      '300': (1 + 100 / 300 + 299 / 300) / 4,
      '500': (400 / 500 + 100 / 500 + 299 / 500) / 4,
      '800': (400 / 800 + 100 / 800 + 299 / 800) / 4,
    },
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

test('an answer is saved as far as it was over at the press', () => {
  assert.deepEqual(answersMs, [100, 200, 300, 500, 800]);
  assert.deepEqual(savedOf([0, 150, 1000]), {
    '100': 2 / 3,
    '200': (0.75 + 1) / 3,
    '300': 0.5,
    '500': (0.3 + 1) / 3,
    '800': (0.1875 + 1) / 3,
  });
  // A median lead of 0 says nothing of these two clicks; no click at all saves nothing.
  assert.equal(savedOf([0, 0, 0, 800, 800])['800'], 0.4);
  assert.deepEqual(savedOf([]), {'100': 0, '200': 0, '300': 0, '500': 0, '800': 0});
});

test('what is saved at a waste is interpolated between neighbouring thresholds', () => {
  const at = (threshold: number, wastePerClick: number, share: number) => ({
    threshold,
    wastePerClick,
    medianLeadMs: 1000 * share,
    saved: {'100': share, '200': share / 2, '300': share / 4, '500': 0, '800': 0},
  });
  const sweep = [at(0.1, 2, 0.8), at(0.2, 1, 0.6), at(0.3, 0.4, 0.2)];
  assert.deepEqual(savedAt(sweep, 1.5), {'100': 0.7, '200': 0.35, '300': 0.175, '500': 0, '800': 0});
  // Less waste than allowed at the lowest threshold; more than allowed at the highest.
  assert.equal(savedAt(sweep, 3)['100'], 0.8);
  assert.equal(savedAt(sweep, 0.3)['100'], null);
  const table = savedAtWastes(sweep);
  assert.deepEqual(Object.keys(table), ['0.20', '0.35', '0.50', '1.00', '1.50']);
  assert.deepEqual(Object.values(table['0.20']!), [null, null, null, null, null]);
  assert.ok(Math.abs(table['0.50']!['100']! - (0.2 + 0.4 / 6)) < 1e-12);
  assert.equal(table['1.00']!['200'], 0.3);
});

test('each third of a window counts its own fires and presses, and together they are the window', () => {
  const presses = [
    {t: 1000, target: 0},
    {t: 3500, target: 1},
    {t: 6000, target: -1},
    {t: 9000, target: 0},
  ];
  // 2900 and 5999 are fired in the third before that of their press; 9500 comes after the last step.
  const fires = signals([500, 0], [2900, 1], [3100, 0], [5999, 1], [8000, 0], [9500, 1]);
  const thirds = tallyOfThirds(fires, {presses, from: 0, to: 9000});
  assert.deepEqual(thirds, [
    {clicks: 1, fires: 2, good: 2, leads: [500], minutes: 0.05},
    {clicks: 1, fires: 2, good: 0, leads: [600], minutes: 0.05},
    {clicks: 1, fires: 2, good: 1, leads: [1000], minutes: 0.05},
  ]);
  const whole = tallyOfWindow(fires, {presses, minutes: 9000 / 60_000});
  const {minutes, ...sum} = sumOf(thirds);
  assert.deepEqual({...sum, minutes: whole.minutes}, whole);
  assert.ok(Math.abs(minutes - whole.minutes) < 1e-12);
});

/**
 * A window with a press of a every ten seconds. The kit is as sure of a, half a second ahead, in every third; of b,
 * which is never pressed, it is as sure in one of two approaches of the first third, one of four of the second, and
 * none of the last. js.foresight always fires for both.
 */
function improvingWindow({person, minutes}: {person: string; minutes: number}): ReplayedScript {
  const approaches = 6 * minutes;
  const times = Array.from({length: approaches}, (_, i) => 10_000 * i + 5000);
  const end = 60_000 * minutes;
  const script = scriptOfWindow({
    ...scene,
    person,
    points: [
      [50, 50, 0],
      [5, 5, end],
    ],
    presses: times.map((t) => [t, t + 50, 'a']),
  });
  const isWrong = (i: number): boolean => {
    const period = [2, 4, Infinity][Math.floor((3 * i) / approaches)]!;
    return i % period === 1;
  };
  return {
    person,
    script,
    predictions: times.map((t, i) => ({
      t: t - 500,
      none: 0,
      probabilities: isWrong(i)
        ? [
            [0, 0.5],
            [1, 0.5],
          ]
        : [[0, 0.5]],
    })),
    foresight: times.flatMap((t) => signals([t - 500, 0], [t - 500, 1])),
  };
}

test('the thirds of long windows show what was learned', () => {
  const windows = [
    improvingWindow({person: 'p', minutes: 12}),
    improvingWindow({person: 'q', minutes: 10}),
    // Too short to count.
    improvingWindow({person: 'p', minutes: 9.9}),
  ];
  const thirds = thirdsOf(windows);
  assert.deepEqual(
    thirds.map(({clicks, foresightLeadMs, foresightWaste, wasteAtForesightLead, leadAtForesightWasteMs}) => ({
      clicks,
      foresightLeadMs,
      foresightWaste,
      wasteAtForesightLead,
      leadAtForesightWasteMs,
    })),
    [0.5, 0.25, 0].map((wasteAtForesightLead) => ({
      clicks: 44,
      foresightLeadMs: 500,
      foresightWaste: 1,
      wasteAtForesightLead,
      leadAtForesightWasteMs: 500,
    })),
  );
  const clicks = (people: ReturnType<typeof tallyWindows>): number =>
    people.reduce((sum, tallies) => sum + tallies.get('kit@0.50')!.clicks, 0);
  const parts = tallyThirds(windows);
  assert.deepEqual(
    parts.map((people) => people.length),
    [2, 2, 2],
  );
  assert.equal(
    parts.reduce((sum, people) => sum + clicks(people), 0),
    clicks(tallyWindows(windows.slice(0, 2))),
  );
  assert.equal(scorePolicies(parts[1]!).policies['foresight']!.precision, 0.5);
  assert.deepEqual(thirdsOf(windows.slice(2)), []);
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
    worstGap: null,
    bins: [
      {from: 0, to: 1 / 15, count: 1, stated: 0, frequency: 1},
      {from: 14 / 15, to: 1, count: 1, stated: 1, frequency: 0},
    ],
    targets: {worstGap: null, bins: [{from: 14 / 15, to: 1, count: 1, stated: 1, frequency: 0}]},
    none: {worstGap: null, bins: [{from: 0, to: 1 / 15, count: 1, stated: 0, frequency: 1}]},
  });
});

test('the largest gap is of bins from 0.1 up with 200 statements, targets and none apart', () => {
  const calibration = new Calibration();
  const add = (
    count: number,
    {target, none, comesTrue}: {target: number; none: number; comesTrue: number},
  ) => {
    for (let i = 0; i < count; i++) calibration.add([target, 0, none], i < comesTrue ? 0 : 2);
  };
  // Targets: 0.75 comes true in 0.65, 0.35 in 0.32. None: 0.25 in 0.35, 0.65 in 0.68.
  add(200, {target: 0.75, none: 0.25, comesTrue: 130});
  add(200, {target: 0.35, none: 0.65, comesTrue: 64});
  // One statement short of counting, and bins below 0.1: entirely wrong, all of them.
  add(199, {target: 0.9, none: 0.1, comesTrue: 0});
  add(500, {target: 0.12, none: 0.05, comesTrue: 500});
  const {worstGap, targets, none, bins} = calibration.report();
  assert.ok(Math.abs(targets.worstGap! - 0.1) < 1e-9);
  assert.ok(Math.abs(none.worstGap! - 0.1) < 1e-9);
  assert.ok(Math.abs(worstGap! - 0.1) < 1e-9);
  assert.ok(Math.abs(worstBin(targets.bins)!.stated - 0.75) < 1e-9);
  assert.ok(Math.abs(worstBin(none.bins)!.stated - 0.25) < 1e-9);
  const statements = (report: typeof bins): number => report.reduce((sum, {count}) => sum + count, 0);
  assert.equal(statements(targets.bins), 2 * 1099);
  assert.equal(statements(none.bins), 1099);
  assert.equal(statements(bins), 3 * 1099);
  // With one more, the bin counts.
  add(1, {target: 0.9, none: 0.1, comesTrue: 0});
  assert.ok(Math.abs(calibration.report().targets.worstGap! - 0.9) < 1e-9);
  assert.ok(Math.abs(gapOf({from: 0.2, to: 0.3, count: 1, stated: 0.25, frequency: 0.5}) - 0.25) < 1e-12);
});

test('opposite errors of targets and none do not hide each other', () => {
  const calibration = new Calibration();
  // 0.5 for a target comes true always, 0.5 for none never: together they look calibrated.
  for (let i = 0; i < 200; i++) calibration.add([0.5, 0.5], 0);
  const {ece, worstGap, targets, none} = calibration.report();
  assert.equal(ece, 0);
  assert.deepEqual([worstGap, targets.worstGap, none.worstGap], [0.5, 0.5, 0.5]);
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

test('a prediction of the next milliseconds leaves what comes later to none', () => {
  const predictions = [
    {
      t: 7,
      probabilities: [
        [0, 0.5],
        [3, 0.2],
      ] as [number, number][],
      none: 0.3,
      timing: [[0, [0.2, 0.6, 0.8, 1]]] as [number, number[]][],
    },
  ];
  const [soon] = lookingAhead(predictions, 700);
  // Of the other target it is not known when.
  assert.deepEqual(soon!.probabilities, [
    [0, 0.3],
    [3, 0.2],
  ]);
  assert.ok(Math.abs(soon!.none - 0.5) < 1e-12);
  assert.equal(soon!.t, 7);
  assert.deepEqual(lookingAhead(predictions, 5000)[0]!.probabilities, predictions[0]!.probabilities);
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
