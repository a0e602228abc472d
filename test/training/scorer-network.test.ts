import {expect} from '@open-wc/testing';
import * as reference from '@tensorflow/tfjs';
import {evaluate} from '../../src/training/evaluation.js';
import {trainingMoments, type Moment} from '../../src/training/moments.js';
import {scorerPredictions} from '../../src/training/held-out-predictions.js';
import {calibrate} from '../../src/training/calibrate.js';
import {scorerFile} from '../../src/model-files/scorer-file.js';
import {scorerWeights} from '../../src/training/scorer-weights.js';
import {trainScorerNetwork} from '../../src/training/scorer-network.js';
import * as tf from '../../src/training/tf.js';
import {horizonsMs} from '../../src/core/prediction.js';
import {featureCount, featureNames, featureVersion} from '../../src/prediction/feature-names.js';
import {Scorer, softmaxInPlace} from '../../src/prediction/scorer.js';
import type {ScorerWeights} from '../../src/core/model.js';
import {madeUpSamples} from '../learning/samples.js';

const samples = madeUpSamples({count: 60});
const training = trainingMoments(samples.slice(0, 40));
const validation = trainingMoments(samples.slice(40, 50));
const heldOut = trainingMoments(samples.slice(50));

function trainOne({
  epochs = 3,
  seed = 1,
  start,
}: {epochs?: number; seed?: number; start?: ScorerWeights} = {}) {
  return trainScorerNetwork({training, validation, heldOut, epochs, seed, start});
}

function logitsOf(weights: ScorerWeights): number[] {
  const {features, rows} = heldOut[0]!;
  const logits = new Float32Array(rows);
  new Scorer(weights).logits(features, rows, logits);
  return [...logits];
}

function isFinite({mean, std, layers, temperature}: ScorerWeights): boolean {
  const arrays = [mean, std, ...layers.flatMap(({kernel, bias}) => [kernel, bias])];
  return Number.isFinite(temperature) && arrays.every((array) => array.every(Number.isFinite));
}

