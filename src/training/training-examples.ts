import type {DenseLayer, ScorerWeights} from '../core/model.js';
import {applyDense, reluInPlace, Scorer, softmaxInPlace} from '../prediction/scorer.js';
import type {Moment} from './moments.js';

/** A moment as the network is trained on it. */
export interface TrainingExample {
  /** `[rows × features]`, standardised. */
  inputs: Float32Array;
  rows: number;
  /** Target probability of each row, 0…1; together they add up to 1. */
  target: Float32Array;
  /** The row that turned out right. */
  label: number;
  weight: number;
}

/** Training examples whose target is 1 for the right row, and 0 for all others. */
export function plainExamples(moments: readonly Moment[], weights: ScorerWeights): TrainingExample[] {
  return moments.map((moment) => {
    const target = new Float32Array(moment.rows);
    target[moment.label] = 1;
    return trainingExample(moment, weights, target);
  });
}

/**
 * Training examples whose target is the shipped network's prediction (distillation), except that in the last
 * `aimedMs` before a press the pressed button gets the probability of all buttons together. So presses teach
 * only which button a hand aims at: neither earlier predictions nor the share of "none" change, which presses
 * alone would push to 0.
 */
export function distilledExamples(
  moments: readonly Moment[],
  {shipped, aimedMs}: {shipped: ScorerWeights; aimedMs: number},
): TrainingExample[] {
  const scorer = new Scorer(shipped);
  return moments.map((moment) => {
    const {features, rows, label, leadMs = 0} = moment;
    const target = new Float32Array(rows);
    scorer.logits(features, rows, target);
    softmaxInPlace(target, rows);
    const none = rows - 1;
    if (label !== none && leadMs <= aimedMs) {
      target.fill(0, 0, none);
      target[label] = 1 - target[none]!;
    }
    return trainingExample(moment, shipped, target);
  });
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
