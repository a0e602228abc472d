import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {scoreAssist} from '../../bench/assist/score-assist.js';
import {techniques} from '../../bench/assist/techniques.js';
import {seededRandom} from '../../src/core/random.js';
import {LikelyTarget} from '../../src/prediction/margin.js';
import {Tremor} from '../../pretrain/simulator/tremor.js';
import {simulatedTrials} from '../../tools/recordings/simulated-recordings.js';
import {shippedModel} from '../../tools/shipped-model.js';

const targets = [
  {id: 'a', x: 100, y: 100, w: 40, h: 20},
  {id: 'b', x: 150, y: 100, w: 40, h: 20},
];

describe('bench:assist', () => {
  test('gives a press beside the targets to the one that each technique says', () => {
    const press = (x: number, likely = -1) =>
      Object.fromEntries(
        Object.entries(techniques).map(([name, technique]) => [
          name,
          technique({x, y: 110}, {targets, likely}),
        ]),
      );
    assert.deepEqual(press(120, 1), {nothing: 0, assist: 0, margin: 0, expanding: 0, area: 0, bubble: 0});
    assert.deepEqual(press(143, 1), {nothing: -1, assist: 1, margin: 0, expanding: 0, area: 0, bubble: 0});
    assert.deepEqual(press(88), {nothing: -1, assist: -1, margin: 0, expanding: 0, area: 0, bubble: 0});
    assert.deepEqual(press(87, 0), {nothing: -1, assist: -1, margin: -1, expanding: 0, area: 0, bubble: 0});
    assert.deepEqual(press(20, 0), {nothing: -1, assist: -1, margin: -1, expanding: -1, area: -1, bubble: 0});
  });

  test('trembles from 4 to 12 times per second, as far as its strength says', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const tremor = new Tremor({random: seededRandom(seed), strength: {amplitudePx: 5, scatterPx: 0}});
      const points = Array.from({length: 4001}, (_, ms) => tremor.at(ms));
      const turns = points.filter(({x}, ms) => ms > 0 && x >= 0 && points[ms - 1]!.x < 0).length;
      assert.ok(turns >= 4 * 4 - 1 && turns <= 4 * 12 + 1, `${turns} turns in 4 s`);
      assert.ok(points.every(({x, y}) => Math.hypot(x, y) <= 5.001));
    }
  });

  test('a steady hand misses less than a trembling one, and more is missed without assist than with it', () => {
    const trials = simulatedTrials({limit: 60});
    const score = (px: number) =>
      scoreAssist(trials, {
        model: shippedModel().rows,
        strength: {amplitudePx: px, scatterPx: px},
        from: 0.7,
        blankShare: 0.1,
      });
    const [steady, trembling] = [score(0), score(7)];
    assert.ok(steady.techniques.nothing.misses < trembling.techniques.nothing.misses);
    assert.ok(trembling.techniques.assist.misses < trembling.techniques.nothing.misses);
    assert.ok(trembling.techniques.bubble.misses < trembling.techniques.nothing.misses);
    assert.equal(trembling.techniques.nothing.takenOfBlank, 0);
    assert.deepEqual(score(7), trembling, 'the same seed gives the same figures');
  });
});

describe('the target that takes presses', () => {
  const prediction = (time: number, predicted: string | null, probability: number) => {
    const probabilities = new Map(probability > 0 ? [['a', probability]] : []);
    return {
      time,
      predicted,
      probabilities,
      none: 1 - probability,
      timing: new Map<string, number[]>(),
      styled: probabilities,
      actionable: probabilities,
    };
  };

  test('is one that is predicted with the least probability or more, while that lasts', () => {
    const likely = new LikelyTarget<string>();
    likely.update(prediction(0, 'a', 0.79), 0.8);
    assert.equal(likely.at(0), undefined);
    likely.update(prediction(10, 'a', 0.8), 0.8);
    assert.equal(likely.at(10_000), 'a');
  });

  test('stays so for half a cycle of the slowest tremor, unless the approach ends or another is predicted', () => {
    const likely = new LikelyTarget<string>();
    likely.update(prediction(0, 'a', 0.9), 0.8);
    likely.update(prediction(100, null, 0.3), 0.8);
    likely.update(prediction(140, null, 0.3), 0.8);
    assert.equal(likely.at(225), 'a');
    assert.equal(likely.at(226), undefined);
    for (const end of [prediction(250, null, 0), prediction(250, 'b', 0.3)]) {
      likely.update(prediction(240, 'a', 0.9), 0.8);
      likely.update(end, 0.8);
      assert.equal(likely.at(251), undefined);
    }
  });
});
