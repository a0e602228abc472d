import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html, type TemplateResult} from 'lit';
import {expect, fn, userEvent, waitFor} from 'storybook/test';
import type {PreloadEvent, PreloadOutcomeEvent} from '../src/index.js';
import {only} from './approach.js';
import {buttonControls, buttonTemplate, type ButtonArgs} from './button-template.js';

/** What a button shows of itself, from doing nothing to having its work ready. */
const meta: Meta<ButtonArgs> = {
  title: 'PredictiveButton/States',
  component: 'predictive-button',
  argTypes: buttonControls,
  args: {content: 'Open report', type: 'button', disabled: false, predicted: false},
  render: buttonTemplate,
};
export default meta;

type Story = StoryObj<ButtonArgs>;

/** Nothing is expected of it: a plain button, in the colours and the font of the page. */
export const Idle: Story = {};

/** It is about to be pressed. The ring lies over the button and moves nothing. */
export const Predicted: Story = {
  args: {predicted: true, '--predictive-probability': 0.7},
};

/**
 * How sure the prediction is, for a page that wants to show it: `--predictive-probability` is a number
 * to calculate with, here the length of a bar.
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
        border-block-start: 0.25rem solid light-dark(#0b63ce, #7db8ff);
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
};

/**
 * Its work is under way: `:state(preloading)` holds until what was given to `waitUntil()` has settled.
 * The kit shows nothing of it; this page writes three dots after the label.
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
 * Its work is done and still stands: `:state(preloaded)`, until it is pressed, or until the pointer goes
 * elsewhere and the preload is withdrawn.
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

/** It cannot be pressed, and is never predicted nor preloaded. */
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
        say(event, event.used ? `Used after ${Math.round(event.leadMs)} ms.` : 'Withdrawn.')}
    >
      <predictive-button>Open report</predictive-button>
      <p><output>Not preloaded yet: head for the button.</output></p>
    </predictive-region>
  `;
}
