import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html, type TemplateResult} from 'lit';
import {expect, fn, userEvent, waitFor} from 'storybook/test';
import type {PreloadEvent, PreloadOutcomeEvent} from '../src/index.js';
import {approach, only, partOf, pressAfterApproach} from './approach.js';
import {buttonControls, buttonTemplate, type ButtonArgs} from './button-template.js';

/** The states of a button, from idle to having its work ready. */
const meta: Meta<ButtonArgs> = {
  title: 'PredictiveButton/States',
  component: 'predictive-button',
  argTypes: buttonControls,
  args: {content: 'Open report', type: 'button', disabled: false, predicted: false},
  render: buttonTemplate,
};
export default meta;

type Story = StoryObj<ButtonArgs>;

/** Nothing is predicted: a plain button, in the colours and the font of the page. */
export const Idle: Story = {
  play: async ({canvasElement}) => {
    const button = only(canvasElement, 'predictive-button');
    await approach(button, {dx: 60, dy: 160});
    await expect(button, 'outside a region').not.toHaveAttribute('predicted');
    await expect(getComputedStyle(partOf(button, 'indicator')).opacity).toBe('0');
  },
};

/** The button is predicted: a ring with a gap, a glow, and a tint under the label. It moves nothing. */
export const Predicted: Story = {
  args: {predicted: true, '--predictive-probability': 0.7},
  play: async ({canvasElement}) => {
    const button = only(canvasElement, 'predictive-button');
    await waitFor(() => expect(getComputedStyle(partOf(button, 'indicator')).opacity).toBe('1'));
    const {width, height} = button.getBoundingClientRect();
    button.predicted = false;
    await button.updateComplete;
    const {width: idleWidth, height: idleHeight} = button.getBoundingClientRect();
    await expect([width, height]).toEqual([idleWidth, idleHeight]);
    button.predicted = true;
  },
};

/**
 * One highlight, from a guess to ready: a hairline from 0.3 on, which grows with the probability, a full ring once
 * the button is predicted, and a second ring with a check when its work is ready. Native elements get the same.
 */
export const FromAGuessToReady: Story = {
  parameters: {controls: {disable: true}},
  render: () => html`
    <div style="display: flex; flex-wrap: wrap; gap: 2rem">
      ${[
        {label: 'Nothing yet', probability: 0.2},
        {label: 'A guess', probability: 0.3},
        {label: 'More likely', probability: 0.6},
        {label: 'Predicted', probability: 0.8, predicted: true},
        {label: 'Ready', probability: 0.95, predicted: true},
      ].map(
        ({label, probability, predicted}) =>
          html`<predictive-button ?predicted=${predicted} style="--predictive-probability: ${probability}"
            >${label}</predictive-button
          >`,
      )}
    </div>
  `,
  play: async ({canvasElement}) => {
    const buttons = [...canvasElement.querySelectorAll('predictive-button')];
    buttons.at(-1)!.showPreload('preloaded');
    const rings = buttons.map((button) => getComputedStyle(partOf(button, 'indicator')));
    await waitFor(() => expect(rings.map(({opacity}) => opacity)).toEqual(['0', '1', '1', '1', '1']));
    const widths = rings.map(({outlineWidth}) => parseFloat(outlineWidth));
    await expect(widths.slice(3)).toEqual([2, 2]);
    for (const width of widths.slice(1, 3)) await expect(width).toBeLessThan(2);
  },
};

/**
 * The certainty of the prediction, for pages that show it: `--predictive-probability` is a number for
 * calculations, here the length of a bar.
 */
export const PredictedMoreOrLess: Story = {
  parameters: {controls: {disable: true}},
  render: () => html`
    <style>
      .more-or-less {
        display: flex;
        flex-wrap: wrap;
        gap: 2rem;
      }
      .more-or-less predictive-button::part(button)::after {
        content: '';
        position: absolute;
        inset: auto 0 -0.75rem;
        border-block-start: 0.25rem solid light-dark(#5d53e6, #857dff);
        transform: scaleX(var(--predictive-probability));
        transform-origin: left;
      }
    </style>
    <div class="more-or-less">
      <predictive-button predicted style="--predictive-probability: 0.5">50 %</predictive-button>
      <predictive-button predicted style="--predictive-probability: 0.7">70 %</predictive-button>
      <predictive-button predicted style="--predictive-probability: 0.95">95 %</predictive-button>
    </div>
  `,
  play: async ({canvasElement}) => {
    const buttons = [...canvasElement.querySelectorAll('predictive-button')];
    const lengths = buttons.map((button) => {
      const {transform} = getComputedStyle(partOf(button, 'button'), '::after');
      return new DOMMatrix(transform).a;
    });
    await expect(lengths).toEqual([0.5, 0.7, 0.95]);
  },
};

/**
 * With `hints` on its region, a button shows a habit before the pointer moves: `:state(likely)` is a dotted
 * ring, and `:state(unlikely)` is for the page to style, here paler. This page has set the usual order of its
 * buttons.
 */
