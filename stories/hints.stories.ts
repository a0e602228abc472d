import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html, type TemplateResult} from 'lit';
import {ifDefined} from 'lit/directives/if-defined.js';
import {ref} from 'lit/directives/ref.js';
import {expect, waitFor} from 'storybook/test';
import {StoriesPage} from '../.storybook/stories-page.js';
import {PredictiveRegion} from '../src/index.js';
import {only, partOf} from './approach.js';

interface HintArgs {
  hints: '' | 'described' | undefined;
  'likely-from': number;
  'unlikely-below': number;
  'hint-description'?: string;
}

/** Typical orders of presses, from somebody who uses this page well. */
const orders = Array<string[]>(4).fill(['draft', 'check', 'sign', 'send']);

/**
 * Hints show which buttons are likely to be pressed next, by the order of presses, before the pointer moves.
 * This page has set typical orders with `seedOrders()`; press the buttons, and the hint moves to the next
 * one.
 */
const meta: Meta<HintArgs> = {
  title: 'PredictiveRegion/Hints',
  component: 'predictive-region',
  argTypes: {
    hints: {control: 'select', options: [undefined, '', 'described']},
    'likely-from': {control: {type: 'range', min: 0, max: 1, step: 0.05}},
    'unlikely-below': {control: {type: 'range', min: 0, max: 1, step: 0.01}},
    'hint-description': {control: 'text'},
  },
  args: {hints: '', 'likely-from': 0.3, 'unlikely-below': 0.03},
  render: (args) => letterTemplate(args),
  parameters: {layout: 'padded', docs: {page: StoriesPage}},
};
export default meta;

type Story = StoryObj<HintArgs>;

/** Likely buttons have a dotted ring; the button that the pointer heads for has a solid one. */
export const Likely: Story = {
  play: async ({canvasElement}) => {
    await hinted(canvasElement, 'likely', ['draft']);
    // This button is in none of the orders.
    await hinted(canvasElement, 'unlikely', ['print']);
    const draft = button(canvasElement, 'draft');
    await expect(Number(draft.style.getPropertyValue('--predictive-probability'))).toBeGreaterThan(0.3);
    await waitFor(() => expect(getComputedStyle(partOf(draft, 'indicator')).opacity).toBe('1'));
    await expect(getComputedStyle(partOf(draft, 'indicator')).outlineStyle).toBe('dotted');
    await expect(canvasElement.querySelector('[aria-description]')).toBeNull();
  },
};

/**
 * Below `unlikely-below`, and only while another button is likely, a button has `:state(unlikely)`. The kit
 * shows nothing; this page removes the border.
 */
export const Unlikely: Story = {
  args: {'unlikely-below': 0.2},
  play: async ({canvasElement}) => {
    await hinted(canvasElement, 'unlikely', ['check', 'sign', 'send', 'print']);
    await expect(button(canvasElement, 'draft').matches(':state(unlikely)')).toBe(false);
  },
};

/** Without a likely button, no button is marked. */
export const NothingLikely: Story = {
  args: {'likely-from': 0.9, 'unlikely-below': 0.2},
  play: async ({canvasElement}) => {
    const draft = button(canvasElement, 'draft');
    // By then the region has shown its hints.
    await waitFor(() => expect(draft.style.getPropertyValue('--predictive-probability')).not.toBe(''));
    await hinted(canvasElement, 'likely', []);
    await hinted(canvasElement, 'unlikely', []);
  },
};

/**
 * With `hints="described"` a likely button has an `aria-description`, with the text of `hint-description`: a
 * screen reader says it when it reaches the button. Nothing is announced.
 */
export const Described: Story = {
  args: {hints: 'described', 'hint-description': 'Usually pressed next'},
  play: async ({canvasElement}) => {
    await hinted(canvasElement, 'likely', ['draft']);
    const draft = button(canvasElement, 'draft');
    await waitFor(() =>
      expect(partOf(draft, 'button').getAttribute('aria-description')).toBe('Usually pressed next'),
    );
    await expect(canvasElement.querySelectorAll('[aria-description]').length).toBe(1);
    await expect(canvasElement.querySelector('[aria-live], [role=status]')).toBeNull();
  },
};

/** Light and dark, each with its own colours: `--predictive-accent` follows the page's `color-scheme`. */
export const LightAndDark: Story = {
  parameters: {controls: {disable: true}},
  render: (args) =>
    html`${['light', 'dark'].map(
      (scheme) =>
        html`<div style="color-scheme: ${scheme}; background: Canvas; color: CanvasText; padding: 1rem">
          ${letterTemplate(args)}
        </div>`,
    )}`,
  play: async ({canvasElement}) => {
    const rings = [...canvasElement.querySelectorAll('predictive-button')]
      .filter(({textContent}) => textContent.trim() === 'Draft')
      .map((each) => partOf(each, 'indicator'));
    await waitFor(async () => {
      for (const ring of rings) await expect(getComputedStyle(ring).outlineStyle).toBe('dotted');
    });
    const [light, dark] = rings.map((ring) => getComputedStyle(ring).outlineColor);
    await expect(light).not.toBe(dark);
  },
};

function letterTemplate(args: HintArgs): TemplateResult {
  const seed = (region: Element | undefined): void => {
    if (region instanceof PredictiveRegion) region.seedOrders(orders);
  };
  return html`
    <style>
      .letter {
        display: flex;
        flex-wrap: wrap;
        gap: 1.25rem;
      }
      .letter predictive-button:state(unlikely)::part(button) {
        border-color: transparent;
      }
    </style>
    <predictive-region
      learn="off"
      hints=${ifDefined(args.hints)}
      likely-from=${args['likely-from']}
      unlikely-below=${args['unlikely-below']}
      hint-description=${ifDefined(args['hint-description'])}
      ${ref(seed)}
    >
      <div class="letter">
        <predictive-button key="print">Print</predictive-button>
        <predictive-button key="sign">Sign</predictive-button>
        <predictive-button key="draft">Draft</predictive-button>
        <predictive-button key="send">Send</predictive-button>
        <predictive-button key="check">Check</predictive-button>
      </div>
    </predictive-region>
  `;
}

function button(canvas: HTMLElement, key: string): HTMLElementTagNameMap['predictive-button'] {
  return only(canvas, 'predictive-button', `[key=${key}]`);
}

/** Waits until exactly these buttons have the hint. */
async function hinted(canvas: HTMLElement, hint: 'likely' | 'unlikely', keys: string[]): Promise<void> {
  const found = (): (string | null)[] =>
    [...canvas.querySelectorAll(`predictive-button:state(${hint})`)].map((each) => each.getAttribute('key'));
  await waitFor(() => expect(found().sort()).toEqual(keys.sort()));
}
