import type {PredictiveRegion} from '../src/index.js';
import {askForFiles, download} from '../src/inspector/download.js';
import {element} from '../src/inspector/element.js';
import {counted, nameOf} from '../src/inspector/wording.js';
import {minimumSamples} from '../src/core/sample.js';
import {report} from './message.js';
import {part} from './part.js';

/** The samples a region holds, what is missing before it can learn, and what can be done with them. */
export function samplesPanel(region: PredictiveRegion): void {
  const message = part('samples-message', HTMLElement);
  const update = (): void => showSamples(region);
  update();
  region.addEventListener('predictive-sample', update);

  for (const radio of document.querySelectorAll<HTMLInputElement>('input[name=label-on]'))
    radio.addEventListener('change', () => (region.labelOn = radio.value === 'hover' ? 'hover' : 'click'));

  const on = (id: string, work: () => Promise<string | undefined>): void =>
    part(id, HTMLButtonElement).addEventListener('click', () => void report(message, work).then(update));
  on('download-data', async () => {
    download(await region.exportDataset(), 'samples.json');
    return undefined;
  });
  on('upload-data', async () => {
    const [file] = await askForFiles({accept: '.json,application/json', multiple: false});
    if (file === undefined) return undefined;
    return `${counted(await region.importDataset(file), 'sample', 'samples')} added from ${file.name}.`;
  });
  on('delete-data', async () => {
    await region.resetDataset();
    return 'The samples are deleted; the model stays.';
  });
}

function showSamples(region: PredictiveRegion): void {
  const {count, none, perKey} = region.sampleCounts;
  const presses = count - none;
  const names = new Map(
    [...region.querySelectorAll('predictive-button')].map((button) => [button.targetKey, nameOf(button)]),
  );
  for (const key of Object.keys(perKey)) if (!names.has(key)) names.set(key, key);
  part('samples', HTMLDListElement).replaceChildren(
    ...[...names].map(([key, name]) => pair(name, perKey[key] ?? 0)),
    pair('No press', none),
  );
  const bar = part('readiness-bar', HTMLProgressElement);
  bar.max = minimumSamples.presses;
  bar.value = presses;
  part('readiness', HTMLElement).textContent = readiness(presses, Object.values(perKey));
}

function readiness(presses: number, perButton: number[]): string {
  const missing = minimumSamples.presses - presses;
  if (missing > 0) return `${counted(missing, 'more press', 'more presses')} until it can learn`;
  const wellKnown = perButton.filter((count) => count >= minimumSamples.perButton).length;
  if (wellKnown < minimumSamples.buttons)
    return `Press ${minimumSamples.buttons} different buttons ${minimumSamples.perButton} times each`;
  return `${counted(presses, 'press', 'presses')}: enough to learn from`;
}

function pair(name: string, count: number): HTMLElement {
  return element('div', {}, element('dt', {}, name), element('dd', {}, String(count)));
}
