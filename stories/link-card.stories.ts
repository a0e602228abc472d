import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html} from 'lit';
import {ifDefined} from 'lit/directives/if-defined.js';
import {expect, waitFor} from 'storybook/test';
import '../src/index.js';
import '../src/link-card.js';
import {approachUntilPredicted, only} from './approach.js';

interface CardArgs {
  href?: string;
  target?: string;
  preload?: 'none' | 'preconnect' | 'module' | 'prefetch' | 'prerender';
  eagerness?: 'conservative' | 'moderate' | 'eager';
  predicted?: boolean;
}

const styles = html`
  <style>
    .cards {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr));
      gap: 1.5rem;
      max-inline-size: 60rem;
    }
    .cards a:not([href='']) {
      color: light-dark(#4338ca, #b3aeff);
    }
    .cards svg {
      block-size: 7rem;
    }
  </style>
`;

/** A quiet picture in one colour. */
const picture = (hue: number): ReturnType<typeof html> => html`
  <svg slot="media" viewBox="0 0 300 110" preserveAspectRatio="none" aria-hidden="true">
    <rect width="300" height="110" fill=${`hsl(${hue} 60% 90%)`} />
    <path d="M0 90 60 60 110 74 170 32 230 52 300 14V110H0Z" fill=${`hsl(${hue} 55% 62%)`} />
  </svg>
`;

const report = (args: CardArgs = {}): ReturnType<typeof html> => html`
  <predictive-link-card
    id="report"
    href=${args.href ?? '#report'}
    target=${ifDefined(args.target)}
    preload=${ifDefined(args.preload)}
    eagerness=${ifDefined(args.eagerness)}
    ?predicted=${args.predicted}
  >
    <h3 slot="heading">Quarterly report</h3>
    Revenue, churn and forecast for the third quarter. Opens at once.
  </predictive-link-card>
`;

const invoices = html`
  <predictive-link-card id="invoices" href="#invoices">
    <h3 slot="heading">Open invoices</h3>
    Twelve are due this week, two of them late.
  </predictive-link-card>
`;

/** A card that is one link. A press anywhere on it opens its page; what can be pressed inside it keeps working. */
const meta: Meta<CardArgs> = {
  title: 'PredictiveLinkCard',
  component: 'predictive-link-card',
  argTypes: {
    preload: {control: 'select', options: ['none', 'preconnect', 'module', 'prefetch', 'prerender']},
    eagerness: {control: 'select', options: ['conservative', 'moderate', 'eager']},
  },
  args: {href: '#report', predicted: false},
  parameters: {layout: 'padded'},
};
export default meta;

type Story = StoryObj<CardArgs>;

/** In a region, the whole card is predicted: move towards one. The heading names its link. */
export const Cards: Story = {
  render: (args) => html`
    ${styles}
    <predictive-region learn="off">
      <div class="cards">${report(args)}${invoices}</div>
    </predictive-region>
  `,
  play: async ({canvasElement}) => {
    const card = only(canvasElement, 'predictive-link-card', '#invoices');
    await approachUntilPredicted(card, {dx: 0, dy: 260});
  },
};

/** A picture goes from edge to edge. Links and buttons of the footer are pressed by themselves. */
export const MediaAndFooter: Story = {
  parameters: {controls: {disable: true}},
  render: () => html`
    ${styles}
    <div class="cards">
      ${[
        {id: 'alps', name: 'Across the Alps', text: 'Six days on foot, from hut to hut.', hue: 230},
        {
          id: 'coast',
          name: 'Along the coast',
          text: 'Four days by bicycle, with the wind behind you.',
          hue: 160,
        },
      ].map(
        ({id, name, text, hue}) => html`
          <predictive-link-card id=${id} href=${`#${id}`}>
            ${picture(hue)}
            <h3 slot="heading">${name}</h3>
            <p>${text}</p>
            <div slot="footer">
              <a href=${`#map-${id}`}>Map</a>
              <predictive-button size="small" id=${`save-${id}`}>Save</predictive-button>
            </div>
          </predictive-link-card>
        `,
      )}
    </div>
  `,
  play: async ({canvasElement}) => {
    const before = location.hash;
    only(canvasElement, 'predictive-button', '#save-alps').click();
    await expect(location.hash).toBe(before);
    const card = only(canvasElement, 'predictive-link-card', '#coast');
    await expect(card.shadowRoot!.querySelector('a')).toHaveAttribute('href', '#coast');
  },
};

/** What a card shows: nothing, that it is likely, predicted, and that its page is ready. */
export const States: Story = {
  parameters: {controls: {disable: true}},
  render: () => html`
    ${styles}
    <div class="cards">
      ${[
        {id: 'idle', name: 'Idle', text: 'Nothing is known.', style: ''},
        {
          id: 'hairline',
          name: 'Likely',
          text: 'A hairline, from 0.3.',
          style: '--predictive-probability: 0.35',
        },
        {id: 'predicted', name: 'Predicted', text: 'The full ring.', style: ''},
        {id: 'ready', name: 'Ready', text: 'Its page is there.', style: ''},
      ].map(
        ({id, name, text, style}) => html`
          <predictive-link-card
            id=${id}
            href=${`#${id}`}
            style=${style}
            ?predicted=${id === 'predicted' || id === 'ready'}
          >
            <h3 slot="heading">${name}</h3>
            ${text}
          </predictive-link-card>
        `,
      )}
    </div>
  `,
  play: async ({canvasElement}) => {
    const card = only(canvasElement, 'predictive-link-card', '#ready');
    card.showPreload('preloaded');
    const mark = card.shadowRoot!.querySelector('[part=ready]')!;
    await waitFor(() => expect(getComputedStyle(mark).opacity).toBe('1'));
  },
};
