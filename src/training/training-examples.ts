import type {DenseLayer, ScorerWeights} from '../core/model.js';
import {applyDense, reluInPlace, Scorer, softmaxInPlace} from '../prediction/scorer.js';
import type {Moment} from './moments.js';

/** A moment in the form that the network is trained on. */
export interface TrainingExample {
  /** `[rows × features]`, standardised. */
  inputs: Float32Array;
  rows: number;
  /** Probability that the network should give each row, 0…1; they add up to 1. */
  target: Float32Array;
  /** The row that came true. */
  label: number;
  weight: number;
}

/** Examples whose target is what came true: 1 for that row, 0 for all others. */
export function plainExamples(moments: readonly Moment[], weights: ScorerWeights): TrainingExample[] {
  return moments.map((moment) => {
    const target = new Float32Array(moment.rows);
    target[moment.label] = 1;
    return trainingExample(moment, weights, target);
  });
}

/**
 * Examples whose target is the answer of the shipped network (distillation), except that in the last `aimedMs` before
 * a press the button pressed gets the probability of all buttons together. So presses teach which button a hand aims
 * at, and nothing else: not what was said earlier, and not the share of "none", which presses alone would push to 0.
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

/** The same examples with the outputs of `frozen` layers as inputs: computed once here, not in every epoch. */
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

/** Standardises the features once, as every epoch needs the same numbers. */
function trainingExample(
  {features, rows, label, weight}: Moment,
  {mean, std}: ScorerWeights,
  target: Float32Array,
): TrainingExample {
  const width = mean.length;
  const inputs = features.map((value, i) => (value - mean[i % width]!) / std[i % width]!);
  return {inputs, rows, target, label, weight};
}
