/** Bins of stated probability: 15, the usual number (Guo et al. 2017). */
const binCount = 15;

/** Statements of a probability from `from` up to, but below, `to`; the last bin has 1 as well. */
export interface CalibrationBin {
  from: number;
  to: number;
  /** How many there were. */
  count: number;
  /** The mean of what they said, 0…1. */
  stated: number;
  /** The share of them that came true, 0…1. */
  frequency: number;
}

export interface CalibrationReport {
  /** Expected calibration error, 0…1. */
  ece: number;
  /** Brier score, summed over the answers of a moment, 0…2. */
  brier: number;
  /** Those with statements, in the order of the probability. */
  bins: CalibrationBin[];
}

/** How far stated probabilities are from what came true. */
export class Calibration {
  readonly #bins = Array.from({length: binCount}, () => ({count: 0, stated: 0, true: 0}));
  #statements = 0;
  #squares = 0;
  #moments = 0;

  /** Takes one moment: the probability stated for each target and for none, and which of them came true. */
  add(stated: readonly number[], actual: number): void {
    this.#moments++;
    stated.forEach((probability, index) => {
      const truth = index === actual ? 1 : 0;
      const bin = this.#bins[Math.min(binCount - 1, Math.floor(probability * binCount))]!;
      bin.count++;
      bin.stated += probability;
      bin.true += truth;
      this.#statements++;
      this.#squares += (probability - truth) ** 2;
    });
  }

  report(): CalibrationReport {
    const off = this.#bins.reduce((sum, bin) => sum + Math.abs(bin.stated - bin.true), 0);
    return {
      ece: this.#statements > 0 ? off / this.#statements : 0,
      brier: this.#moments > 0 ? this.#squares / this.#moments : 0,
      bins: this.#bins.flatMap(({count, stated, true: came}, index) =>
        count === 0
          ? []
          : [
              {
                from: index / binCount,
                to: (index + 1) / binCount,
                count,
                stated: stated / count,
                frequency: came / count,
              },
            ],
      ),
    };
  }
}
