import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html} from 'lit';
import {expect, userEvent, waitFor} from 'storybook/test';
import {StoriesPage} from '../.storybook/stories-page.js';
import type {PreloadEvent} from '../src/index.js';
import {approachUntilPredicted, only} from './approach.js';
import {liveLine} from './live-line.js';
import {regionControls, regionTemplate, type RegionArgs} from './region-template.js';
import {showSubmitted} from '../demo/show-submitted.js';

/** A region around a page's own elements, other regions and forms. */
const meta: Meta<RegionArgs> = {
  title: 'PredictiveRegion/Pages',
  component: 'predictive-region',
  argTypes: regionControls,
  args: {threshold: 0.5, model: 'auto', learn: 'off', disabled: false},
  parameters: {layout: 'padded', docs: {page: StoriesPage}},
};
export default meta;

type Story = StoryObj<RegionArgs>;

/**
 * A page keeps its own links and buttons, and `targets` selects those to predict. They get `data-predicted`,
 * the same highlight as the kit's buttons, which any rule of the page overrides, and the event `preload`.
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
    await approachUntilPredicted(prices, {dx: 20, dy: 160});
    await expect(getComputedStyle(prices).outlineWidth).toBe('2px');
    await waitFor(() => expect(only(canvasElement, 'output').value).toMatch(/^Prices/));
  },
};

function showPreload(event: PreloadEvent): void {
  const {target, currentTarget, trigger, probability} = event;
  const name = (target as HTMLElement).textContent; // Targets are elements.
  const output = (currentTarget as HTMLElement).querySelector('output')!;
  output.value = `${name}, because of: ${trigger}, probability ${probability.toFixed(2)}`;
}

/**
 * A region inside another one has its own buttons, threshold and learner, and the outer region ignores its
 * buttons. Its events bubble, so listeners outside check `event.target`.
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
    const known = new Set<string>();
    const outer = only(canvasElement, 'predictive-region');
    const stop = outer.observe(({targets}) => {
      for (const {key} of targets) known.add(key);
    });
    await approachUntilPredicted(payNow, {dx: 60, dy: 150});
    await waitFor(() => expect(known).toEqual(new Set(['Back', 'Help', 'Account'])));
    stop();
  },
};

/** In a form, the submit buttons are predicted while the hand moves away from the last field. */
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
    await approachUntilPredicted(draft, {dx: 20, dy: -120});
    draft.click();
    const output = only(canvasElement, 'output');
    await waitFor(() => expect(output.value).toBe('person = Ada, size = Small, action = draft'));
    await expect(draft).not.toHaveAttribute('predicted');
  },
};

/** Without a pointer, the focus order predicts the next button, whose work gets ready. Press Tab. */
export const FromTheKeyboard: Story = {
  render: (args) => html`
    <div @preload=${showPreload}>
      ${regionTemplate(
        args,
        html`
          <div style="display: flex; flex-wrap: wrap; gap: 1.25rem">
            <predictive-button>Previous</predictive-button>
            <predictive-button>Next</predictive-button>
            <predictive-button>Finish</predictive-button>
          </div>
          <p>Last preload: <output>none yet</output></p>
        `,
      )}
    </div>
  `,
  play: async ({canvasElement}) => {
    only(canvasElement, 'predictive-button').focus();
    // A script cannot press it.
    if (window.pressRealKey === undefined) return;
    await window.pressRealKey('Tab');
    await waitFor(() =>
      expect(only(canvasElement, 'output').value).toMatch(/^Next, because of: (focus|model)/),
    );
  },
};
