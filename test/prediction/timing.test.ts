import {expect} from '@open-wc/testing';
import {horizonsMs} from '../../src/core/prediction.js';
import {medianTime, shareWithin} from '../../src/prediction/timing.js';

const timing = [0.2, 0.6, 0.8, 1];

describe('shareWithin', () => {
  it('is what the model says at each horizon, and rises evenly between them', () => {
    horizonsMs.forEach((ms, i) => expect(shareWithin(timing, ms)).to.be.closeTo(timing[i]!, 1e-12));
    expect(shareWithin(timing, 0)).to.equal(0);
    expect(shareWithin(timing, 175)).to.be.closeTo(0.1, 1e-12);
    expect(shareWithin(timing, 525)).to.be.closeTo(0.4, 1e-12);
    expect(shareWithin(timing, 60_000)).to.equal(1);
  });

  it('never falls', () => {
    for (let ms = 10; ms < 6000; ms += 10)
      expect(shareWithin(timing, ms)).to.be.at.least(shareWithin(timing, ms - 10));
  });
});

describe('medianTime', () => {
  it('is the time within which half of the presses come', () => {
    expect(shareWithin(timing, medianTime(timing))).to.be.closeTo(0.5, 1e-12);
    expect(medianTime([0.5, 0.5, 0.5, 1])).to.equal(350);
    expect(medianTime([0, 0, 0, 1])).to.equal(3250);
    expect(medianTime([1, 1, 1, 1])).to.equal(175);
  });
});
