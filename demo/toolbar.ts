import {element, svgElement} from '../src/inspector/element.js';

/** The tools: the name of each, and its icon as strokes on a grid of 24 × 24. */
export const tools = {
  Undo: 'M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3',
  Redo: 'm15 14 5-5-5-5M20 9H10a6 6 0 0 0 0 12h3',
  Bold: 'M7 5h6a3.5 3.5 0 0 1 0 7H7zM7 12h7a3.5 3.5 0 0 1 0 7H7z',
  Italic: 'M11 5h6M7 19h6M14 5l-4 14',
  Underline: 'M7 4v7a5 5 0 0 0 10 0V4M5 20h14',
  'Strike through':
    'M4 12h16M16.500 7.500C16 5.500 14 4 12 4S8 5.300 8 7.500M7.500 16.500C8 18.500 10 20 12 20s4-1.300 4-3.500',
  Link: 'M10 13a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-5.700-5.700L12 6M14 11a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 5.700 5.700L12 18',
  Image: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M9 9h.01',
  Bullets: 'M9 6h11M9 12h11M9 18h11M4.500 6h.01M4.500 12h.01M4.500 18h.01',
  Table: 'M4 5h16v14H4zM4 10h16M4 14.500h16M10 5v14',
  Quote: 'M5 7h5v5c0 3-2 4.500-4 5M14 7h5v5c0 3-2 4.500-4 5',
  Code: 'm9 8-5 4 5 4M15 8l5 4-5 4',
  'Align left': 'M4 6h16M4 12h10M4 18h13',
  Centre: 'M4 6h16M7 12h10M6 18h12',
  'Align right': 'M4 6h16M10 12h10M7 18h13',
  'Clear formatting': 'M6 6l12 12M18 6 6 18',
};

/** Sixteen small buttons side by side. */
export function fillToolbar(toolbar: HTMLElement): void {
  for (const [name, path] of Object.entries(tools)) {
    const icon = svgElement(
      'svg',
      {viewBox: '0 0 24 24', 'aria-hidden': 'true'},
      svgElement('path', {d: path}),
    );
    toolbar.append(element('predictive-button', {'aria-label': name, title: name}, icon));
  }
}
