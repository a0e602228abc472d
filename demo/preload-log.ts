import type {PredictiveRegion} from '../src/index.js';
import {element} from '../src/inspector/element.js';
import {percent} from '../src/core/percent.js';
import {milliseconds, nameOf} from '../src/inspector/wording.js';
import {part} from './part.js';

/** Number of lines in the log; the oldest are removed. */
const lines = 8;

/** Logs the preloads of a region, and whether each was used. */
export function logPreloads(region: PredictiveRegion): void {
  const log = part('log', HTMLTableSectionElement);
  const open = new Map<EventTarget, HTMLElement>();
  region.addEventListener('preload', (event) => {
    const {target, trigger, probability} = event;
    if (!(target instanceof HTMLElement)) return;
    // Only a preload with work has an outcome, and logging is enough work.
    event.waitUntil(Promise.resolve());
    const outcome = element('td', {}, '…');
    open.set(target, outcome);
    log.prepend(
      element(
        'tr',
        {},
        element('td', {class: 'number'}, new Date().toLocaleTimeString('en-GB')),
        element('td', {}, nameOf(target)),
        element('td', {}, trigger),
        element('td', {class: 'number'}, percent(probability)),
        outcome,
      ),
    );
    while (log.rows.length > lines) log.deleteRow(-1);
    part('log-empty', HTMLElement).hidden = true;
  });
  region.addEventListener('preload-outcome', ({target, used, leadMs}) => {
    const outcome = target && open.get(target);
    if (!outcome) return;
    outcome.textContent = used ? `used, ${milliseconds(leadMs)} ahead` : 'cancelled';
    outcome.classList.toggle('used', used);
  });
}
