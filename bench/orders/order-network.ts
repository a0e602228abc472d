import '../../tools/tensorflow-in-node.js';
import {seededRandom} from '../../src/core/random.js';
import {glorotKernel, orthogonalKernel} from '../../src/training/initial-weights.js';
import * as tf from '../../src/training/tf.js';
import {keysOf, type OrderModel} from './order-models.js';
import type {Visit} from './visits.js';

/** How many of the latest clicks of a visit the network sees. */
const seen = 5;

/** Stands where there have been fewer. */
const empty = 0;

/** From the least to the greatest number that an embedding begins with, as Keras does it. */
const embeddingRange = 0.1;

export interface NetworkSize {
  /** Numbers that stand for a key. */
  embedding: number;
  /** Of the recurrent layer. */
  units: number;
  /** Share of its answers that is dropped in training, 0…1; above 0 they are normalised by batch, too. */
  dropout: number;
  /** Passes over all clicks so far after each visit. */
  epochs: number;
  learningRate: number;
}

export interface OrderNetwork extends OrderModel {
  /** What its training after a visit and its answer to a click took, ms. */
  readonly times: {train: number[]; predict: number[]};
  /** Numbers that it has learned. */
  readonly parameters: number;
  dispose(): void;
}

/**
 * The latest clicks through an embedding, a simple recurrent layer and a softmax over all keys. It goes on from its
 * weights after each visit, with every click of all visits so far in one batch.
 */
export function orderNetwork(
  visits: readonly Visit[],
  {size, seed}: {size: NetworkSize; seed: number},
): OrderNetwork {
  const keys = keysOf(visits);
  const {embedding, units, dropout, epochs, learningRate} = size;
  const random = seededRandom(seed);
  const nextSeed = (): number => Math.floor(random() * 2 ** 31);
  const zeros = {kernelInitializer: 'zeros', recurrentInitializer: 'zeros'} as const;
  const embed = tf.layers.embedding({inputDim: keys.length + 1, outputDim: embedding, inputLength: seen});
  const recurrent = tf.layers.simpleRNN({units, ...zeros});
  const normalize = dropout > 0 ? [tf.layers.batchNormalization()] : [];
  const dense = tf.layers.dense({units: keys.length, kernelInitializer: 'zeros'});
  const model = tf.sequential({layers: [embed, recurrent, ...normalize, dense]});
  tf.tidy(() => {
    const bias = (length: number): tf.Tensor => tf.zeros([length]);
    const entries = (keys.length + 1) * embedding;
    const embeddings = Float32Array.from({length: entries}, () => (random() - 0.5) * embeddingRange);
    embed.setWeights([tf.tensor2d(embeddings, [keys.length + 1, embedding])]);
    recurrent.setWeights([
      tf.tensor2d(glorotKernel(embedding, units, random), [embedding, units]),
      tf.tensor2d(orthogonalKernel(units, random), [units, units]),
      bias(units),
    ]);
    const kernel = glorotKernel(units, keys.length, random);
    dense.setWeights([tf.tensor2d(kernel, [units, keys.length]), bias(keys.length)]);
  });
  const optimizer = tf.train.adam(learningRate);
  const contexts: number[][] = [];
  const answers: number[] = [];
  let context: number[] = [];
  const times = {train: [] as number[], predict: [] as number[]};

  /** Layer by layer, as the layers' own dropout drops the same each time when it has a seed. */
  const loss = (inputs: tf.Tensor, wanted: tf.Tensor): tf.Scalar => {
    let hidden = recurrent.apply(embed.apply(inputs)) as tf.Tensor;
    for (const layer of normalize) hidden = layer.apply(hidden, {training: true}) as tf.Tensor;
    if (dropout > 0) hidden = tf.dropout(hidden, dropout, undefined, nextSeed());
    return tf.losses.softmaxCrossEntropy(wanted, dense.apply(hidden) as tf.Tensor).asScalar();
  };
  const train = (): void => {
    const inputs = tf.tensor2d(contexts);
    const wanted = tf.oneHot(tf.tensor1d(answers, 'int32'), keys.length).toFloat();
    for (let epoch = 0; epoch < epochs; epoch++) optimizer.minimize(() => loss(inputs, wanted));
    tf.dispose([inputs, wanted]);
  };
  return {
    times,
    get parameters() {
      return model.countParams();
    },
    startVisit() {
      context = Array<number>(seen).fill(empty);
      if (answers.length === 0) return;
      const begun = performance.now();
      tf.tidy(train);
      times.train.push(performance.now() - begun);
    },
    async probabilities() {
      const begun = performance.now();
      const shares = tf.tidy(() => tf.softmax(model.apply(tf.tensor2d([context])) as tf.Tensor));
      const values = [...(await shares.data())];
      shares.dispose();
      times.predict.push(performance.now() - begun);
      return values;
    },
    learn(key) {
      const index = keys.indexOf(key);
      contexts.push(context);
      answers.push(index);
      context = [...context, index + 1].slice(-seen);
    },
    dispose() {
      model.dispose();
      optimizer.dispose();
    },
  };
}