export const LikelyAndUnlikely: Story = {
  parameters: {controls: {disable: true}, docs: {story: {autoplay: true}}},
  render: () => html`
    <style>
      .steps {
        display: flex;
        flex-wrap: wrap;
        gap: 1.25rem;
      }
      .steps predictive-button:state(unlikely) {
        color: light-dark(#595959, #b0b0b0);
      }
    </style>
    <predictive-region hints learn="off">
      <div class="steps">
        <predictive-button>Weigh</predictive-button>
        <predictive-button>Print label</predictive-button>
        <predictive-button>Hand over</predictive-button>
        <predictive-button>Void</predictive-button>
      </div>
    </predictive-region>
  `,
  play: async ({canvasElement}) => {
    const usual = ['Weigh', 'Print label', 'Hand over'];
    only(canvasElement, 'predictive-region').seedOrders(Array.from({length: 20}, () => usual));
    const [weigh, , , voided] = canvasElement.querySelectorAll('predictive-button');
    await waitFor(() => expect(weigh!.matches(':state(likely)')).toBe(true));
    await expect(voided!.matches(':state(unlikely)')).toBe(true);
    await expect(getComputedStyle(partOf(weigh!, 'indicator')).outlineStyle).toBe('dotted');
  },
};

/**
 * Its work is in progress: `:state(preloading)` lasts until the promise given to `waitUntil()` has settled.
 * The kit shows nothing; this page adds three dots to the label.
 */
export const Preloading: Story = {
  parameters: {controls: {disable: true}, docs: {story: {autoplay: true}}},
  render: () => preloadTemplate((event) => event.waitUntil(new Promise(() => {}))),
  play: async ({canvasElement}) => {
    const button = only(canvasElement, 'predictive-button');
    button.requestPreload();
    await waitFor(() => expect(button.matches(':state(preloading)')).toBe(true));
    await expect(button.matches(':state(preloaded)')).toBe(false);
  },
};

/**
 * Its work is done: `:state(preloaded)` lasts until the button is pressed, or until the pointer goes
 * elsewhere and the preload is cancelled. A predicted button then has a second ring and a check.
 */
export const Preloaded: Story = {
  parameters: {controls: {disable: true}, docs: {story: {autoplay: true}}},
  render: () => preloadTemplate((event) => event.waitUntil(Promise.resolve('the report'))),
  play: async ({canvasElement}) => {
    const button = only(canvasElement, 'predictive-button');
    button.requestPreload();
    await waitFor(() => expect(button.matches(':state(preloaded)')).toBe(true));
    await expect(button.matches(':state(preloading)')).toBe(false);
  },
};

/**
 * The button was pressed, and its work takes longer than the approach. The page says so in the label, keeps
 * the focus on the button, and ignores further presses.
 */
export const Loading: Story = {
  parameters: {controls: {disable: true}},
  render: () => html`
    <style>
      .loading [aria-hidden] {
        display: inline-block;
        inline-size: 1em;
        block-size: 1em;
        margin-inline-end: 0.5em;
        border: 2px solid;
        border-block-start-color: transparent;
        border-radius: 50%;
        vertical-align: -0.125em;
      }
      @media (prefers-reduced-motion: no-preference) {
        .loading [aria-hidden] {
          animation: loading 1s linear infinite;
        }
        @keyframes loading {
          to {
            rotate: 1turn;
          }
        }
      }
    </style>
    <div class="loading">
      <predictive-button key="save" @click=${startLoading}>Save</predictive-button>
      <p role="status"><output>Requests sent: 0</output></p>
    </div>
  `,
  play: async ({canvasElement}) => {
    const button = only(canvasElement, 'predictive-button');
    await pressAfterApproach(button, {dx: -40, dy: 120});
    await pressAfterApproach(button, {dx: -4, dy: 2});
    await expect(button).toHaveTextContent('Saving…');
    await expect(only(canvasElement, 'output').value).toBe('Requests sent: 1');
  },
};

/** Ends with the story, so that the state stays visible. */
function startLoading(event: Event): void {
  const button = event.currentTarget as HTMLElement; // The listener is on the button.
  if (button.querySelector('[aria-hidden]') !== null) return;
  const spinner = document.createElement('span');
  spinner.ariaHidden = 'true';
  button.replaceChildren(spinner, 'Saving…');
  const output = button.parentElement!.querySelector('output')!;
  output.value = `Requests sent: ${Number(output.value.replace(/\D/g, '')) + 1}`;
}

/** A disabled button cannot be pressed, and is never predicted nor preloaded. */
export const Disabled: Story = {
  args: {disabled: true},
  play: async ({canvasElement}) => {
    const pressed = fn();
    const button = only(canvasElement, 'predictive-button');
    button.addEventListener('click', pressed);
    button.click();
    await userEvent.click(button, {pointerEventsCheck: 0});
    await expect(pressed).not.toHaveBeenCalled();
  },
};

function preloadTemplate(work: (event: PreloadEvent) => void): TemplateResult {
  const say = (event: Event, text: string): void => {
    const region = event.currentTarget as HTMLElement; // The listeners below are on the region.
    region.querySelector('output')!.value = text;
  };
  return html`
    <style>
      .preload predictive-button:state(preloading)::part(label)::after {
        content: ' …' / '';
      }
      .preload predictive-button:state(preloaded)::part(label)::after {
        content: ' ✓' / '';
      }
    </style>
    <predictive-region
      class="preload"
      learn="off"
      @preload=${(event: PreloadEvent) => {
        work(event);
        say(event, `Preload, because of: ${event.trigger}.`);
      }}
      @preload-outcome=${(event: PreloadOutcomeEvent) =>
        say(event, event.used ? `Used after ${Math.round(event.leadMs)} ms.` : 'Cancelled.')}
    >
      <predictive-button>Open report</predictive-button>
      <p><output>Not preloaded yet: head for the button.</output></p>
    </predictive-region>
  `;
}
