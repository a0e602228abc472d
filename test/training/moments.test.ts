import {expect} from '@open-wc/testing';
import {evaluationMoment, leadTimesMs, momentsOf, trainingMoments} from '../../src/training/moments.js';
import {
  earlierPredictions,
  evaluationWindow,
  scorerPredictions,
  sequencePredictions,
} from '../../src/training/held-out-predictions.js';
import type {Sample} from '../../src/core/sample.js';
import {featureCount} from '../../src/prediction/feature-names.js';
import {Heuristic} from '../../src/prediction/heuristic.js';
import {madeUpSamples, threeButtons} from '../learning/samples.js';

const samples = madeUpSamples({count: 5});
const [press] = samples;
const movement = samples[4]!;

/** A press after a straight movement of `durationMs`, with a rest before the press. */
function steady({durationMs, restMs = 0}: {durationMs: number; restMs?: number}): Sample {
  const points = Array.from({length: durationMs / 10 + 1}, (_, i): [number, number, number] => [
    160,
    500 - i,
    i * 10,
  ]);
  return {...press!, points, pressedAt: durationMs + restMs};
}

describe('momentsOf', () => {
  it('gives a moment at every lead time at which the pointer was moving', () => {
    const leadsOf = (sample: Sample) => momentsOf(sample).map(({leadMs}) => leadMs);
    expect(leadsOf(steady({durationMs: 4100}))).to.deep.equal([...leadTimesMs]);
    expect(leadsOf(steady({durationMs: 320}))).to.deep.equal([30, 60, 120, 200, 300]);
  });

  it('skips moments at which the pointer rested', () => {
    expect(momentsOf(steady({durationMs: 1000, restMs: 400})).map(({leadMs}) => leadMs)).to.deep.equal([
      300, 450, 600, 800, 1000, 1300,
    ]);
  });

  it('gives the press itself when there is no other moment', () => {
    expect(momentsOf(steady({durationMs: 30}))).to.have.length(1);
  });

  it('labels the row of the pressed button, or the last for no press', () => {
    for (const {label, rows, features} of momentsOf(press!)) {
      expect(rows).to.equal(threeButtons.length + 1);
      expect(features).to.have.length(rows * featureCount);
      expect(label).to.be.lessThan(rows - 1);
    }
    for (const {label, rows} of momentsOf(movement)) expect(label).to.equal(rows - 1);
  });

  it('also gives the end of a movement without a press', () => {
    expect(momentsOf({...steady({durationMs: 100}), pressed: null}).map(({leadMs}) => leadMs)).to.deep.equal([
      0, 30, 60,
    ]);
  });

  it('weighs a moment by the time it represents, and by the weight of its sample', () => {
    const weights = momentsOf(steady({durationMs: 320})).map(({weight}) => weight);
    // Half-way to its neighbours: 0 and 60, 30 and 120, …, 200 and 450 ms before the press.
    expect(weights.map((weight) => Math.round(weight * 100))).to.deep.equal([30, 45, 70, 90, 125]);
    const heavier = momentsOf({...steady({durationMs: 320}), weight: 3}).map(({weight}) => weight);
    heavier.forEach((weight, i) => expect(weight).to.be.closeTo(3 * weights[i]!, 1e-9));
  });

  it('gives none for samples with unknown buttons, or whose pressed button is not among them', () => {
    expect(
      trainingMoments([
        {...press!, targets: []},
        {...press!, pressed: 'elsewhere'},
      ]),
    ).to.deep.equal([]);
  });
});

describe('evaluationMoment', () => {
  it('is 200 ms before the press, or half-way through movements shorter than 400 ms', () => {
    expect(evaluationMoment(steady({durationMs: 1000}))).to.equal(800);
    expect(evaluationMoment(steady({durationMs: 400}))).to.equal(200);
    expect(evaluationMoment(steady({durationMs: 300}))).to.equal(150);
  });

  it('ends the window on which sequence models are evaluated', () => {
    const window = evaluationWindow(steady({durationMs: 1000}));
    expect([...window.subarray(120)]).to.deep.equal([160, 420, 0, -1, 10]);
  });
});

describe('scorerPredictions', () => {
  it('gives probabilities of all buttons and of none that add up to 1', () => {
    const [prediction] = scorerPredictions(samples, new Heuristic());
    const {actual, probabilities, none} = prediction!;
    expect(actual).to.equal('save');
    expect(Object.keys(probabilities)).to.deep.equal(['save', 'send', 'cancel']);
    expect(Object.values(probabilities).reduce((sum, value) => sum + value, none)).to.be.closeTo(1, 1e-6);
    expect(none).to.be.greaterThan(0);
  });

  it('leaves “none” out when a press is given', () => {
    const [prediction] = scorerPredictions(samples, new Heuristic(), {givenPress: true});
    expect(prediction!.none).to.equal(0);
    expect(Object.values(prediction!.probabilities).reduce((sum, value) => sum + value, 0)).to.be.closeTo(
      1,
      1e-6,
    );
  });
});

describe('earlierPredictions', () => {
  it('predicts each sample 400 and 500 ms before its press, as far as the pointer had moved by then', () => {
    const countOf = (durationMs: number) =>
      earlierPredictions([steady({durationMs})], new Heuristic()).length;
    expect(countOf(510)).to.equal(2);
    expect(countOf(509)).to.equal(1);
    expect(countOf(410)).to.equal(1);
    expect(countOf(409)).to.equal(0);
  });

  it('knows no more than the path until then', () => {
    const sample = steady({durationMs: 1000});
    const cut = {...sample, points: sample.points.filter(([, , t]) => t <= 600)};
    expect(earlierPredictions([cut], new Heuristic())).to.deep.equal(
      earlierPredictions([sample], new Heuristic()),
    );
    const [earliest] = earlierPredictions([sample], new Heuristic()).slice(-1);
    expect(earliest!.actual).to.equal('save');
    expect(earliest!.probabilities).to.not.deep.equal(
      scorerPredictions([sample], new Heuristic())[0]!.probabilities,
    );
  });
});

describe('sequencePredictions', () => {
  it('assigns the probabilities to their buttons', () => {
    const probabilities = Float32Array.from([0.25, 0.75]);
    expect(sequencePredictions([press!], {keys: ['save', 'send'], probabilities})).to.deep.equal([
      {actual: 'save', probabilities: {save: 0.25, send: 0.75}, none: 0, weight: 1},
    ]);
  });
});
