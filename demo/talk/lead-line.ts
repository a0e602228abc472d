import type {PredictiveRegion} from '../../src/index.js';
import {milliseconds, nameOf} from '../../src/inspector/wording.js';

/** Shows after each press how long before it the button was predicted. */
export function showLead(region: PredictiveRegion, line: HTMLElement): void {
  let predicted: {button: HTMLElement; since: number} | undefined;
  let whenPressed: typeof predicted;
  region.addEventListener('predictive-change', (event) => {
    predicted = event.predicted === null ? undefined : {button: event.predicted, since: event.timeStamp};
  });
  // The click itself ends the prediction.
  region.addEventListener('pointerdown', () => (whenPressed = predicted), {capture: true});
  region.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('predictive-button') : null;
    if (button === null) return;
    const name = nameOf(button);
    // Keyboards and assistive technology click without a pointer.
    if (event.detail === 0) line.textContent = `${name} was pressed without a pointer.`;
    else if (whenPressed?.button === button)
      line.textContent = `${name} was predicted ${milliseconds(event.timeStamp - whenPressed.since)} before the press.`;
    else line.textContent = `${name} was not predicted.`;
    whenPressed = undefined;
  });
}
