import {expect} from '@open-wc/testing';
import type {Sample} from '../../src/core/sample.js';
import {farWindow, labelledWindows, nearWindow, windowBefore} from '../../src/training/input-windows.js';
import {madeUpSamples} from '../learning/samples.js';

/** `count` points, 8 ms apart, each 2 right and 1 up of the last. */
function line(count: number): Sample['points'] {
  return Array.from({length: count}, (_, i) => [100 + 2 * i, 50 - i, 8 * i]);
}

function row(window: Float32Array, index: number): number[] {
  return [...window.subarray(index * 5, index * 5 + 5)];
}

describe('nearWindow', () => {
  it('contains position, step and time of the last 25 points', () => {
    const window = nearWindow(line(60));
    expect(window).to.have.length(125);
    expect(row(window, 24)).to.deep.equal([218, -9, 2, -1, 8]);
    expect(row(window, 0)).to.deep.equal([170, 15, 2, -1, 8]);
  });

  it('is padded with zeros in front if there are fewer points', () => {
    const window = nearWindow(line(3));
    expect(row(window, 21)).to.deep.equal([0, 0, 0, 0, 0]);
    expect(row(window, 22)).to.deep.equal([100, 50, 0, 0, 0]);
    expect(row(window, 23)).to.deep.equal([102, 49, 2, -1, 8]);
  });

  it('is all zeros without points', () => {
    expect(nearWindow([]).every((value) => value === 0)).to.equal(true);
  });

  it('gives the very first point no step, but the first row within a movement its own', () => {
    expect(row(windowBefore(line(25), 25), 0)).to.deep.equal([100, 50, 0, 0, 0]);
    expect(row(windowBefore(line(26), 26), 0)).to.deep.equal([102, 49, 2, -1, 8]);
  });
});

describe('farWindow', () => {
  it('ends where the near window starts', () => {
    const far = farWindow(line(60))!;
    expect(row(far, 24).slice(0, 2)).to.deep.equal([168, 16]);
  });

  it('exists from the 26th point on', () => {
    expect(farWindow(line(25))).to.equal(undefined);
    expect(row(farWindow(line(26))!, 24)).to.deep.equal([100, 50, 0, 0, 0]);
  });
});

describe('labelledWindows', () => {
  const samples = madeUpSamples({count: 10});

  it('cuts two windows from each press and none from movements without one', () => {
    const windows = labelledWindows(samples, {keys: ['save', 'send', 'cancel']});
    expect(windows).to.have.length(16);
    expect(windows.slice(0, 4).map(({label, part, group}) => [label, part, group])).to.deep.equal([
      [0, 'near', 0],
      [0, 'far', 0],
      [1, 'near', 1],
      [1, 'far', 1],
    ]);
  });

  it('leaves out buttons that are not among the keys', () => {
    expect(labelledWindows(samples, {keys: ['send']}).every(({label}) => label === 0)).to.equal(true);
  });

  it('ignores points after the press', () => {
    const [sample] = samples;
    const longer = {
      ...sample!,
      points: [...sample!.points, [0, 0, sample!.pressedAt + 1] as [number, number, number]],
    };
    expect(labelledWindows([longer])).to.deep.equal(labelledWindows([sample!]));
  });

  it('F7 leaves out movements with points that are not numbers', () => {
    const [sample] = samples;
    expect(labelledWindows([{...sample!, points: [[NaN, 0, 0]]}])).to.deep.equal([]);
  });
});
