import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html} from 'lit';
import {expect} from 'storybook/test';
import '../src/index.js';
import type {} from '../src/toggle-button.js';
import {approachUntilPredicted, only} from './approach.js';
import {controlIn, familyReady, pressKey} from './family.js';

interface ToggleArgs {
  content: string;
  pressed: boolean;
  appearance: 'outlined' | 'filled' | 'plain';
  disabled: boolean;
}

/** A button that is on or off; in a form, it has a value while it is on. */
const meta: Meta<ToggleArgs> = {
  title: 'PredictiveToggleButton',
  component: 'predictive-toggle-button',
  argTypes: {appearance: {control: 'select', options: ['outlined', 'filled', 'plain']}},
  args: {content: 'Bold', pressed: false, appearance: 'outlined', disabled: false},
};
export default meta;

type Story = StoryObj<ToggleArgs>;

/** Lights up before it is pressed, and stays on afterwards. */
export const Toggle: Story = {
  render: ({content, pressed, appearance, disabled}) => html`
    <predictive-region>
      <predictive-toggle-button ?pressed=${pressed} appearance=${appearance} ?disabled=${disabled}
        >${content}</predictive-toggle-button
      >
    </predictive-region>
  `,
  play: async ({canvasElement}) => {
    await familyReady(canvasElement);
    const toggle = only(canvasElement, 'predictive-toggle-button');
    await approachUntilPredicted(toggle, {dx: 60, dy: 220});
    toggle.focus();
    await pressKey('Enter');
    await expect(toggle.pressed).toBe(true);
    await expect(controlIn(toggle).getAttribute('aria-pressed')).toBe('true');
  },
};

/** Off and on in each appearance and colour. */
export const Looks: Story = {
  parameters: {controls: {disable: true}},
  render: () => html`
    <div
      style="display: grid; grid-template-columns: repeat(auto-fill, minmax(5rem, max-content)); gap: 1rem"
    >
      ${(['outlined', 'filled', 'plain'] as const).flatMap((appearance) =>
        [false, true].flatMap((pressed) =>
          (['neutral', 'brand', 'success', 'warning', 'danger'] as const).map(
            (variant) => html`
              <predictive-toggle-button appearance=${appearance} variant=${variant} ?pressed=${pressed}
                >${pressed ? 'On' : 'Off'}</predictive-toggle-button
              >
            `,
          ),
        ),
      )}
    </div>
  `,
  play: async ({canvasElement}) => {
    await familyReady(canvasElement);
    await expect(canvasElement.querySelectorAll('[pressed]').length).toBe(15);
  },
};

/** Its name and value are in the form while it is on. */
export const InAForm: Story = {
  parameters: {controls: {disable: true}},
  render: () => html`
    <form style="display: flex; gap: 0.5rem">
      <predictive-toggle-button name="filter" value="open" pressed>Open</predictive-toggle-button>
      <predictive-toggle-button name="filter" value="late">Late</predictive-toggle-button>
    </form>
  `,
  play: async ({canvasElement}) => {
    await familyReady(canvasElement);
    const form = only(canvasElement, 'form');
    only(canvasElement, 'predictive-toggle-button', '[value=late]').click();
    await expect(new FormData(form).getAll('filter')).toEqual(['open', 'late']);
  },
};
