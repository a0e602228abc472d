import {expect} from '@open-wc/testing';
import {
  noPressMs,
  SampleRecorder,
  type Capture,
  type SamplePlace,
} from '../../src/learning/sample-recorder.js';
import {sampleOf} from '../../src/learning/sample-of.js';

type Point = [x: number, y: number, t: number];

const place: SamplePlace = {
  originX: 100,
  originY: 50,
  targets: [{key: 'a', x: 110.4, y: 60.5, w: 80.2, h: 40}],
};
const path: Point[] = [
  [300, 300, 1000],
  [250.6, 200, 1100.4],
  [150, 80, 1200],
];
const start = {t: 1260, trusted: true, points: path};

function recorder(random: () => number = () => 0): SampleRecorder {
  return new SampleRecorder({time: () => 5000, random});
}

/** Reports a movement to the recorder at each of `times`; returns the captures. */
function move(
  recorder: SampleRecorder,
  times: readonly number[],
  {
    held = {presses: 0, none: 0},
    points = path,
  }: {held?: {presses: number; none: number}; points?: Point[]} = {},
): (Capture | undefined)[] {
  return times.map((now) =>
    recorder.move(now, {startedAt: 1000, points: () => points, place: () => place, held}),
  );
}

describe('SampleRecorder', () => {
  it('captures a press with the movement that led to it', () => {
    expect(recorder().press('a', start, place)).to.deep.equal({
      time: 5000,
      pressed: 'a',
      pressedAt: 1260,
      points: path,
      place,
      weight: 1,
    });
  });

  it('captures no press that was not the user’s, or without movement', () => {
    expect(recorder().press('a', {...start, trusted: false}, place)).to.be.undefined;
    expect(recorder().press('a', {...start, points: path.slice(0, 1)}, place)).to.be.undefined;
  });

  it('captures a movement as “no press” after exactly 2.5 s without one', () => {
    const lookedAt = 1200;
    const [, before, at] = move(recorder(), [lookedAt, lookedAt + noPressMs - 1, lookedAt + noPressMs]);
    expect(before).to.be.undefined;
    expect(at).to.include({pressed: null, pressedAt: 1200, weight: 1});
  });

  it('does not capture a movement that led to a press', () => {
    const one = recorder();
    move(one, [1200]);
    one.press('a', start, place);
    const [after] = move(one, [1200 + noPressMs]);
    expect(after).to.be.undefined;
  });

  it('skips movements that got nowhere', () => {
    const points: Point[] = [
      [10, 10, 1000],
      [20, 20, 1200],
    ];
    expect(move(recorder(), [1200, 1200 + noPressMs], {points})).to.deep.equal([undefined, undefined]);
  });

  it('thins out many movements without a press, and gives the kept ones a higher weight', () => {
    const held = {presses: 30, none: 60};
    const kept = move(
      recorder(() => 0.33),
      [1700, 1700 + noPressMs],
      {held},
    ).at(-1);
    expect(kept?.weight).to.equal(3);
    expect(
      move(
        recorder(() => 0.34),
        [1700, 1700 + noPressMs],
        {held},
      ).at(-1),
    ).to.be.undefined;
  });
});

describe('sampleOf', () => {
  const sample = sampleOf(recorder().press('a', start, place)!, {random: () => 0.5});

  it('is relative to the region and the first point, in whole pixels and milliseconds', () => {
    expect(sample.points).to.deep.equal([
      [200, 250, 0],
      [151, 150, 100],
      [50, 30, 200],
    ]);
    expect(sample.targets).to.deep.equal([{key: 'a', x: 10, y: 11, w: 80, h: 40}]);
    expect(sample.pressedAt).to.equal(260);
  });

  it('never has two points at the same time', () => {
    const points: Point[] = [
      [0, 0, 0],
      [5, 5, 7.6],
      [6, 6, 8.4],
      [9, 9, 20],
    ];
    const {points: kept} = sampleOf(recorder().press('a', {...start, points}, place)!, {random: () => 0.5});
    expect(kept.map(([, , t]) => t)).to.deep.equal([0, 8, 20]);
  });
});