describe('trainScorerNetwork', () => {
  before(() => tf.setBackend('cpu'));

  it('learns to which button a movement leads, and when it leads to none', async () => {
    const {weights} = await trainOne({epochs: 30});
    const {accuracy, labels} = evaluate(scorerPredictions(samples.slice(50), new Scorer(weights)));
    expect(labels).to.include(null);
    expect(accuracy).to.be.greaterThan(0.8);
  });

  it('learns when, with an output for each horizon, and keeps it when it learns from a person', async () => {
    // Far targets are pressed late.
    const distance = featureNames.indexOf('distance');
    const timed = training.map((moment) => {
      const isFar = moment.features[moment.label * featureCount + distance]! > 2;
      return {...moment, leadMs: isFar ? 3000 : 200};
    });
    const {weights: start} = await trainScorerNetwork({
      training: timed,
      validation: [],
      heldOut: [],
      epochs: 30,
      seed: 1,
      outputs: horizonsMs.length,
    });
    const soonShare = (network: ScorerWeights, isFar: boolean): number => {
      const scorer = new Scorer(network);
      const shares = timed
        .filter(({label, rows, leadMs}) => label < rows - 1 && leadMs > 1000 === isFar)
        .map(({features, rows, label}) => {
          const timing = new Float32Array(rows * scorer.horizons);
          scorer.logits(features, rows, new Float32Array(rows), timing);
          return timing[label * scorer.horizons]!;
        });
      return shares.reduce((sum, share) => sum + share, 0) / shares.length;
    };
    expect(soonShare(start, false)).to.be.above(0.7);
    expect(soonShare(start, true)).to.be.below(0.3);
    const {weights} = await trainScorerNetwork({
      training: training.map((moment) => ({...moment, leadMs: 100})),
      validation: [],
      heldOut: [],
      start,
      epochs: 10,
      seed: 1,
    });
    expect(weights.layers.at(-1)!.outputs).to.equal(horizonsMs.length);
    for (const isFar of [false, true])
      expect(soonShare(weights, isFar)).to.be.closeTo(soonShare(start, isFar), 0.15);
  });

  it('gives the same weights for the same seed, and others for another', async () => {
    const first = await trainOne();
    expect((await trainOne()).weights).to.deep.equal(first.weights);
    expect((await trainOne({seed: 2})).weights).to.not.deep.equal(first.weights);
  });

  it('stays close to its initial weights', async () => {
    const {weights: start} = await trainOne({epochs: 10});
    const {weights} = await trainOne({start, seed: 5});
    const before = logitsOf(start);
    logitsOf(weights).forEach((logit, i) => expect(logit).to.be.closeTo(before[i]!, 3));
    expect(weights.mean).to.deep.equal(start.mean);
  });

  it('keeps the share of “none” with presses only, and all layers but the last with presses in an order', async () => {
    const {weights: start} = await trainOne({epochs: 10});
    const presses = training.filter(({label, rows}) => label < rows - 1);
    const {weights} = await trainScorerNetwork({
      training: presses,
      validation: [],
      heldOut: [],
      start,
      pressesFollowOrder: true,
      epochs: 20,
      seed: 1,
    });
    expect(weights.layers.slice(0, -1)).to.deep.equal(start.layers.slice(0, -1));
    expect(weights.layers.at(-1)).to.not.deep.equal(start.layers.at(-1));
    const noneShare = (network: ScorerWeights) =>
      presses.reduce((sum, {features, rows}) => {
        const logits = new Float32Array(rows);
        new Scorer(network).logits(features, rows, logits);
        softmaxInPlace(logits, rows);
        return sum + logits[rows - 1]!;
      }, 0) / presses.length;
    expect(noneShare(weights)).to.be.closeTo(noneShare(start), 0.03);
  });

  /** The presses, each as if another button had been pressed. */
  function mistaken(moments: readonly Moment[]): Moment[] {
    return moments
      .filter(({label, rows}) => label < rows - 1)
      .map((moment) => ({...moment, label: (moment.label + 1) % (moment.rows - 1)}));
  }

  /** Probabilities of the buttons alone. */
  function sharesOf(weights: ScorerWeights, {features, rows}: Moment): Float32Array {
    const logits = new Float32Array(rows);
    new Scorer(weights).logits(features, rows, logits);
    softmaxInPlace(logits, rows - 1);
    return logits.subarray(0, rows - 1);
  }

  const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

  it('learns with presses in an order how sure it may be, and not which buttons follow', async () => {
    // It predicts well, and states less than it could.
    const start = {...(await trainOne({epochs: 10})).weights, temperature: 1.5};
    const presses = training.filter(({label, rows}) => label < rows - 1);
    const learn = async (moments: Moment[], pressesFollowOrder: boolean) => {
      const {weights} = await trainScorerNetwork({
        training: moments,
        validation: [],
        heldOut: [],
        start,
        pressesFollowOrder,
        epochs: 20,
        seed: 1,
      });
      return weights;
    };
    const [right, wrong, unordered] = [
      await learn(presses, true),
      await learn(mistaken(presses), true),
      await learn(mistaken(presses), false),
    ];
    const sureness = (weights: ScorerWeights) =>
      meanOf(presses.map((moment) => Math.max(...sharesOf(weights, moment))));
    expect(sureness(right)).to.be.greaterThan(sureness(start) + 0.02);
    expect(sureness(wrong)).to.be.lessThan(sureness(start) - 0.02);
    // By what share of the presses the first button is that of the start.
    const agreement = (weights: ScorerWeights) =>
      meanOf(
        presses.map((moment) => {
          const before = sharesOf(start, moment);
          const after = sharesOf(weights, moment);
          return +(after.indexOf(Math.max(...after)) === before.indexOf(Math.max(...before)));
        }),
      );
    expect(agreement(right)).to.be.greaterThan(0.9);
    expect(agreement(unordered)).to.be.lessThan(agreement(right));
  });

  it('starts from weights of any temperature without a jump', async () => {
    const {weights: start} = await trainOne();
    const {weights} = await trainScorerNetwork({
      training,
      validation: [],
      heldOut,
      start: {...start, temperature: 2},
      epochs: 1,
      seed: 1,
      learningRate: 1e-9,
    });
    const expected = logitsOf({...start, temperature: 2});
    logitsOf(weights).forEach((logit, i) => expect(logit).to.be.closeTo(expected[i]!, 1e-4));
  });

  it('handles moments with different numbers of rows', async () => {
    const mixed = training.map((moment, i) =>
      i % 2 === 0 && moment.label === 0
        ? {...moment, rows: 2, features: moment.features.slice(0, 2 * featureCount)}
        : moment,
    );
    const {weights} = await trainScorerNetwork({training: mixed, validation, heldOut, epochs: 2, seed: 1});
    expect(isFinite(weights)).to.equal(true);
  });

  it('F7 drops batches that are not numbers and keeps finite weights', async () => {
    const spoilt = training.map((moment, i) =>
      i === 7 ? {...moment, features: moment.features.map(() => NaN)} : moment,
    );
    const {weights: start} = await trainOne();
    const {weights} = await trainScorerNetwork({
      training: spoilt,
      validation,
      heldOut,
      start,
      epochs: 2,
      seed: 1,
    });
    expect(isFinite(weights)).to.equal(true);
  });

  it('F7 fails when no batch gives a number', async () => {
    const spoilt = training.map((moment) => ({...moment, features: moment.features.map(() => NaN)}));
    const {weights: start} = await trainOne();
    const error = await trainScorerNetwork({
      training: spoilt,
      validation,
      heldOut,
      start,
      epochs: 2,
      seed: 1,
    }).then(
      () => expect.fail('did not reject'),
      (thrown: unknown) => thrown,
    );
    expect(error).to.have.property('code', 'training-failed');
  });

  it('F15 leaves no tensor behind in 20 trainings', async () => {
    await trainOne({epochs: 1});
    const {numTensors} = tf.memory();
    for (let seed = 0; seed < 20; seed++) {
      const {weights} = await trainOne({epochs: 1, seed});
      await scorerWeights(scorerFile({architecture: 'scorer', weights, featureVersion}));
    }
    expect(tf.memory().numTensors).to.equal(numTensors);
  });
});

