import {element} from '../../../src/inspector/element.js';

/** A collapsed table with the figures of a chart; the first column names the row. */
export function dataTable(
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): HTMLElement {
  const [first, ...others] = head;
  const table = element(
    'table',
    {},
    element('caption', {class: 'visually-hidden'}, title),
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        element('th', {scope: 'col'}, first!),
        ...others.map((name) => element('th', {scope: 'col', class: 'number'}, name)),
      ),
    ),
    element('tbody', {}, ...rows.map(row)),
  );
  return element(
    'details',
    {},
    element('summary', {}, 'As a table'),
    element('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': title}, table),
  );
}

function row([name, ...cells]: readonly string[]): HTMLElement {
  return element(
    'tr',
    {},
    element('th', {scope: 'row'}, name!),
    ...cells.map((cell) => element('td', {class: 'number'}, cell)),
  );
}
