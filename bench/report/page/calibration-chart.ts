import {svgElement} from '../../../src/inspector/element.js';
import type {CalibrationBin, CalibrationReport} from '../../../tools/scores/calibration.js';
import {chart} from './chart.js';
import {percent} from '../../../src/core/percent.js';

/** Radius of the fullest bin's mark, and of a mark for an empty bin, px. */
const largest = 11;
const smallest = 3;

const quarters = [0, 0.25, 0.5, 0.75, 1];

/** Chart of how often statements came true: a point for each bin, on the diagonal if perfectly calibrated. */
export function calibrationChart({ece, bins}: CalibrationReport): HTMLElement {
  const most = Math.log1p(Math.max(1, ...bins.map(({count}) => count)));
  const radius = ({count}: CalibrationBin): number =>
    smallest + (largest - smallest) * (Math.log1p(count) / most);
  return chart({
    label:
      `Stated probabilities are off by ${(100 * ece).toFixed(1)} points on average. ` +
      bins.map((bin) => `${statement(bin)}.`).join(' '),
    x: {
      title: 'Stated probability',
      size: 48,
      range: [-0.03, 1.03],
      at: quarters,
      format: percent,
    },
    y: {title: 'Came true', size: 70, range: [-0.04, 1.04], at: quarters, format: percent},
    // The diagonal: perfect calibration.
    curves: [
      {
        colour: '--control',
        width: 1.5,
        dash: [5, 4],
        points: [
          [0, 0],
          [1, 1],
        ],
      },
    ],
    marks: ({x, y}) => ({
      drawn: bins.map((bin) =>
        svgElement('circle', {
          class: 'bin',
          cx: x(bin.stated),
          cy: y(bin.frequency),
          r: radius(bin).toFixed(1),
        }),
      ),
      tips: bins.map((bin) => ({x: x(bin.stated), y: y(bin.frequency), text: statement(bin)})),
    }),
  });
}

function statement({count, stated, frequency}: CalibrationBin): string {
  return `Stated ${percent(stated)}, came true in ${percent(frequency)} of ${count.toLocaleString('en')}`;
}
