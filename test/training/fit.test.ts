import {expect} from '@open-wc/testing';
import {PredictiveError} from '../../src/core/errors.js';
import {seededRandom} from '../../src/core/random.js';
import {fit, type FitOptions} from '../../src/training/fit.js';
import * as tf from '../../src/training/tf.js';

/** Fits one number to 3; `loss` can be replaced. */
function task(
  changes: Partial<Omit<FitOptions, 'loss'>> & {
    loss?: (weight: tf.Variable, batch: readonly number[]) => tf.Scalar;
  } = {},
): {weight: tf.Variable; options: FitOptions} {
  const weight = tf.variable(tf.scalar(0));
  const {loss = (variable) => tf.square(tf.sub(variable, 3)).asScalar(), ...rest} = changes;
  return {
    weight,
    options: {
      trainable: [weight],
      weights: [weight],
      examples: 4,
      batchSize: 2,
      learningRate: 0.5,
      epochs: 30,
      patience: 100,
      random: seededRandom(1),
      measure: async () => {
        const [value] = await weight.data();
        return {validation: {loss: (value! - 3) ** 2, accuracy: 0}, heldOut: {loss: 0, accuracy: 0}};
      },
      ...rest,
      loss: (batch) => ({loss: loss(weight, batch), correct: tf.scalar(batch.length)}),
    },
  };
}

describe('fit', () => {
  before(() => tf.setBackend('cpu'));

  it('finds the minimum and reports every epoch', async () => {
    const {weight, options} = task();
    const epochs: number[] = [];
    const history = await fit({...options, onEpoch: ({epoch}) => epochs.push(epoch)});
    expect((await weight.data())[0]).to.be.closeTo(3, 0.1);
    expect(epochs).to.deep.equal(Array.from({length: 30}, (_, i) => i + 1));
    expect(history.at(-1)).to.include({epoch: 30, epochs: 30, accuracy: 1});
  });

  it('restores the weights of the best validation loss and stops when patience ends', async () => {
    const validations = [5, 4, 1, 2, 2, 2, 2];
    const seen: number[] = [];
    const {weight, options} = task({patience: 2});
    const history = await fit({
      ...options,
      measure: async () => {
        seen.push((await weight.data())[0]!);
        return {
          validation: {loss: validations[seen.length - 1]!, accuracy: 0},
          heldOut: {loss: 0, accuracy: 0},
        };
      },
    });
    // The first measurement is of the initial weights.
    expect(history).to.have.length(4);
    expect((await weight.data())[0]).to.equal(seen[2]);
  });

  it('keeps the initial weights when no epoch is better', async () => {
    const {weight, options} = task();
    let calls = 0;
    await fit({
      ...options,
      epochs: 3,
      measure: async () => ({validation: {loss: calls++, accuracy: 0}, heldOut: {loss: 0, accuracy: 0}}),
    });
    expect((await weight.data())[0]).to.equal(0);
  });

  it('keeps the last weights without a validation set', async () => {
    const {weight, options} = task();
    await fit({
      ...options,
      measure: async () => ({validation: {loss: NaN, accuracy: NaN}, heldOut: {loss: 0, accuracy: 0}}),
    });
    expect((await weight.data())[0]).to.be.closeTo(3, 0.1);
  });

  it('F7 drops a batch whose loss is not a number and continues from the last good weights', async () => {
    let steps = 0;
    const {weight, options} = task({
      loss: (variable) => {
        const loss = tf.square(tf.sub(variable, 3));
        return (steps++ === 5 ? tf.mul(loss, NaN) : loss).asScalar();
      },
    });
    await fit(options);
    expect((await weight.data())[0]).to.be.closeTo(3, 0.1);
  });

  for (const dropped of [0, 1, 2])
    it(`F7 has half the rate after each batch that was dropped: after ${dropped}`, async () => {
      let steps = 0;
      const {weight, options} = task({
        examples: dropped + 1,
        batchSize: 1,
        epochs: 1,
        // Down at the same slope everywhere: the first step of Adam is as long as the rate.
        loss: (variable) => tf.mul(variable, steps++ < dropped ? NaN : -1).asScalar(),
      });
      await fit({
        ...options,
        measure: async () => ({validation: {loss: NaN, accuracy: NaN}, heldOut: {loss: 0, accuracy: 0}}),
      });
      expect((await weight.data())[0]).to.be.closeTo(0.5 / 2 ** dropped, 1e-5);
    });

  it('F7 fails after three batches without a good epoch, and restores the initial weights', async () => {
    let steps = 0;
    const {weight, options} = task({loss: (variable) => tf.mul(variable, steps++ < 0 ? 1 : NaN).asScalar()});
    const error = await fit(options).then(
      () => expect.fail('did not reject'),
      (thrown: unknown) => thrown,
    );
    expect(error).to.be.instanceOf(PredictiveError).and.have.property('code', 'training-failed');
    expect(steps).to.equal(3);
    expect((await weight.data())[0]).to.equal(0);
  });

  it('F7 survives a learning rate of a million', async () => {
    const {weight, options} = task({
      learningRate: 1e6,
      loss: (variable) => tf.exp(tf.square(variable)).asScalar(),
    });
    await fit(options).catch(() => undefined);
    expect((await weight.data())[0]).to.satisfy(Number.isFinite);
  });

  it('F15 leaves no tensor behind', async () => {
    const {options} = task();
    const {numTensors} = tf.memory();
    await fit(options);
    expect(tf.memory().numTensors).to.equal(numTensors);
  });
});
