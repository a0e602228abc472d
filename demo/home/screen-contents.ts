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

/** What the shop sells: the price of each, and its picture as strokes on a grid of 24 × 24. */
const products = {
  'Desk lamp': {
    price: '€ 89',
    path: 'M6 21h8M10 21v-3l-4-8 7-5M11.500 3.500l6 5a5 5 0 0 1-3-.5M18 8l-5.500 4-3-6',
  },
  'Oak stool': {price: '€ 140', path: 'M5 6h14M6 6v2h12V6M8 8 6 21M16 8l2 13M7.200 14h9.600'},
  'Wool throw': {price: '€ 65', path: 'M5 4h14v13H5zM5 8h14M5 13h14M7 17v3M10 17v3M14 17v3M17 17v3'},
  'Wall clock': {
    price: '€ 54',
    path: 'M12 3.500a8.500 8.500 0 1 1 0 17 8.500 8.500 0 0 1 0-17M12 7v5l3.500 2',
  },
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
    describe: (name) =>
      `${products[name as keyof typeof products].price}, photographs, sizes and what others say.`,
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

function drawing(path: string): SVGElement {
  return svgElement('svg', {viewBox: '0 0 24 24', 'aria-hidden': 'true'}, svgElement('path', {d: path}));
}

function tool([name, path]: [string, string]): HTMLElement {
  return element(
    'predictive-button',
    {appearance: 'plain', 'data-page': name, 'aria-label': name, title: name},
    drawing(path),
  );
}

function product([name, {price, path}]: [string, {price: string; path: string}]): HTMLElement {
  return element(
    'li',
    {},
    element('span', {class: 'picture', 'aria-hidden': 'true'}, drawing(path)),
    element('span', {class: 'name'}, name),
    element('span', {class: 'price'}, price),
    element('predictive-button', {size: 'small', 'data-page': name, 'aria-label': `View ${name}`}, 'View'),
  );
}
