import type {PredictiveRegion} from '../../src/index.js';
import {percent} from '../../src/core/percent.js';

/** Writes each button's probability into the `<output>` after it; the style sheet draws the bar above. */
export function labelProbabilities(region: PredictiveRegion): void {
  const write = (probabilities: ReadonlyMap<Element, number>): void => {
    for (const button of region.querySelectorAll('predictive-button')) {
      const label = button.nextElementSibling;
      if (label instanceof HTMLOutputElement) label.value = percent(probabilities.get(button) ?? 0);
    }
  };
  write(new Map());
  // Not from the style property, which is rounded: the sentence below shows the exact value.
  region.observe(({targets}) =>
    write(new Map(targets.map(({element, probability}) => [element, probability]))),
  );
}
