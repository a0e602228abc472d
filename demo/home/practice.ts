import type {PredictiveRegion} from '../../src/index.js';
import {seededRandom, shuffled} from '../../src/core/random.js';

/**
 * Marks the next button to press. All of them come equally often, in random order: habit would otherwise know the next
 * one before the pointer moves.
 */
export function practise(region: PredictiveRegion): void {
  const buttons = [...region.querySelectorAll('predictive-button')];
  const random = seededRandom(5);
  let round: typeof buttons = [];
  let wanted: (typeof buttons)[number] | undefined;
  const next = (): void => {
    if (round.length === 0) round = shuffled(buttons, random);
    // Not twice in a row.
    if (round[0] === wanted) round.reverse();
    wanted = round.shift();
    for (const button of buttons) {
      button.variant = button === wanted ? 'brand' : 'neutral';
      button.appearance = button === wanted ? 'filled' : 'outlined';
    }
  };
  next();
  region.addEventListener('click', ({target}) => {
    if (target === wanted) next();
  });
}
