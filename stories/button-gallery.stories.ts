import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html, type TemplateResult} from 'lit';
import {expect} from 'storybook/test';
import {StoriesPage} from '../.storybook/stories-page.js';
import '../src/index.js';

const variants = ['neutral', 'brand', 'success', 'warning', 'danger'] as const;
const appearances = ['filled', 'outlined', 'plain'] as const;
const sizes = ['small', 'medium', 'large'] as const;

/** All looks at once: variant, appearance, size and state; the toolbar switches between light and dark. */
const meta: Meta = {
  title: 'PredictiveButton/Gallery',
  component: 'predictive-button',
  parameters: {layout: 'padded', docs: {page: StoriesPage}, controls: {disable: true}},
};
export default meta;

type Story = StoryObj;

/** A row of each kind; where that is too wide, a column of each. */
const grid = (columns: number, cells: TemplateResult[]): TemplateResult => html`
  <style>
    .looks {
      container: looks / inline-size;
    }
    .looks > div {
      display: grid;
      grid-template-columns: repeat(var(--columns), max-content);
      gap: 1rem;
      align-items: center;
      justify-content: safe center;
      overflow-x: auto;
      padding: 1.5rem 0.75rem;
    }
    @container looks (inline-size < 38rem) {
      .looks > div {
        grid: repeat(var(--columns), auto) / auto-flow max-content;
        gap: 0.75rem;
        padding-inline: 0.5rem;
      }
    }
    /* On a phone, three columns have room without much beside their labels. */
    @container looks (inline-size < 22rem) {
      .looks > div {
        --predictive-padding: 0.5rem;
        gap: 0.5rem;
        padding-inline: 0;
      }
    }
  </style>
  <div class="looks">
    <div style="--columns: ${columns}">${cells}</div>
  </div>
`;

/** The role of the colour, and how much the button stands out. */
export const VariantsAndAppearances: Story = {
  render: () =>
    grid(
      variants.length,
      appearances.flatMap((appearance) =>
        variants.map(
          (variant) =>
            html`<predictive-button variant=${variant} appearance=${appearance}
              >${variant}</predictive-button
            >`,
        ),
      ),
    ),
  play: async ({canvasElement}) => {
    const looks = [...canvasElement.querySelectorAll('predictive-button')].map((button) => {
      const {backgroundColor, borderColor, color} = getComputedStyle(
        button.shadowRoot!.querySelector('[part=button]')!,
      );
      return `${backgroundColor} ${borderColor} ${color}`;
    });
    await expect(new Set(looks).size, 'every look is another').toBe(looks.length);
  },
};

/** What a button goes through, filled and outlined. */
export const States: Story = {
  render: () =>
    grid(
      6,
      (['filled', 'outlined'] as const).flatMap((appearance) => [
        html`<predictive-button variant="brand" appearance=${appearance}>Idle</predictive-button>`,
        html`<predictive-button
          variant="brand"
          appearance=${appearance}
          predicted
          style="--predictive-probability: 0.9"
          >Predicted</predictive-button
        >`,
        html`<predictive-button variant="brand" appearance=${appearance} loading>Loading</predictive-button>`,
        html`<predictive-button variant="brand" appearance=${appearance} disabled
          >Disabled</predictive-button
        >`,
        html`<predictive-button variant="brand" appearance=${appearance} pill>Pill</predictive-button>`,
        html`<predictive-button variant="brand" appearance=${appearance} href="#link"
          >Link</predictive-button
        >`,
      ]),
    ),
  play: async ({canvasElement}) => {
    await expect(canvasElement.querySelectorAll('predictive-button[predicted]').length).toBe(2);
  },
};

/** Each size, with an icon before the label, a caret after it, and round ends. */
export const Sizes: Story = {
  render: () =>
    grid(
      4,
      sizes.flatMap((size) => [
        html`<predictive-button size=${size}>${size}</predictive-button>`,
        html`<predictive-button size=${size}><span slot="start">★</span>Icon</predictive-button>`,
        html`<predictive-button size=${size} caret>Caret</predictive-button>`,
        html`<predictive-button size=${size} pill variant="brand" appearance="filled"
          >Pill</predictive-button
        >`,
      ]),
    ),
  play: async ({canvasElement}) => {
    const heights = [...canvasElement.querySelectorAll('predictive-button')].map(
      ({offsetHeight}) => offsetHeight,
    );
    await expect([...new Set(heights)]).toEqual([32, 40, 48]);
  },
};
