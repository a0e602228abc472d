import type {PredictiveRegion} from '../../src/index.js';
import {askForFiles, download} from '../../src/inspector/download.js';
import {counted} from '../../src/inspector/wording.js';
import {report, tell} from '../message.js';
import {part} from '../part.js';

/** Files, backends and thresholds, for those who look for them. */
export function advanced(region: PredictiveRegion): void {
  // The values of the options are those of the properties.
  choice('keep', (value) => (region.persist = value as PredictiveRegion['persist']));
  choice('backend', (value) => (region.backend = value as PredictiveRegion['backend']));
  choice('architecture', (value) => (region.architecture = value as PredictiveRegion['architecture']));
  choice('threshold', (value) => (region.threshold = Number(value)));
  choice('min-accuracy', (value) => (region.minAccuracy = Number(value)));
  choice('label-on', (value) => (region.labelOn = value as PredictiveRegion['labelOn']));
  action('save-data', async () => {
    download(await region.exportDataset(), 'movements.json');
    return 'Saved movements.json.';
  });
  action('load-data', async () => {
    const [file] = await askForFiles({accept: '.json', multiple: false});
    return file && `${counted(await region.importDataset(file), 'new movement', 'new movements')}.`;
  });
  action('save-model', async () => {
    for (const file of Object.values(await region.exportModel())) download(file, file.name);
    return 'Saved model.json and its weights.';
  });
  action('load-model', async () => {
    const files = await askForFiles({accept: '.json,.bin', multiple: true});
    return files.length === 0 ? undefined : (await region.loadModel(files)).reasons.join(' ');
  });
  action('reset-model', async () => {
    await region.resetModel();
    return 'Back to the shipped network; the movements stay.';
  });
  action('forget', async () => {
    await region.forget();
    return 'Every movement and network is deleted, from storage and from memory.';
  });
}

function choice(id: string, set: (value: string) => void): void {
  const select = part(id, HTMLSelectElement);
  select.addEventListener('change', () => set(select.value));
  // Browsers restore the choice after a reload.
  set(select.value);
}

function action(id: string, act: () => Promise<string | undefined>): void {
  part(id, HTMLButtonElement).addEventListener('click', () => {
    tell(part('problem', HTMLElement), undefined);
    void report(part('advanced-message', HTMLElement), act);
  });
}
