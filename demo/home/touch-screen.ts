import type {PredictiveRegion} from '../../src/index.js';
import {percent} from '../../src/core/percent.js';
import {nameOf} from '../../src/inspector/wording.js';
import {part} from '../part.js';

/** Whether there are only fingers: without any pointer attached, a computer has nothing that hovers either. */
export const isTouchScreen = navigator.maxTouchPoints > 0 && matchMedia('(hover: none)').matches;

/**
 * Without a pointer that hovers there is no movement to learn from: the same buttons show what works there, the habit
 * of pressing one after another.
 */
export function practiseHabit(region: PredictiveRegion): void {
  document.documentElement.classList.add('touch');
  region.habits = 'on';
  region.hints = '';
  const line = part('habit-line', HTMLElement);
  let likely: HTMLElement | null = null;
  let next = line.textContent;
  let foreseen = 0;
  let right = 0;
  let expected: HTMLElement | null = null;
  // A click has already changed what is likely.
  region.addEventListener('pointerdown', () => (expected = likely), {capture: true});
  region.addEventListener('click', ({target}) => {
    if (expected === null || !(target instanceof Element)) return;
    foreseen++;
    if (target.closest('predictive-button') === expected) right++;
    write();
  });
  region.observe(({pointer}) => {
    if (pointer !== null) return;
    likely = region.querySelector<HTMLElement>('predictive-button:state(likely)');
    const share = Number(likely?.style.getPropertyValue('--predictive-probability'));
    next =
      likely === null
        ? 'No button stands out as the next.'
        : `Likely next: ${nameOf(likely)}, ${percent(share)}.`;
    write();
  });

  function write(): void {
    line.textContent = foreseen === 0 ? next : `${next} Foreseen so far: ${right} of ${foreseen}.`;
  }
}
