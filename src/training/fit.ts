import {PredictiveError} from '../core/errors.js';
import {shuffled, type Random} from '../core/random.js';
import type {EpochReport} from '../core/model.js';
import type {Checkpoint} from './protocol.js';
import * as tf from './tf.js';

/** Mean cross-entropy in nats and share of right answers over a set of examples; NaN for an empty set. */
export interface Figures {
  loss: number;
  accuracy: number;
}

export interface FitOptions {
  /** Weights that training changes. */
  trainable: tf.Variable[];
  /**
   * Every weight of the network: `trainable` and the moving statistics. Rolled back and restored as a whole.
   */
  weights: tf.Variable[];
  /** Number of training examples. */
  examples: number;
  batchSize: number;
  learningRate: number;
  epochs: number;
  /** Epochs without a better validation loss before training ends. */
  patience: number;
  random: Random;
  /** The loss to minimise over a batch of examples, and how many of them are right. */
  loss(batch: readonly number[]): {loss: tf.Scalar; correct: tf.Scalar};
  /** Figures after an epoch; 0 for the initial weights. Only `validation` decides which weights are kept. */
  measure(epoch: number): Promise<{validation: Figures; heldOut: Figures}>;
  onEpoch?: ((report: EpochReport) => void) | undefined;
  /** Where an earlier run got to, from which this one goes on. */
  resume?: FitCheckpoint | undefined;
  /** Called after each epoch whose weights are good. */
  onCheckpoint?: ((checkpoint: FitCheckpoint) => void) | undefined;
  /** Called after every step, as a sign of life. */
  onStep?: (() => void) | undefined;
}

/** The weights after an epoch, and the best ones so far. */
export type FitCheckpoint = Omit<Checkpoint, 'network'>;

/** Most losses that are not finite. Each halves the rate: a fourth would leave 1/16 of it. */
const maxDivergences = 3;

/** Share of the learning rate left in the last epoch: low enough to settle, high enough to move. */
const finalRate = 0.05;

/** Adam (Kingma and Ba 2015) with a rate that can change between steps. */
class Adam extends tf.AdamOptimizer {
  set rate(rate: number) {
    this.learningRate = rate;
  }
}

/**
 * Trains in place and keeps the weights of the epoch with the lowest validation loss. A batch whose loss is
 * not finite is dropped, the weights roll back to the last good epoch and the rate is halved; after the third
 * time training ends. Throws `training-failed` if the loss was never finite.
 */
