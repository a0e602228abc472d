import type {PredictiveRegion} from '../../src/index.js';
import {percent} from '../../src/core/percent.js';

/** From this probability on, the line names a second button. */
const worthMentioning = 0.1;

/**
 * Says which button is likely to be pressed next, and how sure that is, at every change, while the pointer
 * shows no direction. Only habits then determine `--predictive-probability`.
 */
export function showNext(region: PredictiveRegion, line: HTMLElement): void {
  const buttons = [...region.querySelectorAll('predictive-button')];
  const say = (): void => {
    const byProbability = buttons
      .map((button) => ({button, probability: probabilityOf(button)}))
      .sort((a, b) => b.probability - a.probability);
    const likely = byProbability.filter(({button}) => button.matches(':state(likely)'));
    const others = byProbability.filter(
      ({button, probability}) => !button.matches(':state(likely)') && probability >= worthMentioning,
    );
    line.textContent =
      likely.length === 0
        ? 'No button stands out as the next.'
        : `Likely next: ${[...likely, ...others.slice(0, 1)].map(inWords).join(', or ')}.`;
  };
  region.observe(({pointer}) => {
    if (pointer === null) say();
  });
  say();
}

function probabilityOf(button: HTMLElement): number {
  return Number(button.style.getPropertyValue('--predictive-probability'));
}

function inWords({button, probability}: {button: HTMLElement; probability: number}): string {
  return `${button.querySelector('.name')?.textContent ?? ''}, ${percent(probability)}`;
}
