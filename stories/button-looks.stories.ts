import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html, type TemplateResult} from 'lit';
import {expect, waitFor} from 'storybook/test';
import {StoriesPage} from '../.storybook/stories-page.js';
import type {PredictiveButton} from '../src/index.js';
import {only, partOf, pressAfterApproach} from './approach.js';
import {buttonControls, buttonTemplate, type ButtonArgs} from './button-template.js';

/** How a button fits into a page: its size, its language, its colours. */
const meta: Meta<ButtonArgs> = {
  title: 'PredictiveButton/Looks',
  component: 'predictive-button',
  argTypes: buttonControls,
  parameters: {docs: {page: StoriesPage}, controls: {disable: true}},
};
export default meta;

type Story = StoryObj<ButtonArgs>;

const icon = html`<svg
  viewBox="0 0 24 24"
  fill="none"
  stroke="currentColor"
  stroke-width="2"
  aria-hidden="true"
>
  <circle cx="11" cy="11" r="7" />
  <path d="m20 20-4-4" />
</svg>`;

/** Three sizes; a page may set `--predictive-height`, and any width and height on the element. */
export const Sizes: Story = {
  render: () => html`
    <div style="display: flex; flex-wrap: wrap; align-items: center; gap: 1.25rem">
      <predictive-button size="small">Small</predictive-button>
      <predictive-button>Medium</predictive-button>
      <predictive-button size="large">Large</predictive-button>
      <predictive-button style="--predictive-button-padding: 0 0.5em">Tight</predictive-button>
      <predictive-button style="--predictive-height: 60px">Of sixty pixels</predictive-button>
      <predictive-button style="inline-size: 12rem; block-size: 6rem">As large as told</predictive-button>
    </div>
  `,
  play: async ({canvasElement}) => {
    const buttons = [...canvasElement.querySelectorAll('predictive-button')];
    await expect(buttons.map((button) => button.offsetHeight)).toEqual([32, 40, 48, 40, 60, 96]);
    const told = partOf(buttons.at(-1)!, 'button');
    await expect([told.offsetWidth, told.offsetHeight]).toEqual([192, 96]);
  },
};

/** An icon before or after the label, or alone: then the button is square, and needs a name. */
export const Icons: Story = {
  render: () => html`
    <div style="display: flex; flex-wrap: wrap; align-items: center; gap: 1.25rem">
      <predictive-button variant="brand" appearance="filled"
        ><span slot="start">★</span>Favourite</predictive-button
      >
      <predictive-button>Inbox<b slot="end">12</b></predictive-button>
      <predictive-button caret>Sort by</predictive-button>
      <predictive-button aria-label="Search" size="small">${icon}</predictive-button>
      <predictive-button aria-label="Search">${icon}</predictive-button>
      <predictive-button aria-label="Search" size="large" pill>${icon}</predictive-button>
    </div>
  `,
  play: async ({canvasElement}) => {
    const alone = [...canvasElement.querySelectorAll<PredictiveButton>('[aria-label]')];
    await expect(alone.map((button) => [button.offsetWidth, button.offsetHeight])).toEqual([
      [32, 32],
      [40, 40],
      [48, 48],
    ]);
  },
};

/** A press is being worked on: the width stays, other presses are ignored, and a screen reader says so. */
export const Loading: Story = {
  render: () => html`
    <predictive-button variant="brand" appearance="filled" loading-text="Saving"
      >Save the invoice</predictive-button
    >
  `,
  play: async ({canvasElement}) => {
    const button = only(canvasElement, 'predictive-button');
    const {width} = button.getBoundingClientRect();
    button.addEventListener('click', () => (button.loading = true));
    await pressAfterApproach(button, {dx: 60, dy: 120});
    await waitFor(() =>
      expect(button.shadowRoot!.querySelector('[role=status]')?.textContent).toBe('Saving'),
    );
    await expect(button.getBoundingClientRect().width).toBe(width);
  },
};

/** The label follows the direction of its text, from an icon in front to the end. */
export const RightToLeft: Story = {
  render: () => html`
    <div dir="rtl" lang="ar" style="display: flex; flex-wrap: wrap; gap: 1.25rem">
      <predictive-button>حفظ</predictive-button>
      <predictive-button predicted>
        <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" style="vertical-align: middle">
          <path d="M20 12H5m6-6-6 6 6 6" fill="none" stroke="currentColor" stroke-width="2" />
        </svg>
        التالي
      </predictive-button>
      <predictive-button disabled>حذف الحساب</predictive-button>
    </div>
  `,
  play: async ({canvasElement}) => {
    const [save, next] = canvasElement.querySelectorAll('predictive-button');
    await expect(next!.getBoundingClientRect().right).toBeLessThan(save!.getBoundingClientRect().left);
    const icon = next!.querySelector('svg')!.getBoundingClientRect();
    const {left, right} = next!.getBoundingClientRect();
    await expect(icon.left + icon.width / 2).toBeGreaterThan((left + right) / 2);
  },
};

