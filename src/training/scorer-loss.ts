import * as tf from './tf.js';
import type {TrainingExample} from './training-examples.js';

/** Added to the logits of padding rows: makes their probability 0, and stays finite. */
const padding = -1e9;

/** Weighted cross-entropy over rows and horizons of examples, padded to the longest: `[examples, rows, features]`. */
export function crossEntropy(
  variables: readonly tf.Variable[],
  examples: readonly TrainingExample[],
): {loss: tf.Scalar; correct: tf.Scalar} {
  const width = variables[0]!.shape[0];
  const horizons = variables.at(-1)!.size;
  const count = examples.length;
  const rows = Math.max(...examples.map((example) => example.rows));
  const inputs = new Float32Array(count * rows * width);
  const mask = new Float32Array(count * rows);
  const targets = new Float32Array(count * rows * horizons);
  examples.forEach((example, index) => {
    const from = index * rows;
    inputs.set(example.inputs, from * width);
    targets.set(example.target, from * horizons);
    mask.fill(padding, from + example.rows, from + rows);
  });
  const outputs = forward(variables, tf.tensor2d(inputs, [count * rows, width])).reshape([
    count,
    rows,
    horizons,
  ]);
  // The logit of a row is that of all its horizons together.
  const logits = tf.add(tf.logSumExp(outputs, 2), tf.tensor2d(mask, [count, rows]));
  const weights = tf.tensor1d(examples.map(({weight}) => weight));
  // The targets of an example add up to 1, and are 0 for padding.
  const agreement = tf.sum(tf.mul(tf.tensor3d(targets, [count, rows, horizons]), outputs), [1, 2]);
  const logProbability = tf.sub(agreement, tf.logSumExp(logits, 1));
  return {
    loss: tf.div(tf.neg(tf.sum(tf.mul(weights, logProbability))), tf.sum(weights)).asScalar(),
    correct: tf
      .sum(
        tf.equal(
          tf.argMax(logits, 1),
          tf.tensor1d(
            examples.map(({label}) => label),
            'int32',
          ),
        ),
      )
      .toFloat()
      .asScalar(),
  };
}

function forward(variables: readonly tf.Variable[], inputs: tf.Tensor2D): tf.Tensor {
  let values: tf.Tensor = inputs;
  for (let i = 0; i < variables.length; i += 2) {
    values = tf.add(tf.matMul(values as tf.Tensor2D, variables[i] as tf.Tensor2D), variables[i + 1]!);
    if (i < variables.length - 2) values = tf.relu(values);
  }
  return values;
}

/** Squared distance of the weights from `anchors`, or from zero without them. */
export function squaredDistance(variables: readonly tf.Variable[], anchors: readonly tf.Tensor[]): tf.Tensor {
  return tf.addN(
    variables.map((variable, i) =>
      tf.sum(tf.square(anchors[i] === undefined ? variable : tf.sub(variable, anchors[i]))),
    ),
  );
}
