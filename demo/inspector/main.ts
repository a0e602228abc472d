import '../../src/index.js';
import {element} from '../../src/inspector/element.js';
import {PredictiveInspector} from '../../src/inspector/index.js';
import {part} from '../part.js';

const orders = ['Espresso', 'Cortado', 'Cappuccino', 'Flat white', 'Filter', 'Cold brew', 'Tea', 'Water'];

part('orders-list', HTMLElement).append(
  ...orders.map((order) => element('li', {}, element('predictive-button', {key: order}, order))),
);

part('orders', HTMLElement).addEventListener('click', ({target}) => {
  const button = target instanceof Element ? target.closest('predictive-button') : null;
  if (button !== null) part('pressed', HTMLElement).textContent = `${button.textContent}, coming up.`;
});

const inspector = part('inspector', PredictiveInspector);
part('toggle', HTMLButtonElement).addEventListener('click', () => inspector.toggle());
