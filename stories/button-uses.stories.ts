import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html} from 'lit';
import {expect, userEvent, waitFor} from 'storybook/test';
import {StoriesPage} from '../.storybook/stories-page.js';
import {only} from './approach.js';
import {buttonControls, buttonTemplate, type ButtonArgs} from './button-template.js';
import {showSubmitted} from '../demo/show-submitted.js';

/** Uses of a button: links, forms, icons. */
const meta: Meta<ButtonArgs> = {
  title: 'PredictiveButton/Uses',
  component: 'predictive-button',
  argTypes: buttonControls,
  render: buttonTemplate,
  parameters: {docs: {page: StoriesPage}},
};
export default meta;

type Story = StoryObj<ButtonArgs>;

/**
 * With `href` it is a link for assistive technology, the keyboard and the browser's context menu. `preload`
 * sets what happens to the linked page once the button is predicted.
 */
export const Link: Story = {
  args: {content: 'Basket', href: '#basket', preload: 'prefetch', eagerness: 'moderate'},
  play: async ({canvasElement}) => {
    const control = only(canvasElement, 'predictive-button').shadowRoot!.querySelector('[part=button]');
    await expect(control).toBeInstanceOf(HTMLAnchorElement);
  },
};

/** With `type="submit"` it submits as a native button does: after validation, and with its name and value. */
export const SubmitsAForm: Story = {
  parameters: {controls: {disable: true}},
  render: () => html`
    <style>
      .newsletter {
        display: flex;
        flex-wrap: wrap;
        gap: 0.75rem;
        align-items: end;
      }
      .newsletter label {
        display: grid;
        gap: 0.25rem;
        flex: 1 1 12rem;
        max-inline-size: 20rem;
      }
      .newsletter input {
        font: inherit;
        padding: 0.5em;
      }
    </style>
    <form class="newsletter" @submit=${showSubmitted}>
      <label>Your name <input name="person" required autocomplete="off" /></label>
      <predictive-button type="submit" name="list" value="weekly">Subscribe weekly</predictive-button>
      <predictive-button type="submit" name="list" value="daily">Subscribe daily</predictive-button>
      <predictive-button type="reset">Clear</predictive-button>
      <p style="flex-basis: 100%">Submitted: <output>nothing yet</output></p>
    </form>
  `,
  play: async ({canvasElement}) => {
    const output = only(canvasElement, 'output');
    const daily = only(canvasElement, 'predictive-button', '[value=daily]');
    await userEvent.type(only(canvasElement, 'input'), 'Ada');
    daily.click();
    await waitFor(() => expect(output.value).toBe('person = Ada, list = daily'));
  },
};

/** An icon as label: `aria-label` names it, for people who don't see the icon and for learning. */
export const Icon: Story = {
  args: {'aria-label': 'Search'},
  argTypes: {content: {control: false}},
  render: (args) => html`
    <predictive-button
      aria-label=${args['aria-label'] ?? ''}
      ?predicted=${args.predicted}
      ?disabled=${args.disabled}
      style="--predictive-button-padding: 0; --predictive-button-radius: 50%; inline-size: 2.75rem; block-size: 2.75rem"
    >
      <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" style="display: block">
        <path
          d="m15 15 6 6M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0Z"
          fill="none"
          stroke="currentColor"
          stroke-width="2"
          stroke-linecap="round"
        />
      </svg>
    </predictive-button>
  `,
  play: async ({canvasElement}) => {
    const button = only(canvasElement, 'predictive-button');
    await expect(button.shadowRoot!.querySelector('button')).toHaveAccessibleName('Search');
  },
};
