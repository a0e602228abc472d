import {shuffled, type Random} from '../src/core/random.js';
import {featureCount, featureNames, targetFeatureCount} from '../src/prediction/feature-names.js';
import {FeatureExtractor} from '../src/prediction/features.js';
import * as tf from '../src/training/tf.js';
import type {PointerScript} from '../tools/recordings/pointer-script.js';
import {boxesOnScreen, watchTicks} from '../tools/replay/drive-engine.js';

/** Time between the ticks of a window, ms, and their number: half a second. */
const tickEveryMs = 100;
const ticksPerWindow = 5;

/** Targets whose features are inputs: the most plausible ones. */
const targets = 2;

/** The network that tells simulated from recorded windows. */
const hidden = 16;
const epochs = 15;
const batchSize = 128;
const learningRate = 3e-3;
const decay = 1e-3;

/** Features of a tick: those of the movement, then of each target; each gives two inputs, its mean and deviation. */
const perTick: readonly string[] = [
  ...featureNames.slice(targetFeatureCount),
  ...Array.from({length: targets}, (_, i) =>
    featureNames.slice(1, targetFeatureCount).map((name) => `${name} of target ${i + 1}`),
  ).flat(),
];

/** Windows of one person, each a row of inputs. */
export interface PersonsWindows {
  person: string;
  windows: Float32Array[];
}

export interface ToldApart {
  /** Area under the ROC curve on people held out: 0.5 if nobody can tell them apart, 1 if every time. */
  auc: number;
  windows: {simulated: number; recorded: number};
  /** By how much the area falls if a feature is shuffled among the windows, largest first. */
  givenAwayBy: {feature: string; fall: number}[];
}

/** The windows of a script: what the network sees in each half second in which the pointer moves all the time. */
export function windowsOf(script: PointerScript): Float32Array[] {
  const {indices, boxes} = boxesOnScreen(script);
  const extractor = new FeatureExtractor();
  const windows: Float32Array[] = [];
  let ticks: Float32Array[] = [];
  let last = -Infinity;
  watchTicks(script, {
    everyMs: tickEveryMs,
    onTick(trajectory, now) {
      if (now - last > 1.5 * tickEveryMs) ticks = [];
      last = now;
      const {rows, features} = extractor.extract(trajectory, now, boxes, indices.length);
      ticks.push(tickOf(features, rows));
      if (ticks.length < ticksPerWindow) return;
      windows.push(meansAndDeviations(ticks));
      ticks = [];
    },
  });
  return windows;
}

function tickOf(features: Float32Array, rows: number): Float32Array {
  const none = (rows - 1) * featureCount;
  const tick = new Float32Array(perTick.length);
  tick.set(features.subarray(none + targetFeatureCount, none + featureCount));
  let at = featureCount - targetFeatureCount;
  for (let row = 0; row < targets; row++, at += targetFeatureCount - 1)
    if (row < rows - 1)
      tick.set(features.subarray(row * featureCount + 1, row * featureCount + targetFeatureCount), at);
  return tick;
}

function meansAndDeviations(ticks: readonly Float32Array[]): Float32Array {
  const inputs = new Float32Array(2 * perTick.length);
  for (let i = 0; i < perTick.length; i++) {
    const mean = ticks.reduce((sum, tick) => sum + tick[i]!, 0) / ticks.length;
    const variance = ticks.reduce((sum, tick) => sum + (tick[i]! - mean) ** 2, 0) / ticks.length;
    inputs[2 * i] = mean;
    inputs[2 * i + 1] = Math.sqrt(variance);
  }
  return inputs;
}

/**
 * Trains a network to tell simulated from recorded windows, on every other person, and tries it on the people between
 * them. One person alone is divided into two halves of time.
 */
export async function tellApart(
  simulated: readonly PersonsWindows[],
  recorded: readonly PersonsWindows[],
  random: Random,
): Promise<ToldApart> {
  const [simulatedTraining, simulatedTest] = halves(simulated);
  const [recordedTraining, recordedTest] = halves(recorded);
  const training = balanced(simulatedTraining, recordedTraining, random);
  const test = balanced(simulatedTest, recordedTest, random);
  const scale = scalingOf(training.map(({inputs}) => inputs));
  const network = await train(
    training.map(({inputs, isSimulated}) => ({inputs: scale(inputs), isSimulated})),
    random,
  );
  const scaled = test.map(({inputs}) => scale(inputs));
  const labels = test.map(({isSimulated}) => isSimulated);
  const auc = areaUnder(network(scaled), labels);
  const order = shuffled([...test.keys()], random);
  const givenAwayBy = perTick.map((feature, i) => {
    const mixed = scaled.map((inputs, at) => {
      const other = scaled[order[at]!]!;
      return inputs.map((value, input) => (input >> 1 === i ? other[input]! : value));
    });
    return {feature, fall: auc - areaUnder(network(mixed), labels)};
  });
  return {
    auc,
    windows: {simulated: count(simulated), recorded: count(recorded)},
    givenAwayBy: givenAwayBy.sort((a, b) => b.fall - a.fall),
  };
}

