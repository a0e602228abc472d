import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html, type TemplateResult} from 'lit';
import {expect, waitFor} from 'storybook/test';
import {StoriesPage} from '../.storybook/stories-page.js';
import '../src/index.js';
import {approachUntilPredicted, only, partOf} from './approach.js';

/** Three themes for the same elements, by CSS alone. Move the pointer over them. */
const meta: Meta = {
  title: 'PredictiveButton/Themes',
  component: 'predictive-button',
  parameters: {docs: {page: StoriesPage}, controls: {disable: true}},
};
export default meta;

/** A printed page: no boxes, and a rule that grows under the words with the prediction. */
export const Ink: StoryObj = {
  render: () => html`
    <style>
      .ink {
        font-family: Georgia, 'Times New Roman', serif;
        background: light-dark(#fbf7ee, #1d1a14);
        color: light-dark(#241d10, #f1e9d8);
        --predictive-button-padding: 0.5em 0.1em;
        --predictive-button-hover-background: transparent;
      }
      .ink predictive-button::part(button) {
        border-color: transparent;
        border-radius: 0;
        font-style: italic;
      }
      .ink predictive-button::part(indicator) {
        inset: auto 0 0.35em;
        block-size: 2px;
        outline: none;
        box-shadow: none;
        border-radius: 0;
        background: light-dark(#a3210f, #ff9b85);
        opacity: 1;
        transform: scaleX(var(--predictive-probability));
        transform-origin: left;
      }
      .ink :dir(rtl)::part(indicator) {
        transform-origin: right;
      }
      .ink predictive-button::part(indicator)::before,
      .ink predictive-button::part(indicator)::after {
        content: none;
      }
      @media (prefers-reduced-motion: no-preference) {
        .ink predictive-button::part(indicator) {
          transition: transform 0.12s;
        }
      }
      .ink predictive-button[predicted] {
        color: light-dark(#a3210f, #ff9b85);
      }
    </style>
    ${themed('ink')}
  `,
  // The rule starts at zero width.
  play: ({canvasElement}) =>
    expectPredictedLook(canvasElement, 'indicator', ({transform}) => new DOMMatrix(transform).a > 0.5),
};

/** A terminal: square, monospaced, and the predicted line in reverse video. */
export const Terminal: StoryObj = {
  render: () => html`
    <style>
      .terminal {
        font-family: ui-monospace, 'Cascadia Mono', Menlo, monospace;
        color-scheme: dark;
        background: #07130c;
        color: #7dffb0;
        --predictive-button-radius: 0;
        --predictive-button-padding: 0.25em 0.75em;
        --predictive-button-hover-background: transparent;
      }
      .terminal predictive-button::part(button) {
        border-style: dashed;
        text-transform: lowercase;
      }
      .terminal predictive-button::part(label)::before {
        content: '> ' / '';
      }
      .terminal predictive-button[predicted]::part(button) {
        background: #7dffb0;
        border-color: #7dffb0;
        color: #07130c;
      }
      .terminal predictive-button::part(indicator) {
        border: 0;
        background: none;
      }
    </style>
    ${themed('terminal')}
  `,
  play: ({canvasElement}) =>
    expectPredictedLook(
      canvasElement,
      'button',
      ({backgroundColor}) => backgroundColor === 'rgb(125, 255, 176)',
    ),
};

/** A toy: round and filled; the predicted one is lifted, with a halo as strong as the prediction. */
export const Toy: StoryObj = {
  render: () => html`
    <style>
      .toy {
        font-family: ui-rounded, 'Arial Rounded MT Bold', system-ui, sans-serif;
        font-weight: 700;
        background: light-dark(#fff3dc, #2a1836);
        --predictive-button-background: light-dark(#6b2fd6, #cdb0ff);
        --predictive-button-hover-background: light-dark(#5a22bd, #dcc8ff);
        --predictive-button-radius: 2em;
        --predictive-button-padding: 0.75em 1.75em;
      }
      .toy predictive-button {
        color: light-dark(#fff, #250a4d);
        transition: translate 0.15s;
      }
      .toy predictive-button::part(button) {
        border-color: transparent;
        box-shadow: 0 0.25em 0 light-dark(#421591, #8a5ce0);
      }
      .toy predictive-button::part(indicator) {
        inset: -0.5em -0.5em -0.75em;
        z-index: -1;
        outline: none;
        box-shadow: none;
        border-radius: 3em;
        background: light-dark(#ffb300, #ff9d5c);
        opacity: var(--predictive-probability);
        filter: blur(6px);
      }
      .toy predictive-button::part(indicator)::before,
      .toy predictive-button::part(indicator)::after {
        content: none;
      }
      .toy predictive-button[predicted] {
        translate: 0 -0.2em;
      }
      @media (prefers-reduced-motion: reduce) {
        .toy predictive-button {
          transition: none;
        }
      }
    </style>
    ${themed('toy')}
  `,
  play: ({canvasElement}) =>
    expectPredictedLook(canvasElement, 'indicator', ({opacity}) => Number(opacity) > 0.5),
};

function themed(name: string): TemplateResult {
  return html`
    <style>
      .theme {
        display: flex;
        flex-wrap: wrap;
        gap: 1.5rem 2rem;
        padding: 2.5rem;
        isolation: isolate;
      }
      /* Forced colours remove the tints, so a predicted button needs a line of its own. */
      @media (forced-colors: active) {
        .theme predictive-button[predicted]::part(button) {
          outline: 3px solid Highlight;
        }
      }
    </style>
    <div class=${`theme ${name}`}>
      <predictive-region learn="off">
        <predictive-button>Read on</predictive-button>
        <predictive-button href="#archive">Archive</predictive-button>
      </predictive-region>
      <!-- Outside, where nothing changes it, to be looked at. -->
      <predictive-button predicted style="--predictive-probability: 0.8">Predicted</predictive-button>
      <predictive-button disabled>Disabled</predictive-button>
    </div>
  `;
}

/** The first button has its theme's style while the pointer heads for it, and not before. */
async function expectPredictedLook(
  canvas: HTMLElement,
  part: 'button' | 'indicator',
  isPredictedLook: (style: CSSStyleDeclaration) => boolean,
): Promise<void> {
  const button = only(canvas, 'predictive-button');
  const style = getComputedStyle(partOf(button, part));
  await expect(isPredictedLook(style)).toBe(false);
  await approachUntilPredicted(button, {dx: 30, dy: 200});
  await waitFor(() => expect(isPredictedLook(style)).toBe(true));
}
