import type uPlot from 'uplot';
import {colour} from './colour.js';

export interface AxisWording {
  /** The quantity, and its unit. */
  title: string;
  /** Space for its numbers and its title, px. */
  size: number;
  /** Positions of its numbers, in ascending order; uPlot chooses round ones if absent. */
  at?: readonly number[];
  format: (value: number) => string;
}

/** The font of numbers and texts in a chart. */
export const chartFont = '12px system-ui, sans-serif';

const titleSize = 20;

/** Smallest distance of an axis's numbers, px: enough for four digits. */
const leastApartPx = 30;

/** Leaves out numbers that would overlap: the higher one of each pair. */
function withRoom(plot: uPlot, values: number[], axis: number): (number | null)[] {
  const scale = axis === 0 ? 'x' : 'y';
  let kept: number | undefined;
  return values.map((value) => {
    const at = plot.valToPos(value, scale);
    if (kept !== undefined && Math.abs(at - kept) < leastApartPx) return null;
    kept = at;
    return value;
  });
}

export function axisOf({title, size, at, format}: AxisWording): uPlot.Axis {
  return {
    label: title,
    labelSize: titleSize,
    labelFont: chartFont,
    font: chartFont,
    size: size - titleSize,
    gap: 6,
    stroke: () => colour('--muted'),
    grid: {stroke: () => colour('--line'), width: 1},
    ticks: {show: false},
    ...(at && {splits: () => [...at]}),
    ...(at && {filter: withRoom}),
    values: (_plot, splits) => splits.map((value) => (value === null ? null : format(value))),
  };
}
