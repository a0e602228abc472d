import {element, svgElement} from '../../src/inspector/element.js';
import {tools} from '../toolbar.js';

export interface Screen {
  /** Builds the screen anew: its buttons, and a `.view` for the page that a press opens. */
  build(): HTMLElement;
  /** The sentence below the title of a page. */
  describe(name: string): string;
}

const invoices = [
  ['1042', 'Nordwind Energie', '€ 480.00'],
  ['1043', 'Ateliers Morel', '€ 1,250.00'],
  ['1044', 'Hollis & Daughter', '€ 96.50'],
  ['1045', 'Casa Bellini', '€ 310.00'],
] as const;

const products = {
  'Desk lamp': '€ 89',
  'Oak stool': '€ 140',
  'Wool throw': '€ 65',
  'Wall clock': '€ 54',
};

/** The screens by the id of their place on the page. */
export const contents: Record<string, Screen> = {
  office: {
    build: () =>
      screen(
        'office',
        element('table', {}, element('tbody', {}, ...invoices.map(invoiceRow))),
        'Open an invoice, remind a customer',
      ),
    describe: (name) =>
      `${invoices.find(([number]) => name.includes(number))?.[1] ?? ''}, with its positions and letters.`,
  },
  editor: {
    build: () =>
      screen(
        'editor',
        element('div', {class: 'tools'}, ...Object.entries(tools).slice(2, 14).map(tool)),
        'Choose a tool',
      ),
    describe: () => 'The code of this tool, loaded when it is first needed.',
  },
  shop: {
    build: () =>
      screen(
        'shop',
        element('ul', {class: 'goods'}, ...Object.entries(products).map(product)),
        'Look at something closely',
      ),
    describe: (name) => `${products[name as keyof typeof products]}, photographs, sizes and what others say.`,
  },
};

function screen(kind: string, controls: HTMLElement, hint: string): HTMLElement {
  return element(
    'div',
    {class: `app ${kind}`},
    controls,
    element('div', {class: 'view'}, element('span', {}, hint)),
  );
}

function invoiceRow([number, customer, amount]: (typeof invoices)[number]): HTMLElement {
  const act = (action: string): HTMLElement =>
    element(
      'button',
      {type: 'button', 'data-page': `${action} ${number}`, 'aria-label': `${action} ${number}`},
      action,
    );
  return element(
    'tr',
    {},
    element('th', {scope: 'row'}, number),
    element('td', {class: 'customer'}, customer),
    element('td', {class: 'number'}, amount),
    element('td', {class: 'row-actions'}, act('Open'), act('Remind')),
  );
}

function tool([name, path]: [string, string]): HTMLElement {
  const icon = svgElement(
    'svg',
    {viewBox: '0 0 24 24', 'aria-hidden': 'true'},
    svgElement('path', {d: path}),
  );
  return element(
    'predictive-button',
    {appearance: 'plain', 'data-page': name, 'aria-label': name, title: name},
    icon,
  );
}

function product([name, price]: [string, string]): HTMLElement {
  return element(
    'li',
    {},
    element('span', {class: 'picture', 'aria-hidden': 'true'}),
    element('span', {class: 'name'}, name),
    element('span', {class: 'price'}, price),
    element('predictive-button', {size: 'small', 'data-page': name, 'aria-label': `View ${name}`}, 'View'),
  );
}
