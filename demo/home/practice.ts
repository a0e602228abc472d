import type {PredictiveRegion} from '../../src/index.js';
import {seededRandom} from '../../src/core/random.js';

/** Marks the next button to press, in random order: habit would otherwise know it before the pointer moves. */
export function practise(region: PredictiveRegion): void {
  const buttons = [...region.querySelectorAll('predictive-button')];
  const random = seededRandom(5);
  let wanted = -1;
  const next = (): void => {
    const step = 1 + Math.floor(random() * (buttons.length - 1));
    wanted = (Math.max(0, wanted) + step) % buttons.length;
    buttons.forEach((button, index) => {
      button.variant = index === wanted ? 'brand' : 'neutral';
      button.appearance = index === wanted ? 'filled' : 'outlined';
    });
  };
  next();
  region.addEventListener('click', ({target}) => {
    if (target === buttons[wanted]) next();
  });
}
