import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html} from 'lit';
import {expect, waitFor} from 'storybook/test';
import {StoriesPage} from '../.storybook/stories-page.js';
import '../src/inspector/index.js';
import {approach, approachUntilPredicted, buttonOf, only, panelOf, predictedDuring} from './approach.js';
import {liveLine} from './live-line.js';
import {recordedSamples} from './recorded-samples.js';
import {regionControls, regionTemplate, threeButtons, type RegionArgs} from './region-template.js';

/** The attributes of a region; all of them are controls. */
const meta: Meta<RegionArgs> = {
  title: 'PredictiveRegion/Settings',
  component: 'predictive-region',
  argTypes: regionControls,
  args: {threshold: 0.5, model: 'auto', learn: 'off', disabled: false},
  render: (args) => regionTemplate(args, html`${threeButtons}${liveLine}`),
  parameters: {layout: 'padded', docs: {page: StoriesPage}},
};
export default meta;

/** Timeout for training on a slow machine, ms. */
const trainingMs = 30_000;

type Story = StoryObj<RegionArgs>;

const inspector = html`<predictive-inspector open dock="bottom"></predictive-inspector>`;

/** The inspector needs a page of its own. */
const onAPageOfItsOwn = {docs: {story: {inline: false, height: '700px'}}};

/**
 * With a high threshold, buttons light up late and seldom by mistake; with a low one, early and often by
 * mistake.
 */
export const Threshold: Story = {
  args: {threshold: 0.85},
  play: async ({canvasElement}) => {
    const region = only(canvasElement, 'predictive-region');
    const one = only(canvasElement, 'predictive-button');
    const onTheWay = await predictedDuring(region, () => approach(one, {dx: 160, dy: 260, share: 0.2}));
    await expect(onTheWay).toEqual(new Set());
  },
};

/** `disabled` pauses a region: its buttons are plain buttons, and nothing is captured. */
export const Disabled: Story = {
  args: {disabled: true},
  play: async ({canvasElement}) => {
    const region = only(canvasElement, 'predictive-region');
    const two = only(canvasElement, 'predictive-button', ':nth-child(2)');
    const predicted = await predictedDuring(region, () => approach(two, {dx: 0, dy: 200}));
    await expect(predicted).toEqual(new Set());
  },
};

/** `model="none"` uses no network, only a formula of distance and direction. */
export const HeuristicAlone: Story = {
  args: {model: 'none'},
  play: async ({canvasElement}) => {
    const three = only(canvasElement, 'predictive-button', ':nth-child(3)');
    await approachUntilPredicted(three, {dx: -40, dy: 200});
    await waitFor(() => expect(only(canvasElement, 'live-line')).toHaveTextContent(/the heuristic/));
  },
};

/**
 * The region learns from its user. With `label-on="hover"`, entering a button counts as a press, so a minute
 * of moving from button to button collects enough: thirty presses are enough to train a small network in a
 * worker. It is evaluated on held-out movements, and used only if it is better than the model in use. The
 * inspector counts the presses and shows the training under _Learn_. Leaving this page deletes everything.
 */
export const LearnsLive: Story = {
  args: {learn: 'auto', 'label-on': 'hover', architecture: 'scorer', backend: 'auto', 'min-accuracy': 0.7},
  parameters: onAPageOfItsOwn,
  render: (args) => html`${regionTemplate(args, html`${threeButtons}${liveLine}`)}${inspector}`,
  play: async ({canvasElement}) => {
    const region = only(canvasElement, 'predictive-region');
    const panel = await panelOf(only(canvasElement, 'predictive-inspector'));
    buttonOf(panel, 'Learn').click();
    const [one, , three] = canvasElement.querySelectorAll('predictive-button');
    for (const button of [one!, three!, one!, three!]) await approach(button, {dx: 20, dy: 200, share: 1});
    // Regions learn only from trusted events, never from a script's.
    const isReal = window.moveRealMouse !== undefined;
    await waitFor(() => expect(Object.keys(region.sampleCounts.perKey).length > 0).toBe(isReal));
    await waitFor(() => {
      const presses = region.sampleCounts.count - region.sampleCounts.none;
      return expect(panel).toHaveTextContent(`${30 - presses} more presses until it can learn.`);
    });
  },
};

/**
 * The region imports a data set of earlier visits, here 45 recorded movements, and learns from it at once. The
 * inspector shows the training, and says why the new model is used or not.
 */
export const LearnsFromADataSet: Story = {
  args: {learn: 'manual', architecture: 'scorer', backend: 'cpu'},
  parameters: onAPageOfItsOwn,
  render: (args) => html`${regionTemplate(args, threeButtons)}${inspector}`,
  play: async ({canvasElement}) => {
    const region = only(canvasElement, 'predictive-region');
    const buttons = [...canvasElement.querySelectorAll('predictive-button')];
    const panel = await panelOf(only(canvasElement, 'predictive-inspector'));
    await expect(await region.importDataset(recordedSamples(buttons, {count: 45}))).toBe(45);
    buttonOf(panel, 'Learn').click();
    await waitFor(() => expect(buttonOf(panel, 'Train')).toBeEnabled());
    buttonOf(panel, 'Train').click();
    await waitFor(
      () =>
        expect(panel.querySelector('[data-shows=verdict]')).toHaveTextContent(
          /The (scorer \(training\) is in use|new scorer was not taken) \S/,
        ),
      {timeout: trainingMs},
    );
    await expect(panel.querySelector('[data-shows=progress]')).toHaveTextContent(/^The scorer is trained/);
    await expect(panel).toHaveTextContent(/With cpu, in a worker/);
  },
};
