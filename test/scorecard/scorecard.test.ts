import {expect} from '@open-wc/testing';
import {Scorecard} from '../../src/scorecard/scorecard.js';

describe('Scorecard', () => {
  it('has no shares before anything has happened', () => {
    const {precision, recall, preloadPrecision, medianLeadMs} = new Scorecard().report();
    expect([precision, recall, preloadPrecision, medianLeadMs]).to.deep.equal([null, null, null, null]);
  });

  it('counts a prediction as right when its target is pressed, with the time between as lead', () => {
    const scorecard = new Scorecard();
    scorecard.predict('a', {probability: 0.7, now: 100});
    scorecard.press('a', {now: 350});
    const report = scorecard.report();
    expect(report).to.include({presses: 1, predictedPresses: 1, precision: 1, recall: 1, medianLeadMs: 250});
    expect(report.calibration[7]).to.include({count: 1, frequency: 1});
  });

  it('counts a cleared prediction and one of another target as wrong', () => {
    const scorecard = new Scorecard();
    scorecard.predict('a', {probability: 0.6, now: 0});
    scorecard.predict(null, {probability: 0, now: 50});
    scorecard.predict('b', {probability: 0.6, now: 100});
    scorecard.press('a', {now: 200});
    expect(scorecard.report()).to.include({predictions: 2, rightPredictions: 0, precision: 0, recall: 0});
  });

  it('does not count a prediction that is still open as wrong', () => {
    const scorecard = new Scorecard();
    scorecard.predict('a', {probability: 0.6, now: 0});
    scorecard.press('a', {now: 10});
    scorecard.predict('b', {probability: 0.6, now: 20});
    expect(scorecard.report().precision).to.equal(1);
  });

  it('counts preloads by trigger and outcome', () => {
    const scorecard = new Scorecard();
    const ended = {probability: 0.7, leadMs: 300, isDone: true, bytes: undefined};
    scorecard.preloadEnded({...ended, trigger: 'model', used: true});
    scorecard.preloadEnded({...ended, trigger: 'hover', used: false});
    scorecard.preloadEnded({...ended, trigger: 'model', used: true});
    const {used, wasted, preloadPrecision, preloadsByTrigger} = scorecard.report();
    expect({used, wasted, preloadPrecision}).to.deep.equal({used: 2, wasted: 1, preloadPrecision: 2 / 3});
    expect(preloadsByTrigger).to.deep.equal({model: 2, hover: 1});
  });

  it('reports what preloads gained and cost', () => {
    const scorecard = new Scorecard();
    const ended = {trigger: 'model', probability: 0.7} as const;
    for (const leadMs of [100, 300, 900])
      scorecard.preloadEnded({...ended, used: true, leadMs, isDone: true, bytes: 1000});
    scorecard.preloadEnded({...ended, used: false, leadMs: 50, isDone: false, bytes: undefined});
    scorecard.preloadEnded({...ended, used: false, leadMs: 5000, isDone: true, bytes: 700});
    expect(scorecard.report()).to.include({
      used: 3,
      wasted: 2,
      withdrawnInTime: 1,
      usedBytes: 3000,
      wastedBytes: 700,
      medianPreloadLeadMs: 300,
      p90PreloadLeadMs: 300,
    });
  });
});
