import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html} from 'lit';
import {ifDefined} from 'lit/directives/if-defined.js';
import {expect, userEvent, waitFor} from 'storybook/test';
import '../src/index.js';
import '../src/inspector/index.js';
import {approach, only, panelOf} from './approach.js';
import {threeButtons} from './region-template.js';

interface InspectorArgs {
  for?: string;
  open?: boolean;
  dock?: 'right' | 'bottom' | 'left' | 'float';
  shortcut?: string;
}

/**
 * Shows developers what a region tracks and predicts. Over the page: the pointer's trajectory, its direction
 * and the probability of each button. In the panel: collecting, training, evaluation and exchange. Ctrl + Alt
 * + P opens and closes it.
 */
const meta: Meta<InspectorArgs> = {
  title: 'PredictiveInspector',
  component: 'predictive-inspector',
  argTypes: {dock: {control: 'select', options: ['right', 'bottom', 'left', 'float']}},
  args: {for: 'inspected', open: true, dock: 'bottom'},
  // Each inspector covers its own page.
  parameters: {docs: {story: {inline: false, height: '700px'}}},
  render: (args) => html`
    <predictive-region id="inspected" learn="manual">${threeButtons}</predictive-region>
    <predictive-inspector
      for=${ifDefined(args.for)}
      dock=${ifDefined(args.dock)}
      shortcut=${ifDefined(args.shortcut)}
      ?open=${args.open}
    ></predictive-inspector>
  `,
};
export default meta;

type Story = StoryObj<InspectorArgs>;

/** The region's three buttons, with the trajectory and the predictions. */
export const Open: Story = {
  play: async ({canvasElement}) => {
    const inspector = only(canvasElement, 'predictive-inspector');
    await waitFor(() => expect(inspector.shadowRoot?.querySelector('[role=tab]')).not.toBeNull());
    const two = only(canvasElement, 'predictive-button', ':nth-child(2)');
    await approach(two, {dx: -120, dy: 260, share: 0.9});
    await expect(two).toHaveAttribute('predicted');
    await waitFor(() =>
      expect(inspector.shadowRoot?.querySelector('tr.predicted th')).toHaveTextContent('Two, predicted'),
    );
    await expect(inspector.shadowRoot?.querySelector('[data-shows=reason]')).toHaveTextContent(
      /^Two (is|stays) predicted/,
    );
  },
};

/** At the side, as tall as the page. On a narrow screen it is always at the bottom. */
export const AtTheSide: Story = {
  args: {dock: 'right'},
  play: async ({canvasElement}) => {
    const panel = await panelOf(only(canvasElement, 'predictive-inspector'));
    const {right, height} = panel.getBoundingClientRect();
    await expect([right, height]).toEqual([innerWidth, innerHeight]);
  },
};

/** Floating, it moves by its handle: with the pointer, or with the arrow keys. */
export const Floating: Story = {
  args: {dock: 'float'},
  play: async ({canvasElement}) => {
    const panel = await panelOf(only(canvasElement, 'predictive-inspector'));
    const {left, top} = panel.getBoundingClientRect();
    panel.querySelector<HTMLElement>('.move')!.focus();
    await userEvent.keyboard('{ArrowLeft}{ArrowUp}{ArrowUp}');
    const moved = panel.getBoundingClientRect();
    await expect([moved.left < left, moved.top < top]).toEqual([true, true]);
  },
};

/** Each view has a tab; the arrow keys move from one to the next. */
export const EveryView: Story = {
  play: async ({canvasElement}) => {
    const inspector = only(canvasElement, 'predictive-inspector');
    const panel = await panelOf(inspector);
    const tabs = [...panel.querySelectorAll<HTMLElement>('[role=tab]')];
    const seen = new Set<string>();
    tabs[0]!.focus();
    for (const tab of tabs) {
      await waitFor(() => expect(tab).toHaveAttribute('aria-selected', 'true'));
      await waitFor(() => expect(panel.querySelector('[role=tabpanel]')!.textContent.trim()).not.toBe(''));
      seen.add(panel.querySelector('[role=tabpanel]')!.textContent);
      await userEvent.keyboard('{ArrowRight}');
    }
    await expect(seen.size).toBe(tabs.length);
  },
};

/** Closed, it listens for its key and does nothing else; its views have not even loaded. */
export const Closed: Story = {
  args: {open: false},
  play: async ({canvasElement}) => {
    const inspector = only(canvasElement, 'predictive-inspector');
    await expect(inspector.shadowRoot?.childElementCount).toBe(0);
    const key = {key: 'p', code: 'KeyP', ctrlKey: true, altKey: true, bubbles: true};
    canvasElement.dispatchEvent(new KeyboardEvent('keydown', key));
    await waitFor(() => expect(inspector.shadowRoot?.querySelector('[role=tab]')).not.toBeNull());
    canvasElement.dispatchEvent(new KeyboardEvent('keydown', key));
    await waitFor(() => expect(inspector.shadowRoot?.childElementCount).toBe(0));
  },
};
