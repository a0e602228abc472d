import type {Observation, PredictiveRegion} from '../src/index.js';
import {percent} from '../src/core/percent.js';
import {nameOf} from '../src/inspector/wording.js';

/** A probability below this would only make the line flicker. */
const worthMentioning = 0.05;

/** Shows what a region predicts, and how sure it is, in words; else the text that the page has in that line. */
export function showPrediction(region: PredictiveRegion, line: HTMLElement): void {
  const idle = line.textContent;
  const rest = (): void => void (line.textContent = idle);
  region.observe((observation) => void (line.textContent = inWords(observation) ?? idle));
  region.addEventListener('predictive-change', ({predicted}) => {
    if (predicted === null) rest();
  });
  document.documentElement.addEventListener('pointerleave', rest);
}

function inWords({targets, none, predicted}: Observation): string | undefined {
  const [first] = targets.toSorted((a, b) => b.probability - a.probability);
  if (first === undefined || first.probability < worthMentioning) return undefined;
  const [name, share] = [nameOf(first.element), percent(first.probability)];
  if (predicted === first.element) return `${name} — ${share}, none ${percent(none)}`;
  return none > first.probability
    ? `None — ${percent(none)}, ${name} ${share}`
    : `Not sure yet: ${name} ${share}, none ${percent(none)}`;
}
