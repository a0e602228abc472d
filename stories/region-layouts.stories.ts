import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html} from 'lit';
import {expect} from 'storybook/test';
import {trips} from '../demo/cards.js';
import {approachUntilPredicted, only, predictedDuring} from './approach.js';
import {liveLine} from './live-line.js';
import {regionControls, regionTemplate, threeButtons, type RegionArgs} from './region-template.js';
import {toolIcons} from './tool-icons.js';

/** The kit predicts in any layout, without any set-up or learning. Move the pointer towards the buttons. */
const meta: Meta<RegionArgs> = {
  title: 'PredictiveRegion/Layouts',
  component: 'predictive-region',
  argTypes: regionControls,
  args: {threshold: 0.5, model: 'auto', learn: 'off', disabled: false},
  parameters: {layout: 'padded'},
};
export default meta;

type Story = StoryObj<RegionArgs>;

/** The simplest page: three buttons far from each other. The line below shows the region's prediction. */
export const ThreeButtons: Story = {
  render: (args) => regionTemplate(args, html`${threeButtons}${liveLine}`),
  play: async ({canvasElement}) => {
    const two = only(canvasElement, 'predictive-button', ':nth-child(2)');
    const region = only(canvasElement, 'predictive-region');
    const predicted = await predictedDuring(region, () => approachUntilPredicted(two, {dx: -30, dy: 200}));
    await expect(predicted).toEqual(new Set(['Two']));
  },
};

/** Sixteen small buttons side by side, with a thinner ring, so that it does not distract. */
export const DenseToolbar: Story = {
  render: (args) =>
    regionTemplate(
      args,
      html`
        <style>
          .tools {
            display: flex;
            flex-wrap: wrap;
            gap: 0.25rem;
            inline-size: fit-content;
            max-inline-size: 100%;
            box-sizing: border-box;
            padding: 0.5rem;
            border: 1px solid color-mix(in srgb, currentColor 25%, transparent);
            border-radius: 0.75rem;
          }
          .tools predictive-button {
            --predictive-button-padding: 0;
            --predictive-ring-gap: 0px;
            inline-size: 2.5rem;
            block-size: 2.5rem;
          }
          .tools predictive-button::part(button) {
            border-color: transparent;
          }
        </style>
        <div class="tools" role="group" aria-label="Text formatting">
          ${toolIcons().map(
            ({name, icon}) =>
              html`<predictive-button aria-label=${name} title=${name}>${icon}</predictive-button>`,
          )}
        </div>
        ${liveLine}
      `,
    ),
  play: async ({canvasElement}) => {
    const table = only(canvasElement, 'predictive-button', '[aria-label=Table]');
    await approachUntilPredicted(table, {dx: 20, dy: 180});
    await expect(canvasElement.querySelectorAll('[predicted]').length).toBe(1);
  },
};

/** Cards with one button each. The buttons share a label, so `key` tells them apart. */
export const CardGrid: Story = {
  render: (args) =>
    regionTemplate(
      args,
      html`
        <style>
          .trips {
            display: grid;
            grid-template-columns: repeat(auto-fill, minmax(min(100%, 12rem), 1fr));
            gap: 1rem;
            margin: 0 0 1rem;
            padding: 0;
            list-style: none;
          }
          .trips li {
            display: grid;
            grid-template-rows: auto 1fr auto;
            justify-items: start;
            gap: 0.5rem;
            margin: 0;
            padding: 1rem;
            border: 1px solid color-mix(in srgb, currentColor 25%, transparent);
            border-radius: 0.75rem;
          }
          .trips li:has([predicted]) {
            border-color: light-dark(#5d53e6, #857dff);
          }
        </style>
        <ul class="trips">
          ${Object.entries(trips).map(
            ([city, description]) => html`
              <li>
                <strong>${city}</strong>
                ${description}
                <predictive-button key=${city} aria-label=${`Plan ${city}`}>Plan</predictive-button>
              </li>
            `,
          )}
        </ul>
        ${liveLine}
      `,
    ),
  play: async ({canvasElement}) => {
    const porto = only(canvasElement, 'predictive-button', '[key=Porto]');
    const region = only(canvasElement, 'predictive-region');
    const predicted = await predictedDuring(region, () => approachUntilPredicted(porto, {dx: 10, dy: 160}));
    await expect(predicted).toContain('Porto');
  },
};

/** One below the other, as wide as a phone: here the pointer's distance tells more than its direction. */
export const NarrowColumn: Story = {
  render: (args) =>
    regionTemplate(
      args,
      html`
        <div style="display: grid; gap: 0.75rem; max-inline-size: 20rem">
          <predictive-button>Continue as a guest</predictive-button>
          <predictive-button>Sign in</predictive-button>
          <predictive-button>Create an account</predictive-button>
          <predictive-button>Back to the basket</predictive-button>
        </div>
        ${liveLine}
      `,
    ),
  play: async ({canvasElement}) => {
    const last = only(canvasElement, 'predictive-button', ':nth-child(4)');
    await approachUntilPredicted(last, {dx: 30, dy: 180});
  },
};

/** Text from right to left makes no difference: predictions use positions. */
export const RightToLeft: Story = {
  render: (args) =>
    regionTemplate(
      args,
      html`
        <div dir="rtl" lang="he" style="display: flex; flex-wrap: wrap; gap: 1rem 3rem; margin-block: 2rem">
          <predictive-button key="save">שמירה</predictive-button>
          <predictive-button key="send">שליחה</predictive-button>
          <predictive-button key="cancel">ביטול</predictive-button>
        </div>
        ${liveLine}
      `,
    ),
  play: async ({canvasElement}) => {
    const cancel = only(canvasElement, 'predictive-button', '[key=cancel]');
    await approachUntilPredicted(cancel, {dx: -60, dy: 180});
  },
};
