import 'htmx.org';
import {PredictiveRegion} from '../../src/index.js';
import {milliseconds} from '../../src/inspector/wording.js';
import {part} from '../part.js';
import {showPrediction} from '../prediction-line.js';
import {logPreloads} from '../preload-log.js';

const region = part('region', PredictiveRegion);
const links = [...region.querySelectorAll<HTMLAnchorElement>('a[hx-get]')];

// Asked for as htmx will ask, so that the browser's cache has it when htmx does; the server says for how long.
region.addEventListener('preload', (event) => {
  const {target, signal, refusal} = event;
  const fragment = target instanceof HTMLAnchorElement ? target.getAttribute('hx-get') : null;
  // What the kit would not ask for by itself is not asked for by us.
  if (fragment === null || refusal !== undefined) return;
  event.waitUntil(
    fetch(fragment, {signal, headers: {'HX-Request': 'true'}}).then((response) => response.text()),
  );
});

let leadMs: number | undefined;
region.addEventListener('preload-outcome', (event) => {
  // Others may be withdrawn at the same press.
  if (event.used) leadMs = event.leadMs;
});

let begun = 0;
document.addEventListener('htmx:beforeRequest', () => void (begun = performance.now()));
document.addEventListener('htmx:afterSwap', () => {
  const ahead = leadMs === undefined ? '' : `, asked for ${milliseconds(leadMs)} before it`;
  part('timing', HTMLElement).textContent =
    `Shown ${milliseconds(performance.now() - begun)} after the press${ahead}.`;
  leadMs = undefined;
});

/** Marks the link of the page that is shown. */
function markCurrent(): void {
  for (const link of links)
    if (link.search === location.search) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
}
for (const moved of ['htmx:pushedIntoHistory', 'htmx:historyRestore'])
  document.addEventListener(moved, markCurrent);
markCurrent();

// Opened at the address of a page; htmx has not looked at the document yet.
const current = links.find((link) => link.hasAttribute('aria-current'))?.getAttribute('hx-get');
if (current) {
  const view = part('view', HTMLElement);
  view.setAttribute('hx-get', current);
  view.setAttribute('hx-trigger', 'load');
}

showPrediction(region, part('prediction', HTMLElement));
logPreloads(region);
