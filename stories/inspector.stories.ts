import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html} from 'lit';
import {ifDefined} from 'lit/directives/if-defined.js';
import {expect, userEvent, waitFor} from 'storybook/test';
import '../src/index.js';
import '../src/inspector/index.js';
import {approachUntilPredicted, buttonOf, only, panelOf, press} from './approach.js';
import {threeButtons} from './region-template.js';

interface InspectorArgs {
  for?: string;
  open?: boolean;
  dock?: 'right' | 'bottom' | 'left' | 'float';
  shortcut?: string;
}

/**
 * Shows developers what a region tracks and predicts. Over the page: the pointer's trajectory, its direction
 * and the three likeliest buttons. In the panel, for which the page makes room: probabilities and decisions,
 * learning, the model, the score. Ctrl + Alt + P opens and closes it.
 */
const meta: Meta<InspectorArgs> = {
  title: 'PredictiveInspector',
  component: 'predictive-inspector',
  argTypes: {dock: {control: 'select', options: ['right', 'bottom', 'left', 'float']}},
  args: {for: 'inspected', open: true, dock: 'bottom'},
  // Each inspector needs a page of its own.
  parameters: {layout: 'padded', docs: {story: {inline: false, height: '700px'}}},
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
    await approachUntilPredicted(two, {dx: -120, dy: 260});
    await waitFor(() =>
      expect(inspector.shadowRoot?.querySelector('tr.predicted th')).toHaveTextContent('Two, predicted'),
    );
    await expect(inspector.shadowRoot?.querySelector('[data-shows=reason]')).toHaveTextContent(
      /^Two (is|stays) predicted/,
    );
  },
};

/** Before anything has moved, it offers an example: a movement that the region predicts, and never learns from. */
export const PlaysAnExample: Story = {
  play: async ({canvasElement}) => {
    const panel = await panelOf(only(canvasElement, 'predictive-inspector'));
    await waitFor(() => expect(buttonOf(panel, 'Play an example')).toBeVisible());
    buttonOf(panel, 'Play an example').click();
    await waitFor(
      () => expect(panel.querySelector('[role=status]')).toHaveTextContent(/^Played: Two was predicted/),
      {
        timeout: 5000,
      },
    );
    await expect(only(canvasElement, 'predictive-region').sampleCounts.count).toBe(0);
  },
};

/** What was predicted, cleared and pressed is listed with its time; the region's gain is beside it. */
export const Decisions: Story = {
  play: async ({canvasElement}) => {
    const inspector = only(canvasElement, 'predictive-inspector');
    const panel = await panelOf(inspector);
    const two = only(canvasElement, 'predictive-button', ':nth-child(2)');
    await approachUntilPredicted(two, {dx: -120, dy: 160});
    await press(two);
    await waitFor(() => expect(panel.querySelector('.foreseen .chip')).toHaveTextContent('Two pressed'));
    await expect(panel.querySelector('.foreseen .details')).toHaveTextContent(/\d\.\d\ss ahead/);
    // Regions count only the user's own presses.
    if (window.moveRealMouse)
      await waitFor(() => expect(panel.querySelector('.figures')).toHaveTextContent('1 of 1'));
  },
};

/** At the side, as tall as the page, which is as much narrower. In a narrow window it is always below. */
export const AtTheSide: Story = {
  args: {dock: 'right'},
  play: async ({canvasElement}) => {
    const panel = await panelOf(only(canvasElement, 'predictive-inspector'));
    const {left, right, height} = panel.getBoundingClientRect();
    const isWide = innerWidth >= 1000;
    await expect(panel.dataset['place']).toBe(isWide ? 'right' : 'bottom');
    if (!isWide) return;
    await expect([right, height]).toEqual([innerWidth, innerHeight]);
    await expect(document.body.getBoundingClientRect().right).toBeLessThanOrEqual(left);
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

/** Four tabs have all views; the arrow keys move from one to the next. */
export const EveryTab: Story = {
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
