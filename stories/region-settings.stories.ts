import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html} from 'lit';
import {expect, waitFor} from 'storybook/test';
import {approach, only, predictedDuring} from './approach.js';
import {learningPanel} from './learning-panel.js';
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
 * than what was in use. Everything is forgotten on leaving this page.
 */
export const LearnsLive: Story = {
  args: {learn: 'auto', 'label-on': 'hover', architecture: 'scorer', backend: 'auto', 'min-accuracy': 0.7},
  render: (args) => regionTemplate(args, html`${threeButtons}${liveLine}${learningPanel}`),
  play: async ({canvasElement}) => {
    const region = only(canvasElement, 'predictive-region');
    const [one, , three] = canvasElement.querySelectorAll('predictive-button');
    for (const button of [one!, three!, one!, three!]) await approach(button, {dx: 20, dy: 200, share: 1});
    // Only what a person does is learned from: not what a script dispatches.
    const isReal = window.moveRealMouse !== undefined;
    await waitFor(() => expect(Object.keys(region.sampleCounts.perKey).length > 0).toBe(isReal));
  },
};

/**
 * A data set of earlier visits, here 45 recorded movements, is imported and learned from at once. The panel
 * shows the training, and says in words why the new model is taken into use or refused.
 */
export const LearnsFromADataSet: Story = {
  args: {learn: 'manual', architecture: 'scorer', backend: 'cpu'},
  render: (args) => regionTemplate(args, html`${threeButtons}${learningPanel}`),
  play: async ({canvasElement}) => {
    const region = only(canvasElement, 'predictive-region');
    const buttons = [...canvasElement.querySelectorAll('predictive-button')];
    await expect(await region.importDataset(recordedSamples(buttons, {count: 45}))).toBe(45);
    const panel = only(canvasElement, 'learning-panel').shadowRoot!;
    const train = panel.querySelector('button')!;
    await waitFor(() => expect(train).toBeEnabled());
    train.click();
    await waitFor(
      () =>
        expect(panel.querySelector('[data-shows=verdict]')).toHaveTextContent(
          /^The (new model is in use|model in use stays)\. \S/,
        ),
      {timeout: trainingMs},
    );
    await expect(panel.querySelector('[data-shows=training]')).toHaveTextContent(
      /^Trained the scorer with cpu/,
    );
  },
};
