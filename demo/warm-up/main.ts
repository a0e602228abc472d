import {PredictiveButton, PredictiveRegion} from '../../src/index.js';
import {element} from '../../src/inspector/element.js';
import {milliseconds} from '../../src/inspector/wording.js';
import {part} from '../part.js';
import {showPrediction} from '../prediction-line.js';
import {showServerLog} from './server-log.js';
import {timeToFirstByte} from './time-to-first-byte.js';

const api = new URL('api/', document.baseURI);

/** Number of presses shown for each button; the newest first. */
const shownPresses = 5;

/** Time of a full bar, ms. */
const fullBarMs = 900;

const prepared = part('with', PredictiveButton);

// The only code necessary to have the function warm when the button is pressed.
prepared.addEventListener('preload', (event) =>
  event.waitUntil(
    fetch(new URL('with/warm', api), {signal: event.signal, headers: {'X-Sec-Purpose': 'prefetch'}}),
  ),
);

let leadMs: number | undefined;
prepared.addEventListener('preload-outcome', (event) => {
  leadMs = event.used ? event.leadMs : undefined;
});

for (const button of [prepared, part('without', PredictiveButton)])
  button.addEventListener('click', () => void press(button.id));

/** Requests the report, and shows the time to its first byte. */
async function press(name: string): Promise<void> {
  const figure = part(`${name}-figure`, HTMLElement);
  figure.textContent = '…';
  try {
    const ms = await timeToFirstByte(new URL(`${name}/report`, api), {method: 'POST'});
    const ahead = name === prepared.id ? leadMs : undefined;
    leadMs = undefined;
    figure.textContent = milliseconds(ms);
    const note = ahead === undefined ? '' : `${milliseconds(ahead)} ahead`;
    const list = part(`${name}-presses`, HTMLOListElement);
    const bar = element('i', {class: 'bar', style: `--share: ${Math.min(1, ms / fullBarMs)}`});
    list.prepend(element('li', {}, bar, element('span', {class: 'number'}, milliseconds(ms)), note));
    while (list.children.length > shownPresses) list.lastElementChild?.remove();
  } catch (error) {
    figure.textContent = error instanceof Error ? error.message : String(error);
  }
}

showServerLog(new URL('events', api));
showPrediction(part('region', PredictiveRegion), part('prediction', HTMLElement));
