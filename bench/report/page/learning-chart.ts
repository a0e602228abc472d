import type {LearningCurve} from '../results.js';
import {chart} from './chart.js';
import {curveStyle, mark} from './marks.js';

/** One figure of the kit over the thirds, and the same of js.foresight. */
export interface LearningFigure {
  title: string;
  kit: 'wasteAtForesightLead' | 'leadAtForesightWasteMs';
  foresight: 'foresightWaste' | 'foresightLeadMs';
  format: (value: number) => string;
}

const thirdNames = ['first third', 'second', 'last'];

/** Margin beyond the largest value, as a share of the axis. */
const margin = 1.12;

/** A figure in each third of long windows: a line for each variant of the kit, and one for js.foresight. */
export function learningChart(
  variants: readonly LearningCurve[],
  {title, kit, foresight, format}: LearningFigure,
): HTMLElement {
  const lines = [
    // All variants are compared with the same fires of js.foresight.
    {policy: 'foresight', title: 'foresight', values: variants[0]!.thirds.map((third) => third[foresight])},
    ...variants.map(({policy, title: name, thirds}) => ({
      policy,
      title: name,
      values: thirds.map((third) => third[kit]),
    })),
  ].map(({values, ...line}) => ({
    ...line,
    points: values.flatMap((value, index) => (value === null ? [] : [{third: index + 1, value}])),
  }));
  const most = Math.max(...lines.flatMap(({points}) => points.map(({value}) => value)), 0);
  return chart({
    label:
      `${title}, in each third of the windows. ` +
      lines
        .map((line) => `${line.title}: ${line.points.map(({value}) => format(value)).join(', ')}.`)
        .join(' '),
    x: {
      title: 'Part of the window',
      size: 48,
      range: [0.75, 3.25],
      at: [1, 2, 3],
      format: (third) => thirdNames[third - 1]!,
    },
    y: {title, size: 62, range: [0, margin * (most > 0 ? most : 1)], format: String},
    curves: lines.map(({policy, points}) => ({
      ...curveStyle(policy),
      points: points.map(({third, value}) => [third, value] as const),
    })),
    marks: ({x, y}) => ({
      drawn: lines.flatMap(({policy, points}) =>
        points.map(({third, value}) => mark(policy, {x: x(third), y: y(value), scale: 0.9})),
      ),
      tips: lines.flatMap((line) =>
        line.points.map(({third, value}) => ({
          x: x(third),
          y: y(value),
          text: `${line.title}, ${thirdNames[third - 1]!}: ${format(value)}`,
        })),
      ),
    }),
  });
}
