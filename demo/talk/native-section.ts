import type {PredictiveRegion} from '../../src/index.js';
import {element} from '../../src/inspector/element.js';
import {part} from '../part.js';

const invoices = {'1042': '€ 480.00', '1043': '€ 1,250.00', '1044': '€ 96.50', '1045': '€ 310.00'};
const actions = ['Edit', 'Copy', 'Pay'];

/** Adds rows with actions, as on any page, and links whose pages are fetched when they are predicted. */
export function fillNativeSection(region: PredictiveRegion): void {
  part('invoices', HTMLTableSectionElement).append(
    ...Object.entries(invoices).map(([number, amount]) =>
      element(
        'tr',
        {},
        element('th', {scope: 'row'}, number),
        element('td', {class: 'number'}, amount),
        element('td', {class: 'row-actions'}, ...actions.map((action) => rowAction(action, number))),
      ),
    ),
  );
  region.addEventListener('preload', (event) => {
    const {target, signal} = event;
    if (target instanceof HTMLAnchorElement) event.waitUntil(fetch(target.href, {signal, priority: 'low'}));
  });
}

function rowAction(action: string, number: string): HTMLElement {
  const name = `${action} ${number}`;
  return element('button', {type: 'button', 'aria-label': name, 'data-predictive-key': name}, action);
}
