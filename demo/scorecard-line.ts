import type {PredictiveRegion} from '../src/index.js';
import {counted, milliseconds, percent} from '../src/inspector/wording.js';

/** Keeps the score of a region in one line. */
export function showScorecard(region: PredictiveRegion, line: HTMLElement): void {
  const update = (): void => {
    const {presses, recall, precision, medianLeadMs} = region.scorecard;
    if (recall === null) {
      line.textContent = 'Press one, and the score is kept here.';
      return;
    }
    const figures = [
      counted(presses, 'press', 'presses'),
      `${percent(recall)} foreseen (recall)`,
      ...(precision === null ? [] : [`${percent(precision)} of predictions right (precision)`]),
      ...(medianLeadMs === null ? [] : [`${milliseconds(medianLeadMs)} ahead (median)`]),
    ];
    line.textContent = figures.join(' · ');
  };
  update();
  region.addEventListener('predictive-change', update);
  region.addEventListener('click', update);
}
