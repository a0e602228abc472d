import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html} from 'lit';
import {expect} from 'storybook/test';
import {StoriesPage} from '../.storybook/stories-page.js';
import {approachUntilPredicted, only, predictedDuring, pressAfterApproach} from './approach.js';
import {liveLine} from './live-line.js';
import {regionControls, regionTemplate, type RegionArgs} from './region-template.js';

/** Buttons that come and go. */
const meta: Meta<RegionArgs> = {
  title: 'PredictiveRegion/Menu',
  component: 'predictive-region',
  argTypes: regionControls,
  args: {threshold: 0.5, model: 'auto', learn: 'off', disabled: false},
  parameters: {layout: 'padded', docs: {page: StoriesPage}},
};
export default meta;

type Story = StoryObj<RegionArgs>;

/**
 * The items of a menu are predicted as soon as they are visible, without any set-up. `aria-expanded` on the
 * button shows whether it is open; Escape closes it.
 */
export const OpenedByAPress: Story = {
  // Items close to each other share the probability: the likeliest seldom has half of it.
  args: {threshold: 0.3},
  render: (args) =>
    regionTemplate(
      args,
      html`
        <style>
          .menu {
            position: relative;
            min-block-size: 16rem;
          }
          .menu ul {
            display: grid;
            gap: 0.5rem;
            inline-size: 14rem;
            margin: 0.5rem 0 0;
            padding: 0.5rem;
            border: 1px solid color-mix(in srgb, currentColor 35%, transparent);
            border-radius: 0.75rem;
            list-style: none;
          }
          .menu ul[hidden] {
            display: none;
          }
          .menu ul predictive-button {
            display: block;
          }
        </style>
        <div class="menu" @keydown=${closeMenu}>
          <predictive-button aria-expanded="false" @click=${toggleMenu}>Account</predictive-button>
          <ul hidden>
            <li><predictive-button href="#profile">Profile</predictive-button></li>
            <li><predictive-button href="#invoices">Invoices</predictive-button></li>
            <li><predictive-button href="#team">Team</predictive-button></li>
            <li><predictive-button>Sign out</predictive-button></li>
          </ul>
        </div>
        ${liveLine}
      `,
    ),
  play: async ({canvasElement}) => {
    const account = only(canvasElement, 'predictive-button');
    await pressAfterApproach(account, {dx: 120, dy: 160});
    await expect(account).toHaveAttribute('aria-expanded', 'true');
    const team = only(canvasElement, 'predictive-button', '[href="#team"]');
    // From the menu's button downwards.
    const region = only(canvasElement, 'predictive-region');
    const predicted = await predictedDuring(region, () => approachUntilPredicted(team, {dx: -40, dy: -130}));
    await expect(predicted).toContain('#team');
  },
};

function toggleMenu(event: Event): void {
  const button = event.currentTarget as HTMLElement; // The listener is on the button.
  const list = button.nextElementSibling as HTMLElement; // As in the template.
  list.hidden = !list.hidden;
  button.ariaExpanded = String(!list.hidden);
}

function closeMenu(event: KeyboardEvent): void {
  if (event.key !== 'Escape') return;
  const menu = event.currentTarget as HTMLElement; // The listener is on the menu.
  const button = only(menu, 'predictive-button');
  if (button.ariaExpanded === 'true') {
    button.click();
    button.focus();
  }
}
