import '@material/web/button/filled-button.js';
import '@material/web/button/outlined-button.js';
import '@shoelace-style/shoelace/dist/components/button/button.js';
import {PredictiveRegion} from '../../src/index.js';
import {counted, nameOf} from '../../src/inspector/wording.js';
import {part} from '../part.js';
import {showPrediction} from '../prediction-line.js';
import {logPreloads} from '../preload-log.js';

const region = part('region', PredictiveRegion);

// Shoelace's dark theme is a class.
const dark = matchMedia('(prefers-color-scheme: dark)');
const matchTheme = (): void => void document.documentElement.classList.toggle('sl-theme-dark', dark.matches);
dark.addEventListener('change', matchTheme);
matchTheme();

// Clicks and forms of the kits work as without the region.
let presses = 0;
const note = (what: string): void => {
  part('pressed', HTMLElement).textContent = `${what} (${counted(++presses, 'press', 'presses')})`;
};
region.addEventListener('click', ({target}) => {
  const button = target instanceof HTMLElement ? target.closest<HTMLElement>(region.targets) : null;
  if (button && button.getAttribute('type') !== 'submit') note(`${nameOf(button)}: pressed`);
});
for (const form of region.querySelectorAll('form'))
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    note(`${form.getAttribute('aria-label') ?? ''}: form sent`);
  });

showPrediction(region, part('prediction', HTMLElement));
logPreloads(region);
