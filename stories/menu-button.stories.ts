import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html} from 'lit';
import {expect} from 'storybook/test';
import '../src/index.js';
import type {} from '../src/menu-button.js';
import {approachUntilPredicted, only} from './approach.js';
import {controlIn, familyReady, pressKey} from './family.js';

interface MenuButtonArgs {
  content: string;
  variant: 'neutral' | 'brand' | 'success' | 'warning' | 'danger';
  appearance: 'outlined' | 'filled' | 'plain';
  size: 'small' | 'medium' | 'large';
  disabled: boolean;
}

/** A button that opens a menu. Its items are predicted while it is open. */
const meta: Meta<MenuButtonArgs> = {
  title: 'PredictiveMenuButton',
  component: 'predictive-menu-button',
  subcomponents: {Menu: 'predictive-menu', Item: 'predictive-menu-item'},
  argTypes: {
    variant: {control: 'select', options: ['neutral', 'brand', 'success', 'warning', 'danger']},
    appearance: {control: 'select', options: ['outlined', 'filled', 'plain']},
    size: {control: 'select', options: ['small', 'medium', 'large']},
  },
  args: {content: 'Invoice', variant: 'neutral', appearance: 'outlined', size: 'medium', disabled: false},
  decorators: [(story) => html`<div style="min-height: 16rem">${story()}</div>`],
};
export default meta;

type Story = StoryObj<MenuButtonArgs>;

/** Actions, a link, something that cannot be done now, and the shortcuts of those that have one. */
export const Actions: Story = {
  render: ({content, variant, appearance, size, disabled}) => html`
    <predictive-region>
      <predictive-menu-button variant=${variant} appearance=${appearance} size=${size} ?disabled=${disabled}
        >${content}
        <predictive-menu slot="menu">
          <predictive-menu-item>Duplicate<span slot="end">⌘ D</span></predictive-menu-item>
          <predictive-menu-item>Export as PDF<span slot="end">⌘ E</span></predictive-menu-item>
          <predictive-menu-item href="#customer">Customer</predictive-menu-item>
          <predictive-menu-item disabled>Send again</predictive-menu-item>
          <hr />
          <predictive-menu-item variant="danger">Delete<span slot="end">⌫</span></predictive-menu-item>
        </predictive-menu>
      </predictive-menu-button>
    </predictive-region>
  `,
  play: async ({canvasElement}) => {
    await familyReady(canvasElement);
    const button = only(canvasElement, 'predictive-menu-button');
    await approachUntilPredicted(button.trigger!, {dx: 80, dy: 260});
    await expect(button.open).toBe(false);
    button.trigger!.focus();
    await pressKey('ArrowDown');
    await expect(button.open).toBe(true);
    const [, second] = canvasElement.querySelectorAll('predictive-menu-item');
    await pressKey('ArrowDown');
    await expect(document.activeElement).toBe(second!);
    await approachUntilPredicted(second!, {dx: 240, dy: 120});
  },
};

/** Items that are on or off. `Space` leaves the menu open. */
export const Settings: Story = {
  parameters: {controls: {disable: true}},
  render: () => html`
    <predictive-menu-button
      >View
      <predictive-menu slot="menu">
        <predictive-menu-item type="checkbox" checked>Grid</predictive-menu-item>
        <predictive-menu-item type="checkbox">Rulers</predictive-menu-item>
        <hr />
        <predictive-menu-item type="radio" name="zoom" checked>100 %</predictive-menu-item>
        <predictive-menu-item type="radio" name="zoom">200 %</predictive-menu-item>
      </predictive-menu>
    </predictive-menu-button>
  `,
  play: async ({canvasElement}) => {
    await familyReady(canvasElement);
    const button = only(canvasElement, 'predictive-menu-button');
    button.trigger!.focus();
    await pressKey('ArrowUp');
    await pressKey(' ');
    const [normal, double] = canvasElement.querySelectorAll('predictive-menu-item[name=zoom]');
    await expect([normal!.hasAttribute('checked'), double!.hasAttribute('checked')]).toEqual([false, true]);
    await expect(button.open).toBe(true);
  },
};

/** From right to left, the menu is at the right edge of its button. */
export const RightToLeft: Story = {
  parameters: {controls: {disable: true}},
  render: () => html`
    <div dir="rtl" lang="ar">
      <predictive-menu-button
        >ملف
        <predictive-menu slot="menu">
          <predictive-menu-item>نسخ<span slot="end">Ctrl C</span></predictive-menu-item>
          <predictive-menu-item>لصق<span slot="end">Ctrl V</span></predictive-menu-item>
        </predictive-menu>
      </predictive-menu-button>
    </div>
  `,
  play: async ({canvasElement}) => {
    await familyReady(canvasElement);
    const button = only(canvasElement, 'predictive-menu-button');
    button.show();
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const surface = controlIn(only(canvasElement, 'predictive-menu'), 'menu');
    const apart = surface.getBoundingClientRect().right - button.getBoundingClientRect().right;
    await expect(Math.abs(apart)).toBeLessThan(1);
  },
};
