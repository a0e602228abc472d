import type {Eagerness} from '../preload/planner.js';
import type {PreloadEvent} from '../events.js';

/** What a region needs of anything whose press it predicts: a `<predictive-button>` or a native element. */
export interface PredictiveTarget {
  readonly element: HTMLElement;
  /** Identity as a class. */
  readonly targetKey: string;
  /** Disabled targets are never predicted or preloaded. */
  readonly targetDisabled: boolean;
  readonly eagerness: Eagerness;
  /** Shows the prediction; called only when something changed. */
  showPrediction(prediction: {predicted: boolean; probability: number}): void;
  /** A preload was fired and not prevented: does what is declared, and shows that it is under way. */
  runPreload(event: PreloadEvent): void;
  /** The preload was withdrawn, or used by a press. */
  endPreload(): void;
}

/** Longest key, in characters; more would be a text, not a name. */
export const maxKeyLength = 200;

/** Identity of an element as a class: its key, else `id`, else `href`, else name and value, else its text. */
export function keyOf(element: HTMLElement, ownKey: string | null): string {
  const attribute = (name: string): string => element.getAttribute(name)?.trim() ?? '';
  const nameAndValue = [attribute('name'), attribute('value')].filter(Boolean).join('=');
  const text = (element.textContent ?? '').replace(/\s+/g, ' ').trim();
  const key =
    ownKey?.trim() ||
    element.id ||
    attribute('href') ||
    nameAndValue ||
    text ||
    attribute('aria-label') ||
    element.localName;
  return key.slice(0, maxKeyLength);
}

/** Writes the probability where styles can use it; a target without one has none. */
export function showProbability({style}: HTMLElement, probability: number): void {
  if (probability > 0) style.setProperty('--predictive-probability', probability.toFixed(2));
  else style.removeProperty('--predictive-probability');
}
