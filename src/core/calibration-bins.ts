/** Stated probabilities from `from` up to, but below, `to`; the last bin includes 1. */
export interface CalibrationBin {
  from: number;
  to: number;
  /** Weight of the bin's statements. */
  count: number;
  /** Mean of the stated probabilities, 0…1; 0 in an empty bin. */
  meanProbability: number;
  /** Share of the statements, by weight, that came true, 0…1; 0 in an empty bin. */
  frequency: number;
}

/** Compares stated probabilities with how often they came true, in bins of equal width. */
export class CalibrationBins {
  readonly #bins: {count: number; stated: number; true: number}[];
  #count = 0;

  constructor(binCount: number) {
    this.#bins = [...Array<undefined>(binCount)].map(() => ({count: 0, stated: 0, true: 0}));
  }

  /** Adds one statement: its probability, 0…1, and whether it came true. */
  add(probability: number, {isTrue, weight = 1}: {isTrue: boolean; weight?: number}): void {
    const binCount = this.#bins.length;
    const bin = this.#bins[Math.min(binCount - 1, Math.floor(probability * binCount))]!;
    this.#count += weight;
    bin.count += weight;
    bin.stated += weight * probability;
    if (isTrue) bin.true += weight;
  }

  /** All bins, including empty ones, in order of probability. */
  bins(): CalibrationBin[] {
    return this.#bins.map(({count, stated, true: came}, index) => ({
      from: index / this.#bins.length,
      to: (index + 1) / this.#bins.length,
      count,
      meanProbability: count === 0 ? 0 : stated / count,
      frequency: count === 0 ? 0 : came / count,
    }));
  }

  /** Expected calibration error, 0…1 (Guo et al. 2017): the mean error of a stated probability. */
  expectedError(): number {
    const off = this.#bins.reduce((sum, bin) => sum + Math.abs(bin.stated - bin.true), 0);
    return this.#count === 0 ? 0 : off / this.#count;
  }
}
