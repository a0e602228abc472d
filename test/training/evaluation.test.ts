import {expect} from '@open-wc/testing';
import {evaluate, type HeldOutPrediction} from '../../src/training/evaluation.js';

function prediction(
  actual: string | null,
  probabilities: Record<string, number>,
  none = 0,
  weight = 1,
): HeldOutPrediction {
  return {actual, probabilities, none, weight};
}

describe('evaluate', () => {
  it('counts right predictions, per button and in the confusion matrix', () => {
    const {samples, accuracy, labels, confusion, perButton} = evaluate([
      prediction('a', {a: 0.8, b: 0.1}, 0.1),
      prediction('a', {a: 0.3, b: 0.6}, 0.1),
      prediction('b', {a: 0.2, b: 0.7}, 0.1),
      prediction(null, {a: 0.2, b: 0.1}, 0.7),
    ]);
    expect(samples).to.equal(4);
    expect(accuracy).to.equal(0.75);
    expect(labels).to.deep.equal(['a', 'b', null]);
    expect(confusion).to.deep.equal([
      [1, 1, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
    expect(perButton).to.deep.equal({a: {accuracy: 0.5, count: 2}, b: {accuracy: 1, count: 1}});
  });

  it('computes log-loss and Brier score by their definitions', () => {
    const {logLoss, brier} = evaluate([
      prediction('a', {a: 0.5, b: 0.5}),
      prediction('b', {a: 0.75, b: 0.25}),
    ]);
    expect(logLoss).to.be.closeTo((Math.log(2) + Math.log(4)) / 2, 1e-12);
    expect(brier).to.be.closeTo((0.5 + 2 * 0.75 ** 2) / 2, 1e-12);
  });

  it('counts a sample of weight 3 as three in shares, as one in counts', () => {
    const {accuracy, confusion, samples} = evaluate([
      prediction('a', {a: 1, b: 0}, 0, 3),
      prediction('b', {a: 1, b: 0}),
    ]);
    expect(accuracy).to.equal(0.75);
    expect(confusion[0]).to.deep.equal([1, 0]);
    expect(samples).to.equal(2);
  });

  it('has no calibration error if statements come true as often as stated', () => {
    const predictions = Array.from({length: 10}, (_, i) => prediction(i < 7 ? 'a' : 'b', {a: 0.7, b: 0.3}));
    const {calibrationError, calibration} = evaluate(predictions);
    expect(calibrationError).to.be.closeTo(0, 1e-12);
    expect(calibration).to.have.length(15);
    expect(calibration.find(({count, from}) => count > 0 && from > 0.5)).to.include({count: 10});
  });

  it('has the calibration error of a scorer that is always sure and right half the time', () => {
    const predictions = Array.from({length: 10}, (_, i) => prediction(i % 2 === 0 ? 'a' : 'b', {a: 1, b: 0}));
    expect(evaluate(predictions).calibrationError).to.be.closeTo(0.5, 1e-12);
  });

  it('counts a button the model does not know as wrong, at a finite loss', () => {
    const {accuracy, logLoss, labels} = evaluate([prediction('new', {a: 0.9, b: 0.1})]);
    expect(accuracy).to.equal(0);
    expect(logLoss).to.be.closeTo(-Math.log(1e-7), 1e-9);
    expect(labels).to.deep.equal(['a', 'b', 'new']);
  });

  it('handles keys that are names of Object.prototype members', () => {
    const {perButton, accuracy} = evaluate([prediction('constructor', {constructor: 1, toString: 0})]);
    expect(accuracy).to.equal(1);
    expect(Object.keys(perButton)).to.deep.equal(['constructor']);
  });

  it('F7 treats probabilities that are not numbers as 0', () => {
    const {accuracy, logLoss} = evaluate([prediction('a', {a: NaN, b: 1}, NaN)]);
    expect([accuracy, Number.isFinite(logLoss)]).to.deep.equal([0, true]);
  });

  it('is all zeros without predictions', () => {
    expect(evaluate([])).to.deep.include({
      samples: 0,
      accuracy: 0,
      logLoss: 0,
      brier: 0,
      calibrationError: 0,
    });
  });
});
