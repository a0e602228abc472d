import type {Moment} from './moments.js';
import {Scorer, softmaxInPlace} from '../prediction/scorer.js';
import type {DenseLayer, ScorerWeights} from '../core/model.js';

/** A moment, ready to be learned from. */
export interface Lesson {
  /** `[rows × features]`, standardised. */
  inputs: Float32Array;
  rows: number;
  /** What should be said of each row, 0…1; they add up to 1. */
  wanted: Float32Array;
  label: number;
  weight: number;
}

/** Moments with the answer that came true. */
export function plainLessons(moments: readonly Moment[], weights: ScorerWeights): Lesson[] {
  return moments.map((moment) => {
    const wanted = new Float32Array(moment.rows);
    wanted[moment.label] = 1;
    return lesson(moment, weights, wanted);
  });
}

/**
 * Moments that teach only which button the last `aimedMs` of a movement lead to. Everything else stays as
 * `shipped` says: the share of "none", which presses alone would lead to believe is nothing, and what is said
 * earlier.
 */
export function cautiousLessons(
  moments: readonly Moment[],
  {shipped, aimedMs}: {shipped: ScorerWeights; aimedMs: number},
): Lesson[] {
  const scorer = new Scorer(shipped);
  return moments.map((moment) => {
    const {features, rows, label, leadMs = 0} = moment;
    const wanted = new Float32Array(rows);
    scorer.logits(features, rows, wanted);
    softmaxInPlace(wanted, rows);
    const none = rows - 1;
    if (label !== none && leadMs <= aimedMs) {
      wanted.fill(0, 0, none);
      wanted[label] = 1 - wanted[none]!;
    }
    return lesson(moment, shipped, wanted);
  });
}

/** The same lessons as layers that do not learn hand them on: those are computed once, not in every epoch. */
export function behind(frozen: readonly DenseLayer[], lessons: readonly Lesson[]): Lesson[] {
  return lessons.map((lesson) => {
    let values = lesson.inputs;
    for (const layer of frozen) values = hiddenRows(layer, values, lesson.rows);
    return {...lesson, inputs: values};
  });
}

function hiddenRows(
  {inputs, outputs, kernel, bias}: DenseLayer,
  values: Float32Array,
  rows: number,
): Float32Array {
  const hidden = new Float32Array(rows * outputs);
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < outputs; j++) {
      let sum = bias[j]!;
      for (let i = 0; i < inputs; i++) sum += values[row * inputs + i]! * kernel[i * outputs + j]!;
      hidden[row * outputs + j] = Math.max(0, sum);
    }
  }
  return hidden;
}

/** Standardised once: every epoch needs the same numbers. */
function lesson(
  {features, rows, label, weight}: Moment,
  {mean, std}: ScorerWeights,
  wanted: Float32Array,
): Lesson {
  const width = mean.length;
  const inputs = features.map((value, i) => (value - mean[i % width]!) / std[i % width]!);
  return {inputs, rows, wanted, label, weight};
}
