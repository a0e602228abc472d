import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html, type TemplateResult} from 'lit';
import {ifDefined} from 'lit/directives/if-defined.js';
import {styleMap} from 'lit/directives/style-map.js';
import {expect, userEvent, waitFor} from 'storybook/test';
import '../src/index.js';
import '../src/nav.js';
import {approachUntilPredicted, only} from './approach.js';

interface NavArgs {
  label?: string;
  'more-label'?: string;
  preload?: 'none' | 'preconnect' | 'module' | 'prefetch' | 'prerender';
  eagerness?: 'conservative' | 'moderate' | 'eager';
  width?: string;
}

const links = [
  ['dashboard', 'Dashboard'],
  ['orders', 'Orders'],
  ['customers', 'Customers'],
  ['reports', 'Reports'],
  ['warehouse', 'Warehouse'],
  ['settings', 'Settings'],
] as const;

function navTemplate(args: NavArgs, current = 'orders'): TemplateResult {
  return html`
    <predictive-region learn="off">
      <div style=${styleMap({'max-inline-size': args.width ?? null})}>
        <predictive-nav
          label=${ifDefined(args.label)}
          more-label=${ifDefined(args['more-label'])}
          preload=${ifDefined(args.preload)}
          eagerness=${ifDefined(args.eagerness)}
        >
          ${links.map(
            ([id, name]) =>
              html`<a id=${id} href=${`#${id}`} aria-current=${ifDefined(id === current ? 'page' : undefined)}
                >${name}</a
              >`,
          )}
        </predictive-nav>
      </div>
    </predictive-region>
  `;
}

/**
 * A navigation of ordinary links. Each is predicted, the one of the present page is found by its address, and what does
 * not fit goes into a menu.
 */
const meta: Meta<NavArgs> = {
  title: 'PredictiveNav',
  component: 'predictive-nav',
  argTypes: {
    width: {control: 'text', description: 'Width of what is around it.', table: {category: 'page'}},
    preload: {control: 'select', options: ['none', 'preconnect', 'module', 'prefetch', 'prerender']},
    eagerness: {control: 'select', options: ['conservative', 'moderate', 'eager']},
  },
  args: {label: 'Main'},
  render: (args) => navTemplate(args),
  parameters: {layout: 'padded'},
};
export default meta;

type Story = StoryObj<NavArgs>;

/** Where all links fit, it is a row. A page that knows its link marks it with `aria-current`, as here. */
export const Row: Story = {
  play: async ({canvasElement}) => {
    const link = only(canvasElement, 'a', '#reports');
    await approachUntilPredicted(link, {dx: 20, dy: 240});
  },
};

/** In less space the last links are in a menu, in their order. */
export const Narrow: Story = {
  args: {width: '20rem'},
  play: async ({canvasElement}) => {
    const root = only(canvasElement, 'predictive-nav').shadowRoot!;
    const more = root.querySelector<HTMLElement>('[part=more]')!;
    await waitFor(() => expect(more).toBeVisible());
    more.focus();
    await userEvent.keyboard('{ArrowDown}');
    await expect(more).toHaveAttribute('aria-expanded', 'true');
    await waitFor(() => expect(only(canvasElement, 'a', '#settings')).toBeVisible());
  },
};

/** The link of the present page may be in the menu: its button then shows that. */
export const CurrentInTheMenu: Story = {
  args: {width: '20rem'},
  render: (args) => navTemplate(args, 'settings'),
  play: async ({canvasElement}) => {
    const nav = only(canvasElement, 'predictive-nav');
    await waitFor(() => expect(nav.matches(':state(current-in-more)')).toBe(true));
  },
};

/** From right to left, with a button in the page's language. */
export const RightToLeft: Story = {
  args: {width: '20rem', label: 'الرئيسية', 'more-label': 'المزيد'},
  render: (args) => html`<div dir="rtl">${navTemplate(args)}</div>`,
  play: async ({canvasElement}) => {
    const root = only(canvasElement, 'predictive-nav').shadowRoot!;
    await waitFor(() => expect(root.querySelector('[part=more]')).toBeVisible());
    await expect(root.querySelector('[part=more]')).toHaveTextContent('المزيد');
  },
};
