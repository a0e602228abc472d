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

/** Bins of a kind of statement, and the largest gap among them. */
export interface StatementReport {
  /** Largest difference of what was stated and what came true, 0…1; `null` if no bin counts. */
  worstGap: number | null;
  /** The non-empty bins, by ascending probability. */
  bins: CalibrationBin[];
}

export interface CalibrationReport extends StatementReport {
  /** Expected calibration error, 0…1. */
  ece: number;
  /** Brier score, summed over all possible answers of a moment, 0…2. */
  brier: number;
  /** The larger gap of targets and none, each in bins of its own: together they may hide each other’s errors. */
  worstGap: number | null;
  targets: StatementReport;
  none: StatementReport;
}

/** The bins whose gap counts: nearly all statements are below, and fewer would be chance. */
const gapsFrom = 0.1;
const gapsOfStatements = 200;

/** Whether a bin has enough statements to speak of a gap. */
export function hasEnough({count}: CalibrationBin): boolean {
  return count >= gapsOfStatements;
}

/** The bin with the largest gap between what was stated and what came true, of those that count. */
export function worstBin(bins: readonly CalibrationBin[]): CalibrationBin | undefined {
  return bins
    .filter((bin) => bin.from >= gapsFrom && hasEnough(bin))
    .reduce<CalibrationBin | undefined>(
      (worst, bin) => (worst === undefined || gapOf(bin) > gapOf(worst) ? bin : worst),
      undefined,
    );
}

/** How far the stated probabilities of a bin are from how often they came true, 0…1. */
export function gapOf({stated, frequency}: CalibrationBin): number {
  return Math.abs(stated - frequency);
}

/** Measures how far the stated probabilities are from what came true. */
export class Calibration {
  readonly #all = new CalibrationBins(binCount);
  readonly #targets = new CalibrationBins(binCount);
  readonly #none = new CalibrationBins(binCount);
  #squares = 0;
  #moments = 0;

  /** Adds one moment: the probabilities stated for each target and last for none, and which of them came true. */
  add(stated: readonly number[], actual: number): void {
    this.#moments++;
    stated.forEach((probability, index) => {
      const isTrue = index === actual;
      this.#all.add(probability, {isTrue});
      (index < stated.length - 1 ? this.#targets : this.#none).add(probability, {isTrue});
      this.#squares += (probability - Number(isTrue)) ** 2;
    });
  }

  report(): CalibrationReport {
    const targets = statementReport(this.#targets);
    const none = statementReport(this.#none);
    const gaps = [targets, none].flatMap(({worstGap}) => (worstGap === null ? [] : [worstGap]));
    return {
      ece: this.#all.expectedError(),
      brier: this.#moments > 0 ? this.#squares / this.#moments : 0,
      worstGap: gaps.length > 0 ? Math.max(...gaps) : null,
      bins: filledBins(this.#all),
      targets,
      none,
    };
  }
}

function statementReport(statements: CalibrationBins): StatementReport {
  const bins = filledBins(statements);
  const worst = worstBin(bins);
  return {worstGap: worst === undefined ? null : gapOf(worst), bins};
}

function filledBins(statements: CalibrationBins): CalibrationBin[] {
  return statements
    .bins()
    .filter(({count}) => count > 0)
    .map(({from, to, count, meanProbability, frequency}) => ({
      from,
      to,
      count,
      stated: meanProbability,
      frequency,
    }));
}