const count = (people: readonly PersonsWindows[]): number =>
  people.reduce((sum, {windows}) => sum + windows.length, 0);

function halves(people: readonly PersonsWindows[]): [Float32Array[], Float32Array[]] {
  if (people.length > 1) {
    const half = (of: number): Float32Array[] =>
      people.filter((_, i) => i % 2 === of).flatMap(({windows}) => windows);
    return [half(0), half(1)];
  }
  const all = people[0]?.windows ?? [];
  const middle = Math.floor(all.length / 2);
  return [all.slice(0, middle), all.slice(middle)];
}

interface Labelled {
  inputs: Float32Array;
  isSimulated: boolean;
}

/** As many of each kind. */
function balanced(
  simulated: readonly Float32Array[],
  recorded: readonly Float32Array[],
  random: Random,
): Labelled[] {
  const most = Math.min(simulated.length, recorded.length);
  const some = (windows: readonly Float32Array[], isSimulated: boolean): Labelled[] =>
    shuffled([...windows], random)
      .slice(0, most)
      .map((inputs) => ({inputs, isSimulated}));
  return [...some(simulated, true), ...some(recorded, false)];
}

function scalingOf(rows: readonly Float32Array[]): (inputs: Float32Array) => Float32Array {
  const mean = new Float32Array(2 * perTick.length);
  const deviation = new Float32Array(2 * perTick.length);
  for (const row of rows) row.forEach((value, i) => (mean[i]! += value / rows.length));
  for (const row of rows) row.forEach((value, i) => (deviation[i]! += (value - mean[i]!) ** 2 / rows.length));
  return (inputs) => inputs.map((value, i) => (value - mean[i]!) / (Math.sqrt(deviation[i]!) + 1e-3));
}

/** Trains the network; the result gives the log odds that windows are simulated. */
async function train(
  examples: readonly Labelled[],
  random: Random,
): Promise<(rows: readonly Float32Array[]) => Float32Array> {
  const inputs = 2 * perTick.length;
  const drawn = (from: number, to: number): tf.Variable => {
    const most = Math.sqrt(6 / (from + to));
    const values = Float32Array.from({length: from * to}, () => (2 * random() - 1) * most);
    return tf.variable(tf.tensor2d(values, [from, to]));
  };
  const kernels = [drawn(inputs, hidden), drawn(hidden, 1)] as const;
  const biases = [tf.variable(tf.zeros([hidden])), tf.variable(tf.zeros([1]))] as const;
  const forward = (rows: readonly Float32Array[]): tf.Tensor1D => {
    const values = new Float32Array(rows.length * inputs);
    rows.forEach((row, i) => values.set(row, i * inputs));
    const first = tf.relu(
      tf.add(tf.matMul(tf.tensor2d(values, [rows.length, inputs]), kernels[0]), biases[0]),
    );
    return tf.add(tf.matMul(first as tf.Tensor2D, kernels[1]), biases[1]).reshape([rows.length]);
  };
  const optimizer = tf.train.adam(learningRate);
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = shuffled([...examples.keys()], random);
    for (let start = 0; start < order.length; start += batchSize) {
      const batch = order.slice(start, start + batchSize).map((i) => examples[i]!);
      optimizer.minimize(() => {
        const odds = forward(batch.map((each) => each.inputs));
        const labels = tf.tensor1d(batch.map(({isSimulated}) => +isSimulated));
        const loss = tf.mean(tf.sub(tf.softplus(odds), tf.mul(odds, labels)));
        const size = tf.addN(kernels.map((kernel) => tf.sum(tf.square(kernel))));
        return tf.add(loss, tf.mul(size, decay)).asScalar();
      });
    }
    await tf.nextFrame();
  }
  return (rows) => tf.tidy(() => forward(rows).dataSync() as Float32Array);
}

/** Probability that a simulated window has higher odds than a recorded one; ties count as half. */
export function areaUnder(odds: ArrayLike<number>, isSimulated: readonly boolean[]): number {
  const order = [...isSimulated.keys()].sort((a, b) => odds[a]! - odds[b]!);
  let below = 0;
  let area = 0;
  let positives = 0;
  for (let i = 0; i < order.length;) {
    let end = i;
    let tied = 0;
    let tiedBelow = 0;
    for (; end < order.length && odds[order[end]!] === odds[order[i]!]; end++)
      if (isSimulated[order[end]!]) tied++;
      else tiedBelow++;
    area += tied * (below + tiedBelow / 2);
    below += tiedBelow;
    positives += tied;
    i = end;
  }
  return area / (positives * below);
}
