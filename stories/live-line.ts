import {html} from 'lit';
import type {Observation} from '../src/index.js';
import {percent} from '../src/core/percent.js';
import {modelNames, nameOf} from '../src/inspector/wording.js';

/** Below this a probability would only make the line flicker. */
const worthMentioning = 0.05;

/** Names in the line at most, the most probable first. */
const maxNames = 3;

/** Says in words what the region around it thinks, each frame. Not announced: it changes too often. */
class LiveLine extends HTMLElement {
  #stop: (() => void) | undefined;

  connectedCallback(): void {
    this.style.display = 'block';
    this.style.marginBlock = '1rem';
    this.style.minHeight = '3em';
    this.style.fontVariantNumeric = 'tabular-nums';
    this.textContent ||= 'Move the pointer towards a button.';
    this.#stop = this.closest('predictive-region')?.observe((observation) => {
      this.textContent = inWords(observation);
    });
  }

  disconnectedCallback(): void {
    this.#stop?.();
  }
}

function inWords({targets, none, model}: Observation): string {
  const probable = targets
    .filter(({probability}) => probability >= worthMentioning)
    .sort((a, b) => b.probability - a.probability)
    .slice(0, maxNames)
    .map(({element, probability}) => `${nameOf(element)} ${percent(probability)}`);
  // Nothing is probable and something is: the button that the pointer is still on after pressing it.
  if (probable.length === 0 && none < worthMentioning) return 'Pressed: nothing is predicted on the way out.';
  return [...probable, `none ${percent(none)}`].join(' · ') + ` (${modelNames[model]})`;
}

/** The line. Imported for its use alone, this module would count as free of side effects and be left out. */
export const liveLine = html`<live-line></live-line>`;

// Storybook evaluates a changed module again.
if (customElements.get('live-line') === undefined) customElements.define('live-line', LiveLine);

declare global {
  interface HTMLElementTagNameMap {
    'live-line': LiveLine;
  }
}
