import type {PredictiveRegion} from '../src/index.js';
import {percent} from '../src/inspector/wording.js';

/** Writes each button's probability into the `<output>` after it; the bar above that is the style sheet's. */
export function labelProbabilities(region: PredictiveRegion): void {
  const update = (): void => {
    for (const button of region.querySelectorAll('predictive-button')) {
      const label = button.nextElementSibling;
      const probability = Number(button.style.getPropertyValue('--predictive-probability'));
      if (label instanceof HTMLOutputElement) label.value = percent(probability);
    }
  };
  update();
  region.observe(update);
  // After a press, and when the pointer leaves, there is no frame to observe.
  const observer = new MutationObserver(update);
  observer.observe(region, {subtree: true, attributeFilter: ['style']});
}
