import {CalibrationBins, type CalibrationBin} from '../../src/core/calibration-bins.js';
import {softmaxInPlace} from '../../src/prediction/scorer.js';
import type {RowModel} from '../../src/prediction/predictor.js';
import type {Moment} from '../../src/training/moments.js';

const binCount = 10;

/** Fewest statements from which a bin counts. */
const fewestStatements = 200;

/** What was said of targets, or of none, with the largest gap between a bin's word and what came true. */
export interface Honesty {
  largestGap: number;
  bins: CalibrationBin[];
}

/** How honest a model's probabilities are, those of targets and of none apart. */
export function honestyOf(model: RowModel, moments: readonly Moment[]): {targets: Honesty; none: Honesty} {
  const targets = new CalibrationBins(binCount);
  const none = new CalibrationBins(binCount);
  for (const {features, rows, label} of moments) {
    const out = new Float32Array(rows);
    model.logits(features, rows, out);
    softmaxInPlace(out, rows);
    out.forEach((probability, row) => {
      (row === rows - 1 ? none : targets).add(probability, {isTrue: row === label});
    });
  }
  return {targets: reportOf(targets), none: reportOf(none)};
}

function reportOf(all: CalibrationBins): Honesty {
  const bins = all.bins().filter(({count}) => count > 0);
  const gaps = bins
    .filter(({count}) => count >= fewestStatements)
    .map(({meanProbability, frequency}) => Math.abs(meanProbability - frequency));
  return {largestGap: Math.max(0, ...gaps), bins};
}
