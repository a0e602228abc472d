import {svg, nothing, html, type TemplateResult} from 'lit';
import {historyMs} from './probability-history.js';

/** Units of the drawing, which is stretched to its cell. */
const width = 100;
const height = 22;

/** Space for half of the line's width. */
const margin = 1.5;

const x = (agoMs: number): string => (width * (1 - agoMs / historyMs)).toFixed(1);
const y = (probability: number): string => (margin + (height - 2 * margin) * (1 - probability)).toFixed(1);

/** Draws probabilities over the last two seconds, with a line at the threshold if there is one. */
export function sparkline(
  moments: readonly {agoMs: number; probability: number}[],
  {threshold}: {threshold?: number} = {},
): TemplateResult {
  const points = moments.map(({agoMs, probability}) => `${x(agoMs)} ${y(probability)}`);
  return html`<svg
    class="spark"
    viewBox="0 0 ${width} ${height}"
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    ${threshold === undefined ? nothing : svg`<path class="threshold" d="M0 ${y(threshold)}H${width}"></path>`}
    <path class="line" d=${points.length < 2 ? '' : `M${points.join('L')}`}></path>
  </svg>`;
}
