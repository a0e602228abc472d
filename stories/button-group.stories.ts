import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html, type TemplateResult} from 'lit';
import {expect} from 'storybook/test';
import '../src/index.js';
import type {} from '../src/split-button.js';
import type {} from '../src/toggle-button.js';
import type {} from '../src/button-group.js';
import {approachUntilPredicted, only} from './approach.js';
import {familyReady, pressKey} from './family.js';

interface GroupArgs {
  label: string;
  orientation: 'horizontal' | 'vertical';
}

/** Buttons that belong together: joined, and one stop for the `Tab` key. The arrow keys move between them. */
const meta: Meta<GroupArgs> = {
  title: 'PredictiveButtonGroup',
  component: 'predictive-button-group',
  argTypes: {orientation: {control: 'select', options: ['horizontal', 'vertical']}},
  args: {label: 'Period', orientation: 'horizontal'},
};
export default meta;

type Story = StoryObj<GroupArgs>;

/** Each button lights up as it would alone; its ring is above its neighbours. */
export const Joined: Story = {
  render: (args) => html`<predictive-region>${group(args)}</predictive-region>`,
  play: async ({canvasElement}) => {
    await familyReady(canvasElement);
    const week = only(canvasElement, 'predictive-button', ':nth-child(2)');
    await approachUntilPredicted(week, {dx: 40, dy: 220});
  },
};

/** Below each other, for a narrow side bar. */
export const Vertical: Story = {
  args: {orientation: 'vertical'},
  render: group,
  play: async ({canvasElement}) => {
    await familyReady(canvasElement);
    const [day, week] = canvasElement.querySelectorAll('predictive-button');
    await expect(week!.getBoundingClientRect().top).toBeGreaterThan(day!.getBoundingClientRect().top);
  },
};

/** A toolbar of an editor, with everything that a group can hold. */
export const Toolbar: Story = {
  args: {label: 'Text'},
  render: ({label, orientation}) => html`
    <predictive-button-group label=${label} orientation=${orientation}>
      <predictive-toggle-button pressed><b>Bold</b></predictive-toggle-button>
      <predictive-toggle-button><i>Italic</i></predictive-toggle-button>
      <predictive-button>Link</predictive-button>
      <predictive-split-button menu-label="Other ways to paste"
        >Paste
        <predictive-menu slot="menu">
          <predictive-menu-item>Without formats</predictive-menu-item>
          <predictive-menu-item>As a quotation</predictive-menu-item>
        </predictive-menu>
      </predictive-split-button>
    </predictive-button-group>
  `,
  play: async ({canvasElement}) => {
    await familyReady(canvasElement);
    const element = only(canvasElement, 'predictive-button-group');
    element.querySelector('predictive-toggle-button')!.focus();
    await pressKey('ArrowRight');
    await expect(document.activeElement).toBe(element.querySelectorAll('predictive-toggle-button')[1]!);
    await pressKey('End');
    await expect(document.activeElement).toBe(element.querySelector('predictive-split-button'));
  },
};

/** One of several: a press or an arrow key chooses, as of radio buttons. */
export const SingleChoice: Story = {
  render: ({label, orientation}) => html`
    <predictive-button-group select="one" value="week" label=${label} orientation=${orientation}>
      ${['day', 'week', 'month'].map(
        (word) => html`<predictive-toggle-button value=${word}>${word}</predictive-toggle-button>`,
      )}
    </predictive-button-group>
  `,
  play: async ({canvasElement}) => {
    await familyReady(canvasElement);
    const element = only(canvasElement, 'predictive-button-group');
    element.querySelectorAll('predictive-toggle-button')[1]!.focus();
    await pressKey('ArrowRight');
    await expect(element.value).toBe('month');
  },
};

/** From right to left, the first button and the corners are on the right. */
export const RightToLeft: Story = {
  render: (args) => html`<div dir="rtl" lang="ar">${group(args)}</div>`,
  play: async ({canvasElement}) => {
    await familyReady(canvasElement);
    const [day, week] = canvasElement.querySelectorAll('predictive-button');
    await expect(day!.getBoundingClientRect().left).toBeGreaterThan(week!.getBoundingClientRect().left);
  },
};

function group({label, orientation}: GroupArgs): TemplateResult {
  return html`
    <predictive-button-group label=${label} orientation=${orientation}>
      ${['Day', 'Week', 'Month'].map((text) => html`<predictive-button>${text}</predictive-button>`)}
    </predictive-button-group>
  `;
}