/**
 * In a narrow place the label wraps, and the button grows with it. A word that is wider than the place breaks
 * at its soft hyphens, or else anywhere. A column of a grid is as wide as its longest word, unless it may be
 * narrower, as `minmax(0, 1fr)` says.
 */
export const LongTextInANarrowPlace: Story = {
  render: () => html`
    <div
      style="display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; inline-size: 10rem; padding: 0.75rem; border: 1px dashed"
    >
      <predictive-button>Send the quarterly report to everybody in the department</predictive-button>
      <predictive-button predicted lang="de"
        >Datenschutz&shy;grund&shy;verordnung herunter&shy;laden</predictive-button
      >
      <predictive-button>Rindfleischetikettierungsgesetz</predictive-button>
      <predictive-button>OK</predictive-button>
    </div>
  `,
  play: async ({canvasElement}) => {
    const place = only(canvasElement, 'div', '[style*="10rem"]');
    await expect(place.scrollWidth).toBe(place.clientWidth);
  },
};

/** On a light page, whatever the system's colour scheme. */
export const Light: Story = {
  globals: {colorScheme: 'light'},
  render: fourStates,
  play: ({canvasElement}) => expectAccent(canvasElement, 'rgb(93, 83, 230)'),
};

/** On a dark page: text and border have the page's colours, and the ring is lighter. */
export const Dark: Story = {
  globals: {colorScheme: 'dark'},
  render: fourStates,
  play: ({canvasElement}) => expectAccent(canvasElement, 'rgb(133, 125, 255)'),
};

/**
 * In forced colours (Windows' contrast themes) the system's colours replace the page's. A predicted button
 * then has a dashed ring in the system's highlight colour, without a tint. To see it without Windows,
 * emulate `forced-colors: active` under Rendering in Chrome's developer tools.
 */
export const ForcedColours: Story = {
  tags: ['forced-colors'],
  render: () => html`
    <style>
      .in-force {
        display: none;
      }
      @media (forced-colors: active) {
        .in-force {
          display: inline;
        }
        .not-in-force {
          display: none;
        }
      }
    </style>
    <p>
      <span class="not-in-force">Forced colours are off.</span>
      <span class="in-force">Forced colours are on.</span>
    </p>
    ${fourStates()}
  `,
  play: async ({canvasElement}) => {
    const {backgroundImage} = getComputedStyle(
      partOf(only(canvasElement, 'predictive-button', '[predicted]'), 'button'),
    );
    const tint = matchMedia('(forced-colors: active)').matches ? /^none/ : /^linear-gradient/;
    await expect(backgroundImage).toMatch(tint);
  },
};

/** The custom properties, as controls; rules for parts do the rest, as in the themes. */
export const CustomProperties: Story = {
  parameters: {controls: {disable: false}},
  args: {
    content: 'Open report',
    predicted: true,
    '--predictive-accent': '#b4236a',
    '--predictive-button-background': 'light-dark(#fdeef5, #3d1428)',
    '--predictive-button-padding': '0.75em 2em',
    '--predictive-button-radius': '2em',
  },
  render: buttonTemplate,
  play: async ({canvasElement}) => {
    const control = partOf(only(canvasElement, 'predictive-button'), 'button');
    await expect(getComputedStyle(control).borderRadius).toBe('32px');
    await expect(getComputedStyle(control).padding).toBe('12px 32px');
  },
};

function fourStates(): TemplateResult {
  return html`
    <div style="display: flex; flex-wrap: wrap; gap: 1.25rem">
      <predictive-button>Idle</predictive-button>
      <predictive-button predicted style="--predictive-probability: 0.7">Predicted</predictive-button>
      <predictive-button disabled>Disabled</predictive-button>
      <predictive-button href="#link">Link</predictive-button>
    </div>
  `;
}

async function expectAccent(canvas: HTMLElement, color: string): Promise<void> {
  const ring = partOf(only(canvas, 'predictive-button', '[predicted]'), 'indicator');
  await expect(getComputedStyle(ring).outlineColor).toBe(color);
}
