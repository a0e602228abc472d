import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html} from 'lit';
import {expect, userEvent, waitFor} from 'storybook/test';
import type {PreloadEvent} from '../src/index.js';
import {approach, only, predictedDuring} from './approach.js';
import {liveLine} from './live-line.js';
import {regionControls, regionTemplate, threeButtons, type RegionArgs} from './region-template.js';
import {showSubmitted} from './show-submitted.js';
import {toolIcons} from './tool-icons.js';

/** Any layout: nothing has to be told or learned about it. Move the pointer towards the buttons. */
const meta: Meta<RegionArgs> = {
  title: 'PredictiveRegion/Layouts',
  component: 'predictive-region',
  argTypes: regionControls,
  args: {threshold: 0.5, model: 'auto', learn: 'off', disabled: false},
};
export default meta;

type Story = StoryObj<RegionArgs>;

/** The simplest page: three buttons far from each other. The line below says what the region thinks. */
export const ThreeButtons: Story = {
  render: (args) => regionTemplate(args, html`${threeButtons}${liveLine}`),
  play: async ({canvasElement}) => {
    const two = only(canvasElement, 'predictive-button', ':nth-child(2)');
    const region = only(canvasElement, 'predictive-region');
    const predicted = await predictedDuring(region, () => approach(two, {dx: -30, dy: 200}));
    await expect(predicted).toEqual(new Set(['Two']));
  },
};

/** Sixteen small buttons side by side, where a ring at every pixel would be in the way: it is thinner here. */
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
            inline-size: 2.5rem;
            block-size: 2.5rem;
          }
          .tools predictive-button::part(button) {
            border-color: transparent;
          }
          .tools predictive-button::part(indicator) {
            inset: 0;
            border-width: 2px;
            border-radius: 0.5em;
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
};

const trips = {
  Bergen: 'Rain, fjords and a funicular',
  Porto: 'Tiles, river, late dinners',
  Ghent: 'Canals without the crowds',
  Graz: 'Courtyards and a clock tower',
  Trieste: 'Coffee where three cultures meet',
  Lund: 'A cathedral and many bicycles',
  Tartu: 'Students, rivers, wooden houses',
  Lucca: 'Walk the city on its wall',
  Annecy: 'An old town at a clear lake',
};

/** Cards with one button each: they have the same label, so that `key` tells them apart. */
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
            border-color: light-dark(#0b63ce, #7db8ff);
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
};

/**
 * A page keeps its own links and buttons: `targets` says which of them to predict. They get
 * `data-predicted`, an outline that any rule of the page overrides, and the event `preload`.
 */
export const NativeElements: Story = {
  args: {targets: 'a[href], button'},
  render: (args) => html`
    <style>
      .native {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 1rem 2rem;
        margin-block-end: 1.5rem;
      }
      .native a {
        color: light-dark(#0b57b0, #9ecaff);
        padding: 0.5rem;
      }
      .native button {
        font: inherit;
        padding: 0.5em 1em;
      }
    </style>
    <div @preload=${showPreload}>
      ${regionTemplate(
        args,
        html`
          <nav class="native" aria-label="Pages">
            <a href="#guide">Guide</a>
            <a href="#prices">Prices</a>
            <a href="#contact">Contact</a>
          </nav>
          <div class="native">
            <button type="button">New invoice</button>
            <button type="button">Refresh</button>
            <button type="button" disabled>Export</button>
          </div>
          ${liveLine}
          <p>Last preload: <output>none yet</output></p>
        `,
      )}
    </div>
  `,
  play: async ({canvasElement}) => {
    const prices = only(canvasElement, 'a', '[href="#prices"]');
    await approach(prices, {dx: 20, dy: 160});
    await expect(prices).toHaveAttribute('data-predicted');
    await expect(only(canvasElement, 'output').value).toMatch(/^Prices/);
  },
};

function showPreload(event: PreloadEvent): void {
  const {target, currentTarget, trigger, probability} = event;
  const name = (target as HTMLElement).textContent; // Targets are elements.
  const output = (currentTarget as HTMLElement).querySelector('output')!;
  output.value = `${name}, because of: ${trigger}, probability ${probability.toFixed(2)}`;
}

/**
 * A region in a region has its own buttons, threshold and learner: the inner one's are no business of
 * the outer one's. Their events bubble, so that listeners outside look at `event.target`.
 */
export const NestedRegions: Story = {
  render: (args) =>
    regionTemplate(
      args,
      html`
        <style>
          .nested {
            display: flex;
            flex-wrap: wrap;
            gap: 1.25rem;
            margin-block-end: 1rem;
          }
          .inner {
            margin-block-start: 1rem;
            padding: 1.25rem;
            border: 1px solid color-mix(in srgb, currentColor 35%, transparent);
            border-radius: 0.75rem;
          }
        </style>
        <div class="nested">
          <predictive-button>Back</predictive-button>
          <predictive-button>Help</predictive-button>
          <predictive-button>Account</predictive-button>
        </div>
        ${liveLine}
        <div class="inner">
          <predictive-region threshold="0.7" learn="off">
            <div class="nested">
              <predictive-button>Pay now</predictive-button>
              <predictive-button>Pay later</predictive-button>
            </div>
            ${liveLine}
          </predictive-region>
        </div>
      `,
    ),
  play: async ({canvasElement}) => {
    const inner = only(canvasElement, 'predictive-region', ' predictive-region');
    const payNow = only(inner, 'predictive-button');
    const sources: EventTarget[] = [];
    const note = (event: Event): void => {
      if (event.target !== null) sources.push(event.target);
    };
    inner.addEventListener('predictive-change', note);
    await approach(payNow, {dx: 60, dy: 150});
    inner.removeEventListener('predictive-change', note);
    await expect(payNow).toHaveAttribute('predicted');
    await expect(sources).toEqual([inner]);
  },
};

/** In a form, the buttons that submit it are foreseen while the hand comes from the last field. */
export const InAForm: Story = {
  render: (args) =>
    regionTemplate(
      args,
      html`
        <style>
          .order {
            display: grid;
            gap: 1rem;
            max-inline-size: 24rem;
          }
          .order label {
            display: grid;
            gap: 0.25rem;
          }
          .order :is(input, select) {
            font: inherit;
            padding: 0.5em;
          }
          .order div {
            display: flex;
            flex-wrap: wrap;
            gap: 1rem;
          }
        </style>
        <form class="order" @submit=${showSubmitted}>
          <label>Name <input name="person" required autocomplete="off" /></label>
          <label
            >Size
            <select name="size">
              <option>Small</option>
              <option>Large</option>
            </select></label
          >
          <div>
            <predictive-button type="submit" name="action" value="order">Order</predictive-button>
            <predictive-button type="submit" name="action" value="draft">Save as draft</predictive-button>
            <predictive-button type="reset">Clear</predictive-button>
          </div>
          <p>Submitted: <output>nothing yet</output></p>
        </form>
        ${liveLine}
      `,
    ),
  play: async ({canvasElement}) => {
    const draft = only(canvasElement, 'predictive-button', '[value=draft]');
    await userEvent.type(only(canvasElement, 'input'), 'Ada');
    await approach(draft, {dx: 20, dy: -120});
    await expect(draft).toHaveAttribute('predicted');
    draft.click();
    const output = only(canvasElement, 'output');
    await waitFor(() => expect(output.value).toBe('person = Ada, size = Small, action = draft'));
    await expect(draft).not.toHaveAttribute('predicted');
  },
};
