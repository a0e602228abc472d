import {element, svgElement} from '../src/inspector/element.js';

/** Units of the drawing; it is scaled to the room there is. */
const width = 360;
const height = 190;
const left = 48;
const right = 8;
const upper = 8;
const lower = 22;

export interface LineChartOptions {
  title: string;
  /** The highest value that has room; the lowest is 0. */
  top: number;
  format: (value: number) => string;
  /** A value for each epoch. */
  training: readonly number[];
  heldOut: readonly number[];
}

/** Two curves over the epochs: training dashed, held out in the accent colour. */
export function lineChart({title, top, format, training, heldOut}: LineChartOptions): HTMLElement {
  const epochs = Math.max(training.length, 2);
  const x = (index: number): number => left + (index / (epochs - 1)) * (width - left - right);
  const y = (value: number): number => upper + (1 - Math.min(1, value / top)) * (height - upper - lower);
  const curve = (values: readonly number[], name: string): SVGElement =>
    svgElement('polyline', {
      class: `curve ${name}`,
      points: values
        .flatMap((value, index) =>
          Number.isFinite(value) ? [`${x(index).toFixed(1)},${y(value).toFixed(1)}`] : [],
        )
        .join(' '),
    });
  const ticks = [0, top / 2, top].flatMap((value) => [
    svgElement('line', {class: 'grid', x1: left, x2: width - right, y1: y(value), y2: y(value)}),
    svgElement('text', {x: left - 8, y: y(value) + 4, 'text-anchor': 'end'}, format(value)),
  ]);
  const last = (values: readonly number[]): string => format(values.at(-1) ?? 0);
  const label = `${title} after ${training.length} epochs: ${last(training)} in training, ${last(heldOut)} held out.`;
  const svg = svgElement(
    'svg',
    {viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label},
    ...ticks,
    svgElement('text', {x: left, y: height - 4}, 'epoch 1'),
    svgElement('text', {x: width - right, y: height - 4, 'text-anchor': 'end'}, String(training.length)),
    curve(training, 'training'),
    curve(heldOut, 'held-out'),
  );
  const caption = element(
    'figcaption',
    {},
    title,
    element('span', {class: 'key training'}, `training ${last(training)}`),
    element('span', {class: 'key held-out'}, `held out ${last(heldOut)}`),
  );
  return element('figure', {}, caption, svg);
}
