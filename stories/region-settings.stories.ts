import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html} from 'lit';
import {expect, waitFor} from 'storybook/test';
import '../src/inspector/index.js';
import {approach, buttonOf, only, panelOf, predictedDuring} from './approach.js';
import {liveLine} from './live-line.js';
import {recordedSamples} from './recorded-samples.js';
import {regionControls, regionTemplate, threeButtons, type RegionArgs} from './region-template.js';

/** What a region does, by its attributes; all of them are controls. */
const meta: Meta<RegionArgs> = {
  title: 'PredictiveRegion/Settings',
  component: 'predictive-region',
  argTypes: regionControls,
  args: {threshold: 0.5, model: 'auto', learn: 'off', disabled: false},
  render: (args) => regionTemplate(args, html`${threeButtons}${liveLine}`),
};
export default meta;

/** Longest that training may take on a slow machine, ms. */
const trainingMs = 30_000;

type Story = StoryObj<RegionArgs>;

const inspector = html`<predictive-inspector open dock="bottom"></predictive-inspector>`;

/** The inspector lies over the page that it is on. */
const onAPageOfItsOwn = {docs: {story: {inline: false, height: '700px'}}};

/** A high threshold lights up late and is seldom wrong; a low one is early and often wrong. */
export const Threshold: Story = {
  args: {threshold: 0.85},
  play: async ({canvasElement}) => {
    const region = only(canvasElement, 'predictive-region');
    const one = only(canvasElement, 'predictive-button');
    const onTheWay = await predictedDuring(region, () => approach(one, {dx: 160, dy: 260, share: 0.2}));
    await expect(onTheWay).toEqual(new Set());
  },
};

/** `disabled` lets a region rest: its buttons are plain buttons, and nothing is captured. */
export const Disabled: Story = {
  args: {disabled: true},
  play: async ({canvasElement}) => {
    const region = only(canvasElement, 'predictive-region');
    const two = only(canvasElement, 'predictive-button', ':nth-child(2)');
    const predicted = await predictedDuring(region, () => approach(two, {dx: 0, dy: 200}));
    await expect(predicted).toEqual(new Set());
  },
};

/** With `model="none"` no network is asked: a formula of distance and direction alone. */
export const HeuristicAlone: Story = {
  args: {model: 'none'},
  play: async ({canvasElement}) => {
    const three = only(canvasElement, 'predictive-button', ':nth-child(3)');
    await approach(three, {dx: -40, dy: 200});
    await expect(three).toHaveAttribute('predicted');
    await waitFor(() => expect(only(canvasElement, 'live-line')).toHaveTextContent(/the heuristic/));
  },
};

/**
 * It learns from the person in front of it. With `label-on="hover"` entering a button counts as pressing
 * it, so that enough is collected in a minute: move from button to button. Thirty are enough to train a
 * small network in a worker; it is judged by movements it has not seen, and used only if it is better
 * than what was in use. The inspector counts them under _Data_, and shows the training under _Training_.
 * Everything is forgotten on leaving this page.
 */
export const LearnsLive: Story = {
  args: {learn: 'auto', 'label-on': 'hover', architecture: 'scorer', backend: 'auto', 'min-accuracy': 0.7},
  parameters: onAPageOfItsOwn,
  render: (args) => html`${regionTemplate(args, html`${threeButtons}${liveLine}`)}${inspector}`,
  play: async ({canvasElement}) => {
    const region = only(canvasElement, 'predictive-region');
    const panel = await panelOf(only(canvasElement, 'predictive-inspector'));
    buttonOf(panel, 'Data').click();
    const [one, , three] = canvasElement.querySelectorAll('predictive-button');
    for (const button of [one!, three!, one!, three!]) await approach(button, {dx: 20, dy: 200, share: 1});
    // Only what a person does is learned from: not what a script dispatches.
    const isReal = window.moveRealMouse !== undefined;
    await waitFor(() => expect(Object.keys(region.sampleCounts.perKey).length > 0).toBe(isReal));
    await waitFor(() => {
      const presses = region.sampleCounts.count - region.sampleCounts.none;
      return expect(panel).toHaveTextContent(`${30 - presses} more presses until it can learn.`);
    });
  },
};

/**
 * A data set of earlier visits, here 45 recorded movements, is imported and learned from at once. The inspector
 * shows the training, and says in words why the new model is taken into use or refused.
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
    buttonOf(panel, 'Training').click();
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
