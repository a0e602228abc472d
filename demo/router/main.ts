import 'htmx.org';
import {PredictiveRegion} from '../../src/index.js';
import {milliseconds} from '../../src/inspector/wording.js';
import {part} from '../part.js';
import {showPrediction} from '../prediction-line.js';
import {logPreloads} from '../preload-log.js';

const region = part('region', PredictiveRegion);
const links = [...region.querySelectorAll<HTMLAnchorElement>('a[hx-get]')];

// The same request as htmx will make, so that the browser's cache has its response; the server sets how long.
region.addEventListener('preload', (event) => {
  const {target, signal, refusal} = event;
  const fragment = target instanceof HTMLAnchorElement ? target.getAttribute('hx-get') : null;
  // Don't request what the kit itself would refuse.
  if (fragment === null || refusal !== undefined) return;
  event.waitUntil(
    fetch(fragment, {signal, headers: {'HX-Request': 'true'}}).then((response) => response.text()),
  );
});

let leadMs: number | undefined;
region.addEventListener('preload-outcome', (event) => {
  // The same press may cancel other preloads.
  if (event.used) leadMs = event.leadMs;
});

let begun = 0;
document.addEventListener('htmx:beforeRequest', () => void (begun = performance.now()));
document.addEventListener('htmx:afterSwap', () => {
  const ahead = leadMs === undefined ? '' : `, requested ${milliseconds(leadMs)} before it`;
  part('timing', HTMLElement).textContent =
    `Shown ${milliseconds(performance.now() - begun)} after the press${ahead}.`;
  leadMs = undefined;
});

/** Marks the link of the current page. */
function markCurrent(): void {
  for (const link of links)
    if (link.search === location.search) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
}
for (const moved of ['htmx:pushedIntoHistory', 'htmx:historyRestore'])
  document.addEventListener(moved, markCurrent);
markCurrent();

// Opened with a page in the URL; htmx has not processed the document yet.
const current = links.find((link) => link.hasAttribute('aria-current'))?.getAttribute('hx-get');
if (current) {
  const view = part('view', HTMLElement);
  view.setAttribute('hx-get', current);
  view.setAttribute('hx-trigger', 'load');
}

showPrediction(region, part('prediction', HTMLElement));
logPreloads(region);
