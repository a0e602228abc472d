import type {PredictiveRegion} from '../src/index.js';
import {percent} from '../src/inspector/wording.js';
import {part} from './part.js';

type TextSetting = 'architecture' | 'learn' | 'model' | 'persist';
type NumberSetting = 'threshold' | 'minAccuracy';

const persistHints: Record<PredictiveRegion['persist'], string> = {
  none: 'In memory only: samples and model are gone when the page is reloaded.',
  session: 'Samples and model are saved as they come, and gone when this tab is closed.',
  local: 'Samples and model are saved as they come, and loaded on your next visit (IndexedDB).',
};

/** Ties the controls of the panel to the region's properties. */
export function settings(region: PredictiveRegion): void {
  for (const select of document.querySelectorAll<HTMLSelectElement>('select[data-property]')) {
    // The values offered are those of the property.
    const set = (): void =>
      void Object.assign(region, {[select.dataset.property as TextSetting]: select.value});
    select.addEventListener('change', set);
    // Browsers restore what was chosen before a reload.
    set();
  }
  for (const range of document.querySelectorAll<HTMLInputElement>('input[data-property]')) {
    const set = (): void => {
      region[range.dataset.property as NumberSetting] = range.valueAsNumber;
      part(range.dataset.output ?? '', HTMLElement).textContent = percent(range.valueAsNumber);
    };
    range.addEventListener('input', set);
    set();
  }
  const predicting = part('predicting', HTMLInputElement);
  const rest = (): void => void (region.disabled = !predicting.checked);
  predicting.addEventListener('change', rest);
  rest();

  const hint = (): void =>
    void (part('persist-hint', HTMLElement).textContent = persistHints[region.persist]);
  document.querySelector('select[data-property=persist]')?.addEventListener('change', hint);
  hint();
}
