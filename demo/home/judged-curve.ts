import type {EpochReport} from '../../src/core/model.js';
import {percent} from '../../src/core/percent.js';
import {svgElement} from '../../src/inspector/element.js';
import {part} from '../part.js';
import {certainty} from './steps.js';

/**
 * Draws what the model gate judges after each epoch, from the shipped network on, over the whole width; the view box
 * is 100 × 100, and its ends are written beside it.
 */
export function drawJudged(epochs: readonly EpochReport[]): void {
  const judged = epochs.flatMap((report) => report.judged ?? []);
  const [first] = judged;
  if (first === undefined) return;
  const values = [certainty(first.start), ...judged.map(certainty)];
  const least = Math.max(0, Math.floor(Math.min(...values) * 10) / 10 - 0.1);
  const most = Math.min(1, Math.ceil(Math.max(...values) * 10) / 10);
  const last = values.length - 1;
  const x = (index: number): number => (index / Math.max(last, epochs.at(-1)!.epochs)) * 100;
  const y = (value: number): number => 100 - ((value - least) / (most - least)) * 100;
  part('judged', HTMLElement)
    .querySelector('svg')!
    .replaceChildren(
      svgElement('line', {class: 'start', x1: 0, x2: 100, y1: y(values[0]!), y2: y(values[0]!)}),
      svgElement('polyline', {
        class: 'curve held-out',
        points: values.map((value, index) => `${x(index)},${y(value)}`).join(' '),
      }),
    );
  part('judged-most', HTMLElement).textContent = percent(most);
  part('judged-least', HTMLElement).textContent = percent(least);
  part('judged-text', HTMLElement).textContent =
    `Sure of the right one: ${percent(values[0]!)} → ${percent(values[last]!)}`;
}
