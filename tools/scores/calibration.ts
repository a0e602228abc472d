import {CalibrationBins} from '../../src/core/calibration-bins.js';

/** Bins of stated probability: 15, the usual number (Guo et al. 2017). */
const binCount = 15;

/** The statements with a probability from `from` up to, but below, `to`; the last bin includes 1. */
export interface CalibrationBin {
  from: number;
  to: number;
  /** Number of statements. */
  count: number;
  /** Mean of the stated probabilities, 0…1. */
  stated: number;
  /** Share of these statements that came true, 0…1. */
  frequency: number;
}

export interface CalibrationReport {
  /** Expected calibration error, 0…1. */
  ece: number;
  /** Brier score, summed over all possible answers of a moment, 0…2. */
  brier: number;
  /** The non-empty bins, by ascending probability. */
  bins: CalibrationBin[];
}

/** Measures how far the stated probabilities are from what came true. */
export class Calibration {
  readonly #bins = new CalibrationBins(binCount);
  #squares = 0;
  #moments = 0;

  /** Adds one moment: the probabilities stated for each target and for none, and which of them came true. */
  add(stated: readonly number[], actual: number): void {
    this.#moments++;
    stated.forEach((probability, index) => {
      const isTrue = index === actual;
      this.#bins.add(probability, {isTrue});
      this.#squares += (probability - Number(isTrue)) ** 2;
    });
  }

  report(): CalibrationReport {
    return {
      ece: this.#bins.expectedError(),
      brier: this.#moments > 0 ? this.#squares / this.#moments : 0,
      bins: this.#bins
        .bins()
        .filter(({count}) => count > 0)
        .map(({from, to, count, meanProbability, frequency}) => ({
          from,
          to,
          count,
          stated: meanProbability,
          frequency,
        })),
    };
  }
}
