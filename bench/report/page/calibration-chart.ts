import {svgElement} from '../../../src/inspector/element.js';
import {hasEnough, type CalibrationBin, type CalibrationReport} from '../../../tools/scores/calibration.js';
import {percent} from '../../../src/core/percent.js';
import {chart} from './chart.js';

/** Radius of the fullest bin's mark, and of a mark for an empty bin, px. */
const largest = 9;
const smallest = 3;

const quarters = [0, 0.25, 0.5, 0.75, 1];

/** The two kinds of statement, the class of their marks, and the variable of their colour. */
export const statementKinds = [
  {kind: 'targets', title: 'targets', colour: '--kit'},
  {kind: 'none', title: 'none', colour: '--first-peer'},
] as const;

/**
 * Chart of how often statements came true, of targets and of none: a point for each bin, on the diagonal if
 * perfectly calibrated. A line joins the bins that have enough statements; the others are faint.
 */
export function calibrationChart(calibration: CalibrationReport): HTMLElement {
  const kinds = statementKinds.map((each) => ({...each, bins: calibration[each.kind].bins}));
  const most = Math.log1p(Math.max(1, ...kinds.flatMap(({bins}) => bins.map(({count}) => count))));
  const radius = ({count}: CalibrationBin): number =>
    smallest + (largest - smallest) * (Math.log1p(count) / most);
  return chart({
    label:
      `Stated probabilities are off by ${(100 * calibration.ece).toFixed(1)} points on average. ` +
      kinds.flatMap(({title, bins}) => bins.map((bin) => `${title}: ${statement(bin)}.`)).join(' '),
    x: {
      title: 'Stated probability',
      size: 48,
      range: [-0.03, 1.03],
      at: quarters,
      format: percent,
    },
    y: {title: 'Came true', size: 70, range: [-0.04, 1.04], at: quarters, format: percent},
    curves: [
      // The diagonal: perfect calibration.
      {
        colour: '--control',
        width: 1.5,
        dash: [5, 4],
        points: [
          [0, 0],
          [1, 1],
        ],
      },
      ...kinds.map(({colour, bins}) => ({
        colour,
        width: 1.5,
        points: bins.filter(hasEnough).map(({stated, frequency}) => [stated, frequency] as const),
      })),
    ],
    marks: ({x, y}) => ({
      drawn: kinds.flatMap(({kind, bins}) =>
        bins.map((bin) =>
          svgElement('circle', {
            class: `bin ${kind}${hasEnough(bin) ? '' : ' few'}`,
            cx: x(bin.stated),
            cy: y(bin.frequency),
            r: radius(bin).toFixed(1),
          }),
        ),
      ),
      tips: kinds.flatMap(({title, bins}) =>
        bins.map((bin) => ({x: x(bin.stated), y: y(bin.frequency), text: `${title}: ${statement(bin)}`})),
      ),
    }),
  });
}

function statement({count, stated, frequency}: CalibrationBin): string {
  return `Stated ${percent(stated)}, came true in ${percent(frequency)} of ${count.toLocaleString('en')}`;
}
