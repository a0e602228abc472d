import type {DenseLayer, ScorerWeights} from '../core/model.js';
import {horizonsMs} from '../core/prediction.js';
import {applyDense, reluInPlace, Scorer, softmaxInPlace} from '../prediction/scorer.js';
import {calibrate} from './calibrate.js';
import type {Moment} from './moments.js';

/** A moment as the network is trained on it. */
export interface TrainingExample {
  /** `[rows × features]`, standardised. */
  inputs: Float32Array;
  rows: number;
  /** `[rows × horizons]`: target probability of each row at each horizon, 0…1; together they add up to 1. */
  target: Float32Array;
  /** The row that turned out right. */
  label: number;
  weight: number;
}

/** Training examples whose target is 1 for the right row, and 0 for all others, unless the moment has another. */
export function plainExamples(moments: readonly Moment[], weights: ScorerWeights): TrainingExample[] {
  const horizons = outputsOf(weights);
  return moments.map((moment) => {
    const {rows, label} = moment;
    if (moment.target !== undefined) return trainingExample(moment, weights, moment.target);
    const target = new Float32Array(rows * horizons);
    const horizon = horizonOf(moment, horizons);
    // It does not matter how "none" is shared out.
    if (horizon === undefined) target.fill(1 / horizons, label * horizons, (label + 1) * horizons);
    else target[label * horizons + horizon] = 1;
    return trainingExample(moment, weights, target);
  });
}

/**
 * Training examples whose target is the shipped network's prediction (distillation), except that in the last
 * `aimedMs` before a press the pressed button gets the probability of all buttons together. So presses teach
 * only which button a hand aims at: neither when, nor earlier predictions, nor the share of "none" change, which presses
 * alone would push to 0.
 */
export function distilledExamples(
  moments: readonly Moment[],
  {shipped, aimedMs}: {shipped: ScorerWeights; aimedMs: number},
): TrainingExample[] {
  const scorer = new Scorer(shipped);
  return moments.map((moment) => {
    const {label, rows, leadMs = 0} = moment;
    const none = rows - 1;
    return distilledExample(moment, scorer, (byRow) => {
      if (label === none || leadMs > aimedMs) return;
      byRow.fill(0, 0, none);
      byRow[label] = 1 - byRow[none]!;
    });
  });
}

/**
 * Training examples whose target is the shipped network's prediction, with the buttons' shares of their probability made
 * surer or less sure: by the temperature that suits the last `aimedMs` before the presses. So presses teach how far the
 * network may trust what it sees itself, and not which button they led to.
 */
export function calibratedExamples(
  moments: readonly Moment[],
  {shipped, aimedMs}: {shipped: ScorerWeights; aimedMs: number},
): TrainingExample[] {
  const scorer = new Scorer(shipped);
  const aimed = moments.filter(({label, rows, leadMs = 0}) => label < rows - 1 && leadMs <= aimedMs);
  const temperature = calibrate(shipped, aimed.map(withoutNone));
  return moments.map((moment) =>
    distilledExample(moment, scorer, (byRow) => {
      const none = moment.rows - 1;
      // A probability may be too small for its number; its logarithm would not be finite.
      for (let row = 0; row < none; row++)
        byRow[row] = Math.log(Math.max(Number.MIN_VALUE, byRow[row]!)) / temperature;
      const ofButtons = 1 - byRow[none]!;
      softmaxInPlace(byRow, none);
      for (let row = 0; row < none; row++) byRow[row]! *= ofButtons;
    }),
  );
}

/** The moment as if it were known that a button is pressed. */
function withoutNone(moment: Moment): Moment {
  const {features, rows} = moment;
  return {...moment, rows: rows - 1, features: features.subarray(0, (features.length / rows) * (rows - 1))};
}

/** An example whose target is the prediction of `scorer`, after `change` of the rows' probabilities. */
function distilledExample(
  moment: Moment,
  scorer: Scorer,
  change: (byRow: Float32Array) => void,
): TrainingExample {
  const {features, rows} = moment;
  const {horizons} = scorer;
  const byRow = new Float32Array(rows);
  const timing = new Float32Array(rows * horizons).fill(1);
  scorer.logits(features, rows, byRow, timing);
  softmaxInPlace(byRow, rows);
  change(byRow);
  const target = timing.map((_, at) => probabilityAt(at, {byRow, timing, horizons}));
  return trainingExample(moment, scorer.weights, target);
}

/**
 * Probability of a row at one of its horizons alone, given the row's probability and the share of its presses within
 * each horizon; `at` is an index into `[rows × horizons]`.
 */
export function probabilityAt(
  at: number,
  {byRow, timing, horizons}: {byRow: Float32Array; timing: Float32Array; horizons: number},
): number {
  const before = at % horizons === 0 ? 0 : timing[at - 1]!;
  return byRow[Math.floor(at / horizons)]! * (timing[at]! - before);
}

/** The horizon within which a moment's press came first; `undefined` if there was none, or nothing is known of when. */
function horizonOf({label, rows, leadMs}: Moment, horizons: number): number | undefined {
  if (horizons === 1) return 0;
  if (label === rows - 1 || leadMs === undefined) return undefined;
  return Math.max(
    0,
    horizonsMs.findIndex((ms) => leadMs <= ms),
  );
}

function outputsOf({layers}: ScorerWeights): number {
  return layers.at(-1)!.outputs;
}

/** Replaces the inputs by the outputs of `frozen` layers: computed once here, not in every epoch. */
export function throughFrozenLayers(
  frozen: readonly DenseLayer[],
  examples: readonly TrainingExample[],
): TrainingExample[] {
  return examples.map((example) => {
    let values = example.inputs;
    for (const layer of frozen) values = hiddenRows(layer, values, example.rows);
    return {...example, inputs: values};
  });
}

function hiddenRows(layer: DenseLayer, values: Float32Array, rows: number): Float32Array {
  const {inputs, outputs} = layer;
  const hidden = new Float32Array(rows * outputs);
  for (let row = 0; row < rows; row++) {
    const to = hidden.subarray(row * outputs, (row + 1) * outputs);
    applyDense(layer, values.subarray(row * inputs, (row + 1) * inputs), to);
    reluInPlace(to);
  }
  return hidden;
}

/** Standardises the features once, since every epoch needs the same numbers. */
function trainingExample(
  {features, rows, label, weight}: Moment,
  {mean, std}: ScorerWeights,
  target: Float32Array,
): TrainingExample {
  const width = mean.length;
  const inputs = features.map((value, i) => (value - mean[i % width]!) / std[i % width]!);
  return {inputs, rows, target, label, weight};
}
