import {html} from 'lit';
import type {Observation} from '../src/index.js';
import {percent} from '../src/core/percent.js';
import {modelNames, nameOf} from '../src/inspector/wording.js';

/** Lower probabilities would only make the line flicker. */
const worthMentioning = 0.05;

/** Largest number of names in the line, the most probable first. */
const maxNames = 3;

/** Shows the prediction of the region around it in words, each frame. Not announced: it changes too often. */
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
  // No button and not none: after a press, the pointer is still on the pressed button.
  if (probable.length === 0 && none < worthMentioning) return 'Pressed: nothing is predicted on the way out.';
  return [...probable, `none ${percent(none)}`].join(' · ') + ` (${modelNames[model]})`;
}

/**
 * The line. An import for side effects alone would be removed, since the package declares none for this
 * module.
 */
export const liveLine = html`<live-line></live-line>`;

// Storybook evaluates a module again after a change.
if (customElements.get('live-line') === undefined) customElements.define('live-line', LiveLine);

declare global {
  interface HTMLElementTagNameMap {
    'live-line': LiveLine;
  }
}
