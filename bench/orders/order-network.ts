import '../../tools/tensorflow-in-node.js';
import {seededRandom} from '../../src/core/random.js';
import {glorotKernel, orthogonalKernel} from '../../src/training/initial-weights.js';
import * as tf from '../../src/training/tf.js';
import {keysOf, type OrderModel} from './order-models.js';
import type {Visit} from './visits.js';

/** Number of a visit's latest clicks that the network sees. */
const seen = 5;

/** Index that pads shorter sequences. */
const empty = 0;

/** Range of an embedding's initial numbers, as in Keras. */
const embeddingRange = 0.1;

export interface NetworkSize {
  /** Size of a key's embedding. */
  embedding: number;
  /** Units of the recurrent layer. */
  units: number;
  /** Dropout rate in training, 0…1; above 0, with batch normalisation. */
  dropout: number;
  /** Passes over all clicks so far after each visit. */
  epochs: number;
  learningRate: number;
}

export interface OrderNetwork extends OrderModel {
  /** Times of its training after a visit and of its answer to a click, ms. */
  readonly times: {train: number[]; predict: number[]};
  /** Number of weights. */
  readonly parameters: number;
  dispose(): void;
}

/**
 * Runs the latest clicks through an embedding, a simple recurrent layer and a softmax over all keys. It
 * continues from its weights after each visit, with every click of all visits so far in one batch.
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

  /** Built layer by layer, since the layers' own dropout with a seed drops the same units each time. */
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