describe('scorerFile', () => {
  before(() => tf.setBackend('cpu'));

  it('gives TensorFlow.js alone the scorer’s logits', async () => {
    const {weights} = await trainOne();
    const calibrated = {...weights, temperature: 1.7};
    const artifacts = scorerFile({architecture: 'scorer', weights: calibrated, featureVersion});
    const alone = await reference.loadLayersModel(reference.io.fromMemory(artifacts));
    const {features, rows} = heldOut[0]!;
    const output = alone.predict(reference.tensor2d(features, [rows, featureCount])) as reference.Tensor;
    const expected = logitsOf(calibrated);
    (await output.data()).forEach((logit, i) => expect(logit).to.be.closeTo(expected[i]!, 1e-4));
  });

  it('reads back as the same function, with the scaling for training', async () => {
    const {weights} = await trainOne();
    const back = await scorerWeights(scorerFile({architecture: 'scorer', weights, featureVersion}));
    expect(back.mean).to.deep.equal(weights.mean);
    const expected = logitsOf(weights);
    logitsOf(back).forEach((logit, i) => expect(logit).to.be.closeTo(expected[i]!, 1e-4));
  });
});

describe('calibrate', () => {
  it('raises the temperature of an overconfident scorer, and keeps it without moments', async () => {
    const mean = new Float32Array([0]);
    const layer = {inputs: 1, outputs: 1, kernel: new Float32Array([10]), bias: new Float32Array([0])};
    const weights = {mean, std: new Float32Array([1]), layers: [layer], temperature: 1};
    // The scorer states 0.99995, and is right two times out of three.
    const moments = Array.from({length: 300}, (_, i) => ({
      features: new Float32Array([1, 0]),
      rows: 2,
      label: i % 3 === 0 ? 1 : 0,
      weight: 1,
    }));
    expect(calibrate(weights, moments)).to.be.closeTo(4, 0.05);
    expect(calibrate(weights, [])).to.equal(1);
  });
});
