import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html} from 'lit';
import {expect} from 'storybook/test';
import '../src/index.js';
import type {} from '../src/split-button.js';
import {approachUntilPredicted, only} from './approach.js';
import {familyReady, pressKey} from './family.js';

interface SplitArgs {
  content: string;
  variant: 'neutral' | 'brand' | 'success' | 'warning' | 'danger';
  appearance: 'outlined' | 'filled' | 'plain';
  size: 'small' | 'medium' | 'large';
  disabled: boolean;
}

/** What people mostly do, and beside it what else they may do. Both buttons are predicted. */
const meta: Meta<SplitArgs> = {
  title: 'PredictiveSplitButton',
  component: 'predictive-split-button',
  argTypes: {
    variant: {control: 'select', options: ['neutral', 'brand', 'success', 'warning', 'danger']},
    appearance: {control: 'select', options: ['outlined', 'filled', 'plain']},
    size: {control: 'select', options: ['small', 'medium', 'large']},
  },
  args: {content: 'Merge', variant: 'brand', appearance: 'filled', size: 'medium', disabled: false},
  decorators: [(story) => html`<div style="min-height: 12rem">${story()}</div>`],
};
export default meta;

type Story = StoryObj<SplitArgs>;

/** The label lights up alone, and so does the button beside it. */
export const Split: Story = {
  render: ({content, variant, appearance, size, disabled}) => html`
    <predictive-region>
      <predictive-split-button
        variant=${variant}
        appearance=${appearance}
        size=${size}
        ?disabled=${disabled}
        menu-label="Other ways to merge"
        >${content}
        <predictive-menu slot="menu">
          <predictive-menu-item>Squash and merge</predictive-menu-item>
          <predictive-menu-item>Rebase and merge</predictive-menu-item>
        </predictive-menu>
      </predictive-split-button>
    </predictive-region>
  `,
  play: async ({canvasElement}) => {
    await familyReady(canvasElement);
    const split = only(canvasElement, 'predictive-split-button');
    await approachUntilPredicted(split.main!, {dx: 20, dy: 240});
    split.trigger!.focus();
    await pressKey('ArrowDown');
    await expect(split.open).toBe(true);
    await pressKey('Escape');
    await expect(split.open).toBe(false);
    await expect(document.activeElement).toBe(split);
  },
};

/** Each appearance and size. */
export const Looks: Story = {
  parameters: {controls: {disable: true}},
  render: () => html`
    <div style="display: flex; flex-wrap: wrap; align-items: center; gap: 1rem">
      ${(['outlined', 'filled', 'plain'] as const).flatMap((appearance) =>
        (['small', 'medium', 'large'] as const).map(
          (size) => html`
            <predictive-split-button appearance=${appearance} size=${size} variant="danger"
              >Delete</predictive-split-button
            >
          `,
        ),
      )}
    </div>
  `,
  play: async ({canvasElement}) => {
    await familyReady(canvasElement);
    for (const {controls} of canvasElement.querySelectorAll('predictive-split-button'))
      await expect(controls[0]!.offsetHeight).toBe(controls[1]!.offsetHeight);
  },
};
