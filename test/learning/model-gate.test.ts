import {expect} from '@open-wc/testing';
import type {Evaluation} from '../../src/core/evaluation.js';
import {minimumSamples} from '../../src/core/sample.js';
import {evaluateCandidate, missingForTraining} from '../../src/learning/model-gate.js';
import {madeUpSamples} from './samples.js';

function evaluation(changes: Partial<Evaluation> = {}): Evaluation {
  return {
    samples: 20,
    accuracy: 0.9,
    logLoss: 0.3,
    labels: ['a', 'b'],
    confusion: [],
    perButton: {a: {accuracy: 0.9, count: 10}, b: {accuracy: 0.9, count: 10}},
    calibrationError: 0,
    calibration: [],
    brier: 0,
    ...changes,
  };
}

const minAccuracy = 0.7;
const verdictOf = (candidate: Evaluation, baseline?: Evaluation) =>
  evaluateCandidate({candidate, baseline, minAccuracy}).verdict;

describe('evaluateCandidate', () => {
  it('accepts a model that is better than the one in use, and says by how much', () => {
    const {verdict, reasons} = evaluateCandidate({
      candidate: evaluation(),
      baseline: evaluation({accuracy: 0.8, logLoss: 0.5}),
      minAccuracy,
    });
    expect(verdict).to.equal('taken');
    expect(reasons).to.deep.equal([
      'It is right in 90\u00a0% of 20 held-out samples, log-loss 0.300; the model in use in 80\u00a0%, log-loss 0.500.',
    ]);
  });

  it('accepts a good model without a baseline', () => {
    expect(verdictOf(evaluation())).to.equal('taken');
  });

  it('keeps the model in use when the candidate ties', () => {
    const {verdict, reasons} = evaluateCandidate({
      candidate: evaluation(),
      baseline: evaluation(),
      minAccuracy,
    });
    expect(verdict).to.equal('refused');
    expect(reasons[0]).to.contain('no better than the model in use');
  });

  it('refuses a model that misses the accuracy for one button, and names the button', () => {
    const perButton = {a: {accuracy: 1, count: 10}, b: {accuracy: 0.69, count: 10}};
    const {verdict, reasons} = evaluateCandidate({
      candidate: evaluation({perButton}),
      baseline: undefined,
      minAccuracy,
    });
    expect(verdict).to.equal('refused');
    expect(reasons).to.deep.equal([
      '“b” was predicted in 69\u00a0% of its 10 held-out presses; at least 70\u00a0% is required.',
    ]);
  });

  it('allows a button to miss the accuracy if the model in use does no better', () => {
    const withB = (accuracy: number, logLoss: number) =>
      evaluation({logLoss, perButton: {a: {accuracy: 1, count: 10}, b: {accuracy, count: 10}}});
    expect(verdictOf(withB(0.6, 0.3), withB(0.6, 0.4))).to.equal('taken');
    expect(verdictOf(withB(0.5, 0.3), withB(0.6, 0.4))).to.equal('refused');
  });

  it('accepts a button at exactly the required accuracy', () => {
    const perButton = {a: {accuracy: 1, count: 10}, b: {accuracy: 0.7, count: 10}};
    expect(verdictOf(evaluation({perButton}))).to.equal('taken');
  });

  it('checks a button from its fifth held-out press on', () => {
    const withCount = (count: number) =>
      evaluation({perButton: {a: {accuracy: 1, count: 10}, b: {accuracy: 0, count}}});
    expect(verdictOf(withCount(4))).to.equal('taken');
    expect(verdictOf(withCount(5))).to.equal('refused');
  });

  it('accepts an accuracy up to half a point lower if the log-loss is better', () => {
    const baseline = evaluation({logLoss: 0.4});
    expect(verdictOf(evaluation({accuracy: 0.895}), baseline)).to.equal('taken');
    expect(verdictOf(evaluation({accuracy: 0.894}), baseline)).to.equal('refused');
  });

  it('refuses a model that is right more often but much too confident', () => {
    expect(verdictOf(evaluation({logLoss: 0.32}), evaluation({accuracy: 0.8, logLoss: 0.3}))).to.equal(
      'refused',
    );
  });

  it('refuses a model that is surer of what is wrong 400 and 500 ms ahead, however good it is at 200 ms', () => {
    const withEarlier = (logLoss: number) => evaluation({earlier: {predictions: 40, accuracy: 0.6, logLoss}});
    const before = {...withEarlier(0.9), accuracy: 0.8, logLoss: 0.5};
    const {verdict, reasons} = evaluateCandidate({
      candidate: withEarlier(0.901),
      baseline: before,
      minAccuracy,
    });
    expect(verdict).to.equal('refused');
    expect(reasons).to.deep.equal([
      '400 and 500 ms ahead its log-loss is 0.901; that of the model in use 0.900 for the same presses.',
    ]);
    expect(verdictOf(withEarlier(0.9), before)).to.equal('taken');
    expect(verdictOf(withEarlier(0.899), before)).to.equal('taken');
  });

  it('compares what is earlier only where both models say something of it', () => {
    const earlier = {predictions: 40, accuracy: 0.6, logLoss: 0.9};
    const baseline = evaluation({accuracy: 0.8, logLoss: 0.5});
    expect(verdictOf(evaluation({earlier}), baseline)).to.equal('taken');
    expect(verdictOf(evaluation(), {...baseline, earlier})).to.equal('taken');
  });

  it('refuses to evaluate with fewer than five samples or with one button', () => {
    expect(verdictOf(evaluation({samples: 4}))).to.equal('refused');
    expect(verdictOf(evaluation({samples: 5}))).to.equal('taken');
    expect(verdictOf(evaluation({perButton: {a: {accuracy: 1, count: 20}}}))).to.equal('refused');
  });

  it('F7 refuses a model whose loss is not a number', () => {
    expect(verdictOf(evaluation({logLoss: NaN}), evaluation())).to.equal('refused');
  });
});

describe('missingForTraining', () => {
  const presses = madeUpSamples({count: 60}).filter(({pressed}) => pressed !== null);

  it('F10 reports too few buttons with none and with one', () => {
    expect(missingForTraining([])).to.contain('there are 0');
    expect(missingForTraining(presses.filter(({pressed}) => pressed === 'save'))).to.contain('there are 1');
  });

  it('accepts 30 presses', () => {
    expect(missingForTraining(presses.slice(0, minimumSamples.presses - 1))).to.contain('there are 29');
    expect(missingForTraining(presses.slice(0, minimumSamples.presses))).to.equal(undefined);
  });

  it('does not count movements without a press', () => {
    const movements = madeUpSamples({count: 300}).filter(({pressed}) => pressed === null);
    expect(missingForTraining([...presses.slice(0, 29), ...movements])).to.contain('there are 29');
  });

  it('requires two buttons of five presses each', () => {
    const keys = [...Array<string>(36).fill('save'), 'send', 'send', 'send', 'send'];
    const samples = keys.map((pressed, i) => ({...presses[i]!, pressed}));
    expect(missingForTraining(samples)).to.contain('pressed 5 times each; there are 1');
    expect(missingForTraining([...samples, {...presses[40]!, pressed: 'send'}])).to.equal(undefined);
  });
});