export async function fit(options: FitOptions): Promise<EpochReport[]> {
  const {trainable, weights, examples, batchSize, learningRate, epochs, patience, random} = options;
  const history: EpochReport[] = [];
  const order = Array.from({length: examples}, (_, i) => i);
  let optimizer = new Adam(learningRate, 0.9, 0.999);
  let lastGood = await snapshot(weights);
  // The initial weights may already be the best.
  const {validation: before} = await options.measure(0);
  let best = {loss: before.loss, epoch: 0, weights: lastGood};
  let divergences = 0;
  let firstEpoch = 1;
  const {resume} = options;
  if (resume !== undefined && areFor(weights, resume)) {
    lastGood = resume.weights;
    best = resume.best;
    firstEpoch = resume.epoch + 1;
    restore(weights, lastGood);
  }

  const rollBack = () => {
    restore(weights, lastGood);
    divergences++;
    optimizer.dispose();
    optimizer = new Adam(learningRate, 0.9, 0.999);
  };

  try {
    for (let epoch = firstEpoch; epoch <= epochs && divergences < maxDivergences; epoch++) {
      optimizer.rate = (learningRate * cosine((epoch - 1) / epochs)) / 2 ** divergences;
      const shuffledOrder = shuffled(order, random);
      let lossSum = 0;
      let correctSum = 0;
      let seen = 0;
      for (let start = 0; start < examples && divergences < maxDivergences; start += batchSize) {
        const batch = shuffledOrder.slice(start, start + batchSize);
        const {loss, correct} = await step(optimizer, trainable, () => options.loss(batch));
        options.onStep?.();
        if (!Number.isFinite(loss)) {
          rollBack();
          optimizer.rate = (learningRate * cosine((epoch - 1) / epochs)) / 2 ** divergences;
          continue;
        }
        lossSum += loss * batch.length;
        correctSum += correct;
        seen += batch.length;
      }
      const {validation, heldOut} = await options.measure(epoch);
      const state = await snapshot(weights);
      if (seen === 0 || !isFiniteState(state) || validation.loss === Infinity) {
        // If every batch was dropped, the weights were already rolled back.
        if (seen > 0 && divergences < maxDivergences) rollBack();
        continue;
      }
      lastGood = state;
      const report: EpochReport = {
        epoch,
        epochs,
        loss: lossSum / seen,
        accuracy: correctSum / seen,
        heldOutLoss: heldOut.loss,
        heldOutAccuracy: heldOut.accuracy,
      };
      // Without a validation set (its loss is NaN) the last weights are the best ones.
      if (!(validation.loss >= best.loss)) best = {loss: validation.loss, epoch, weights: state};
      // Before the report, so that no reported epoch is learned twice.
      options.onCheckpoint?.({epoch, weights: state, best});
      history.push(report);
      options.onEpoch?.(report);
      if (epoch - best.epoch >= patience) break;
      await macrotask();
    }
  } finally {
    optimizer.dispose();
  }
  if (history.length === 0 && divergences > 0) {
    throw new PredictiveError(
      'training-failed',
      `The loss was not a number ${divergences} times, at rates down to ${learningRate / 2 ** divergences}; the model in use stays.`,
    );
  }
  restore(weights, best.weights);
  return history;
}

/** One step of the optimiser; returns the loss and the number of right answers before it. */
async function step(
  optimizer: tf.Optimizer,
  trainable: tf.Variable[],
  forward: () => {loss: tf.Scalar; correct: tf.Scalar},
): Promise<{loss: number; correct: number}> {
  let correct: tf.Scalar | undefined;
  const loss = optimizer.minimize(
    () => {
      const result = forward();
      correct = tf.keep(result.correct);
      return result.loss;
    },
    true,
    trainable,
  )!;
  const [[lossValue], [correctValue]] = await Promise.all([loss.data(), correct!.data()]);
  loss.dispose();
  correct!.dispose();
  return {loss: lossValue!, correct: correctValue!};
}

/** Falls from 1 to `finalRate` along half a cosine as `progress` goes from 0 to 1 (Loshchilov and Hutter 2017). */
function cosine(progress: number): number {
  return finalRate + ((1 - finalRate) * (1 + Math.cos(Math.PI * progress))) / 2;
}

/** The values of `weights`, in order. */
export function snapshot(weights: readonly tf.Variable[]): Promise<Float32Array[]> {
  // Both networks' weights are float32, so their data are Float32Arrays; copied, since a backend may return
  // its own memory.
  return Promise.all(weights.map(async (weight) => Float32Array.from(await weight.data())));
}

/** Restores what `snapshot` returned. */
export function restore(weights: readonly tf.Variable[], values: readonly Float32Array[]): void {
  weights.forEach((weight, i) => {
    const tensor = tf.tensor(values[i]!, weight.shape);
    weight.assign(tensor);
    tensor.dispose();
  });
}

/** Whether a checkpoint has a finite value for every weight. */
function areFor(weights: readonly tf.Variable[], {weights: last, best}: FitCheckpoint): boolean {
  return [last, best.weights].every(
    (values) =>
      values.length === weights.length &&
      values.every((array, i) => array.length === weights[i]!.size) &&
      isFiniteState(values),
  );
}

function isFiniteState(values: readonly Float32Array[]): boolean {
  return values.every((array) => array.every(Number.isFinite));
}

/** Lets the worker handle messages and events, such as a lost WebGL context. */
function macrotask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
