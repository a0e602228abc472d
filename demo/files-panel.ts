import type {ModelChange, PredictiveRegion} from '../src/index.js';
import {askForFiles, download} from '../src/inspector/download.js';
import {report} from './message.js';
import {part} from './part.js';

/** Models in and out of the page, and how to be rid of them. */
export function filesPanel(region: PredictiveRegion): void {
  const message = part('files-message', HTMLElement);
  const on = (id: string, work: () => Promise<string | undefined>): void =>
    part(id, HTMLButtonElement).addEventListener('click', () => void report(message, work));

  on('download-model', async () => {
    const {modelJson, weights} = await region.exportModel();
    download(modelJson, modelJson.name);
    download(weights, weights.name);
    return undefined;
  });
  on('upload-model', async () => {
    const files = await askForFiles({accept: '.json,.bin', multiple: true});
    return files.length === 0 ? undefined : inWords(await region.loadModel(files));
  });
  on('reset-model', async () => {
    await region.resetModel();
    return 'The model is given up; the samples stay.';
  });
  part('load-model', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    const url = part('model-url', HTMLInputElement).value.trim();
    void report(message, async () => inWords(await region.loadModel(url)));
  });

  const places = [message, part('privacy-message', HTMLElement)];
  document.querySelectorAll('button.forget').forEach((button, index) =>
    button.addEventListener('click', () => {
      void report(places[index] ?? message, async () => {
        await region.forget();
        return 'Every sample and model is deleted, stored or held.';
      });
    }),
  );
}

function inWords({verdict, architecture, reasons}: ModelChange): string {
  return verdict === 'refused' ? reasons.join(' ') : `The ${architecture} is in use.`;
}
