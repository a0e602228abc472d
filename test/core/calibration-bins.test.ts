import {expect} from '@open-wc/testing';
import {CalibrationBins} from '../../src/core/calibration-bins.js';

describe('CalibrationBins', () => {
  it('puts a bound into the bin above it, and 1 into the last', () => {
    const bins = new CalibrationBins(4);
    for (const probability of [0, 0.25, 0.5, 1]) bins.add(probability, {isTrue: false});
    expect(bins.bins().map(({count}) => count)).to.deep.equal([1, 1, 1, 1]);
    expect(bins.bins().map(({from, to}) => [from, to])).to.deep.equal([
      [0, 0.25],
      [0.25, 0.5],
      [0.5, 0.75],
      [0.75, 1],
    ]);
  });

  it('weighs means, frequencies and the expected error', () => {
    const bins = new CalibrationBins(2);
    bins.add(0.5, {isTrue: true, weight: 3});
    bins.add(1, {isTrue: false});
    expect(bins.bins()[1]).to.include({count: 4, meanProbability: 0.625, frequency: 0.75});
    expect(bins.expectedError()).to.equal(0.125);
  });

  it('is off by nothing, and says 0 in every bin, before it is told anything', () => {
    const bins = new CalibrationBins(1);
    expect(bins.expectedError()).to.equal(0);
    expect(bins.bins()).to.deep.equal([{from: 0, to: 1, count: 0, meanProbability: 0, frequency: 0}]);
  });
});
