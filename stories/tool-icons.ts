import {svg, html, type TemplateResult} from 'lit';

/** What each tool is called, and its icon: strokes on a grid of 24 × 24. */
const strokes = {
  Undo: 'M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3',
  Redo: 'm15 14 5-5-5-5M20 9H10a6 6 0 0 0 0 12h3',
  Bold: 'M7 5h6a3.5 3.5 0 0 1 0 7H7zM7 12h7a3.5 3.5 0 0 1 0 7H7z',
  Italic: 'M11 5h6M7 19h6M14 5l-4 14',
  Underline: 'M7 4v7a5 5 0 0 0 10 0V4M5 20h14',
  Link: 'M10 13a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-6-6L12 6M14 11a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 6 6l1-1.500',
  Image: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M9 9h.01',
  Bullets: 'M9 6h11M9 12h11M9 18h11M4.500 6h.01M4.500 12h.01M4.500 18h.01',
  Table: 'M4 5h16v14H4zM4 10h16M4 14.500h16M10 5v14',
  Quote: 'M5 7h5v5c0 3-2 4.500-4 5M14 7h5v5c0 3-2 4.500-4 5',
  Code: 'm9 8-5 4 5 4M15 8l5 4-5 4',
  Rule: 'M3 12h18M6 7h12M6 17h12',
  'Align left': 'M4 6h16M4 12h10M4 18h13',
  Centre: 'M4 6h16M7 12h10M6 18h12',
  'Align right': 'M4 6h16M10 12h10M7 18h13',
  'Clear formatting': 'M6 6l12 12M18 6 6 18',
};

/** Sixteen tools of an editor. */
export function toolIcons(): {name: string; icon: TemplateResult}[] {
  return Object.entries(strokes).map(([name, path]) => ({
    name,
    icon: html`<svg
      viewBox="0 0 24 24"
      width="20"
      height="20"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      style="display: block"
    >
      ${svg`<path d=${path} />`}
    </svg>`,
  }));
}
