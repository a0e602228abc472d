import {featureCount} from '../src/prediction/feature-names.js';
import {scalingOf} from '../src/model-files/scaling.js';
import type {Moment} from '../src/training/moments.js';
import * as tf from '../src/training/tf.js';
import {crowdedFrom, least, saidOfTargets, choiceFeatures, type Choices} from './choices.js';

/** Steps of the fit, all moments at once, and how fast it goes. */
const steps = 300;
const learningRate = 0.03;

/** Pull of the coefficients towards 0, per deviation of a feature. */
const pull = 1e-3;

/** Added to the logits of rows that do not exist. */
const padding = -1e9;

/** The moments of one person. */
export type PersonsMoments = readonly Moment[];

/** Whether one of many targets is pressed next. */
export function isCrowdedPress({rows, label}: Moment): boolean {
  return rows > crowdedFrom && label < rows - 1;
}

/**
 * Fits the choices of people on crowded screens to the targets that they pressed. Every person counts alike, however many
 * moments there are.
 */
export function measureChoices(
  people: readonly PersonsMoments[],
  say: (moment: Moment) => Float32Array,
): Choices {
  const chosen = people.map((moments) => moments.filter(isCrowdedPress)).filter(({length}) => length > 0);
  const all = chosen.flat();
  const rows = all.reduce((most, moment) => Math.max(most, moment.rows - 1), 0);
  const inputs = choiceFeatures.length + 1;
  const values = new Float32Array(all.length * rows * inputs);
  const mask = new Float32Array(all.length * rows).fill(padding);
  all.forEach((moment, index) => {
    saidOfTargets(say(moment)).forEach((said, row) => {
      const from = index * rows + row;
      mask[from] = 0;
      const features = moment.features.subarray(row * featureCount + 1, (row + 1) * featureCount);
      values.set(features.subarray(0, choiceFeatures.length), from * inputs);
      values[from * inputs + choiceFeatures.length] = Math.log(said + least);
    });
  });
  // Rows that do not exist are zeros, which do not count.
  const {std: deviations} = scalingOf([values], inputs);
  const weights = chosen.flatMap((moments) => moments.map(() => 1 / moments.length / chosen.length));
  const [x, masks, right, weight] = [
    tf.tensor2d(
      values.map((value, at) => value / deviations[at % inputs]!),
      [all.length * rows, inputs],
    ),
    tf.tensor2d(mask, [all.length, rows]),
    tf.oneHot(
      tf.tensor1d(
        all.map(({label}) => label),
        'int32',
      ),
      rows,
    ),
    tf.tensor1d(weights),
  ];
  // What the teachers say counts as it is at first, and no feature does.
  const start = Float32Array.from({length: inputs}, (_, i) =>
    i === choiceFeatures.length ? deviations[i]! : 0,
  );
  const coefficients = tf.variable(tf.tensor2d(start, [inputs, 1]));
  const free = tf.tensor2d(
    start.map((_, i) => +(i < choiceFeatures.length)),
    [inputs, 1],
  );
  const optimizer = tf.train.adam(learningRate);
  for (let step = 0; step < steps; step++)
    optimizer.minimize(() => {
      const logits = tf.add(tf.matMul(x, coefficients as tf.Tensor2D).reshape([all.length, rows]), masks);
      const loss = tf.sub(tf.logSumExp(logits, 1), tf.sum(tf.mul(logits, right), 1));
      const size = tf.sum(tf.square(tf.mul(coefficients, free)));
      return tf.add(tf.sum(tf.mul(loss, weight)), tf.mul(size, pull)).asScalar();
    });
  const fitted = [...coefficients.dataSync()].map((value, i) =>
    Number((value / deviations[i]!).toPrecision(3)),
  );
  tf.dispose([x, masks, right, weight, coefficients, free]);
  return {
    scale: fitted.at(-1)!,
    coefficients: Object.fromEntries(choiceFeatures.map((name, i) => [name, fitted[i]!])),
  };
}
