import type {PredictiveRegion} from '../src/index.js';
import {percent} from '../src/core/percent.js';

/** Writes each button's probability into the `<output>` after it; the bar above that is the style sheet's. */
export function labelProbabilities(region: PredictiveRegion): void {
  const write = (probabilities: ReadonlyMap<Element, number>): void => {
    for (const button of region.querySelectorAll('predictive-button')) {
      const label = button.nextElementSibling;
      if (label instanceof HTMLOutputElement) label.value = percent(probabilities.get(button) ?? 0);
    }
  };
  write(new Map());
  // Not as written for styles, which is rounded: the sentence beside it is not.
  region.observe(({targets}) =>
    write(new Map(targets.map(({element, probability}) => [element, probability]))),
  );
}
