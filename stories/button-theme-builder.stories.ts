import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html} from 'lit';
import {expect} from 'storybook/test';
import {StoriesPage} from '../.storybook/stories-page.js';
import {only} from './approach.js';
import './theme-builder.js';

/** Five colours and three lengths make a theme; the figures are the lowest contrast of a colour's texts on white. */
const meta: Meta = {
  title: 'PredictiveButton/Theme builder',
  globals: {colorScheme: 'light'},
  parameters: {layout: 'padded', docs: {page: StoriesPage}, controls: {disable: true}},
};
export default meta;

type Story = StoryObj;

/** Change a colour or a length, and copy the style sheet. */
export const ThemeBuilder: Story = {
  render: () => html`<theme-builder></theme-builder>`,
  play: async ({canvasElement}) => {
    const builder = only(canvasElement, 'theme-builder');
    await builder.updateComplete;
    const root = builder.shadowRoot!;
    const [, brand] = root.querySelectorAll<HTMLInputElement>('input[type=color]');
    brand!.value = '#0a7cff';
    brand!.dispatchEvent(new InputEvent('input', {bubbles: true}));
    await builder.updateComplete;
    await expect(builder.css).toContain('--predictive-brand: #0a7cff;');
    await expect(root.querySelectorAll('output')[1]!.className, 'too little contrast is shown').toBe('low');
    const button = root.querySelector('predictive-button[variant=brand][appearance=filled]')!;
    const {backgroundColor} = getComputedStyle(button.shadowRoot!.querySelector('[part=button]')!);
    await expect(backgroundColor).toBe('rgb(10, 124, 255)');
    brand!.value = '#5146d8';
    brand!.dispatchEvent(new InputEvent('input', {bubbles: true}));
  },
};
