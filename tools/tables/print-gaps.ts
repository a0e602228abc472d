import {gapOf, worstBin, type CalibrationReport, type StatementReport} from '../scores/calibration.js';

/** Prints the bin of the targets' probabilities, and that of none, which was farthest from what came true. */
export function printGaps({targets, none}: CalibrationReport, when = ''): void {
  console.log(
    `Largest gap of a stated probability${when && ` ${when}`}: targets ${gap(targets)}; none ${gap(none)}`,
  );
}

function gap({bins}: StatementReport): string {
  const worst = worstBin(bins);
  if (worst === undefined) return '–';
  const {stated, frequency, count} = worst;
  return `${gapOf(worst).toFixed(3)} (${stated.toFixed(2)} came true in ${frequency.toFixed(2)} of ${count})`;
}
