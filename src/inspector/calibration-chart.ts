import type {Evaluation} from '../core/evaluation.js';
import {percent} from '../core/percent.js';
import {element, svgElement} from './element.js';

/** Units of the drawing, which scales to its container. */
const size = 220;
const left = 48;
const lower = 22;
const upper = 8;

/** Shows how often stated probabilities came true: a bar per non-empty bin, beside the ideal diagonal. */
export function calibrationChart({
  calibration,
  calibrationError,
}: Pick<Evaluation, 'calibration' | 'calibrationError'>): HTMLElement {
  const side = size - upper - lower;
  const x = (share: number): number => left + share * side;
  const y = (share: number): number => upper + (1 - share) * side;
  const bars = calibration
    .filter(({count}) => count > 0)
    .map(({from, to, frequency, meanProbability}) =>
      svgElement(
        'rect',
        {
          class: 'bin',
          x: x(from) + 1,
          y: y(frequency),
          width: (to - from) * side - 2,
          height: Math.max(1, frequency * side),
        },
        svgElement('title', {}, `Stated ${percent(meanProbability)}, came true in ${percent(frequency)}`),
      ),
    );
  const ticks = [0, 0.5, 1].flatMap((share) => [
    svgElement('line', {class: 'grid', x1: left, x2: x(1), y1: y(share), y2: y(share)}),
    svgElement('text', {x: left - 8, y: y(share) + 4, 'text-anchor': 'end'}, percent(share)),
    svgElement('text', {x: x(share), y: size - 4, 'text-anchor': 'middle'}, percent(share)),
  ]);
  const svg = svgElement(
    'svg',
    {
      viewBox: `0 0 ${left + side + 20} ${size}`,
      role: 'img',
      'aria-label': `Stated probabilities are off by ${percent(calibrationError)} on average.`,
    },
    ...ticks,
    ...bars,
    svgElement('line', {class: 'ideal', x1: x(0), y1: y(0), x2: x(1), y2: y(1)}),
  );
  return element(
    'figure',
    {class: 'square'},
    element('figcaption', {}, 'Calibration: stated against came true'),
    svg,
  );
}
