import uPlot from 'uplot';
import {element, svgElement} from '../../../src/inspector/element.js';
import {axisOf, type AxisWording} from './axis.js';
import {colour} from './colour.js';
import {showTips, type Tip} from './tips.js';

/** Positions within the plot, px. */
export interface Plane {
  width: number;
  height: number;
  x: (value: number) => number;
  y: (value: number) => number;
}

export interface Curve {
  /** Name of the CSS variable of its colour. */
  colour: string;
  dash?: number[];
  width?: number;
  /** In any order; drawn from left to right. */
  points: readonly (readonly [x: number, y: number])[];
}

export interface ChartOptions {
  /** Description of the chart. */
  label: string;
  x: AxisWording & {range: [number, number]; isFalling?: boolean};
  y: AxisWording & {range: [number, number]};
  curves: readonly Curve[];
  /** Draws over the curves, again whenever the chart's size changes. */
  marks: (plane: Plane) => {drawn: SVGElement[]; tips: Tip[]};
}

/** A chart that fills its container: uPlot draws axes and curves, with marks and labels over them. */
export function chart(options: ChartOptions): HTMLElement {
  const box = element('div', {class: 'plot', role: 'img', 'aria-label': options.label});
  const overlay = svgElement('svg', {class: 'overlay'});
  const tips = showTips();
  let plot: uPlot | undefined;
  const draw = (drawn: uPlot): void => {
    const marks = options.marks({
      width: drawn.over.clientWidth,
      height: drawn.over.clientHeight,
      x: (value) => drawn.valToPos(value, 'x'),
      y: (value) => drawn.valToPos(value, 'y'),
    });
    overlay.replaceChildren(...marks.drawn);
    tips.take(marks.tips);
  };
  new ResizeObserver(() => {
    const size = {width: box.clientWidth, height: box.clientHeight};
    if (size.width === 0 || size.height === 0) return;
    if (plot !== undefined) {
      plot.setSize(size);
      return;
    }
    plot = new uPlot({...size, ...plotOptions(options), hooks: {draw: [draw]}}, dataOf(options.curves), box);
    plot.over.append(overlay, tips.element);
    tips.follow(plot.over);
  }).observe(box);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => plot?.redraw(false));
  return box;
}

function plotOptions({x, y, curves}: ChartOptions): Omit<uPlot.Options, 'width' | 'height'> {
  return {
    scales: {
      x: {time: false, range: () => x.range, dir: x.isFalling === true ? -1 : 1},
      y: {range: () => y.range},
    },
    axes: [axisOf(x), axisOf(y)],
    series: [
      {},
      ...curves.map(({colour: name, dash, width = 2}) => ({
        stroke: () => colour(name),
        width,
        spanGaps: true,
        points: {show: false},
        ...(dash && {dash}),
      })),
    ],
    padding: [12, 14, 0, 0],
    legend: {show: false},
    cursor: {show: false},
  };
}

/** uPlot has one column of x for all curves; a curve has `null` where it has no point. */
function dataOf(curves: readonly Curve[]): uPlot.AlignedData {
  const rows = curves
    .flatMap(({points}, curve) => points.map(([x, y]) => ({x, y, curve})))
    .sort((a, b) => a.x - b.x);
  return [
    rows.map(({x}) => x),
    ...curves.map((_, index) => rows.map(({y, curve}) => (curve === index ? y : null))),
  ];
}
