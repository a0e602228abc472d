import {element, svgElement} from './element.js';
import {counted, milliseconds} from './wording.js';

/** One ended preload. */
export interface PreloadEnd {
  used: boolean;
  /** Time from the preload to the press or the cancellation, ms. */
  leadMs: number;
}

/** Units of the drawing, which scales to its container. */
const width = 360;
const height = 150;
const left = 52;
const middle = 92;

/** Longest lead drawn, ms: a few waits of a minute would make all others invisible. */
const longestMs = 1500;

/**
 * The latest preloads, one bar each: upwards the lead of used ones, downwards the time that wasted ones were
 * active.
 */
export function leadChart(ends: readonly PreloadEnd[], {capacity}: {capacity: number}): HTMLElement {
  const step = (width - left) / capacity;
  const lengthOf = (ms: number, space: number): number =>
    Math.max(2, (Math.min(ms, longestMs) / longestMs) * space);
  const bars = ends.slice(-capacity).map(({used, leadMs}, index) => {
    const length = lengthOf(leadMs, used ? middle - 8 : height - middle - 8);
    return svgElement(
      'rect',
      {
        class: used ? 'used' : 'wasted',
        x: (left + index * step).toFixed(1),
        y: used ? middle - length : middle,
        width: (step * 0.7).toFixed(1),
        height: length,
      },
      svgElement('title', {}, `${used ? 'Used' : 'Not used'}, ${milliseconds(leadMs)}`),
    );
  });
  const label = (y: number, text: string): SVGElement =>
    svgElement('text', {x: left - 8, y, 'text-anchor': 'end'}, text);
  const used = ends.filter((end) => end.used).length;
  const svg = svgElement(
    'svg',
    {
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-label': `Of ${counted(ends.length, 'preload', 'preloads')}, ${used} were used and ${ends.length - used} were not.`,
    },
    label(16, '1.5\u00a0s'),
    label(middle - 4, 'lead'),
    label(middle + 14, 'waste'),
    ...bars,
    svgElement('line', {class: 'ideal', x1: left, x2: width, y1: middle, y2: middle}),
  );
  return element('figure', {}, element('figcaption', {}, 'Lead and waste of each preload'), svg);
}
