/** Bins of stated probability: 15, the usual number (Guo et al. 2017). */
const binCount = 15;

/** How far stated probabilities are from what came true. */
export class Calibration {
  readonly #bins = Array.from({length: binCount}, () => ({stated: 0, true: 0}));
  #statements = 0;
  #squares = 0;
  #moments = 0;

  /** Takes one moment: the probability stated for each target and for none, and which of them came true. */
  add(stated: readonly number[], actual: number): void {
    this.#moments++;
    stated.forEach((probability, index) => {
      const truth = index === actual ? 1 : 0;
      const bin = this.#bins[Math.min(binCount - 1, Math.floor(probability * binCount))]!;
      bin.stated += probability;
      bin.true += truth;
      this.#statements++;
      this.#squares += (probability - truth) ** 2;
    });
  }

  /** Expected calibration error, 0…1; and Brier score, summed over the answers of a moment, 0…2. */
  report(): {ece: number; brier: number} {
    const off = this.#bins.reduce((sum, bin) => sum + Math.abs(bin.stated - bin.true), 0);
    return {
      ece: this.#statements > 0 ? off / this.#statements : 0,
      brier: this.#moments > 0 ? this.#squares / this.#moments : 0,
    };
  }
}
