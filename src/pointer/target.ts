import type {Eagerness} from '../preload/planner.js';
import type {PreloadEvent} from '../events.js';

/** What a region needs of anything whose press it predicts: a `<predictive-button>` or a native element. */
export interface PredictiveTarget {
  readonly element: HTMLElement;
  /** Identity as a class, if it was given one. */
  readonly key: string | null;
  /** Disabled targets are never predicted or preloaded. */
  readonly targetDisabled: boolean;
  readonly eagerness: Eagerness;
  /** Shows whether it is predicted; called again now and then, in case the mark was stripped. */
  showPredicted(predicted: boolean): void;
  /** A preload was fired and not prevented: does what is declared, and shows that it is under way. */
  runPreload(event: PreloadEvent): void;
  /** The preload was withdrawn, or used by a press. */
  endPreload(): void;
}

/** Longest key, in characters; more would be a text, not a name. */
export const maxKeyLength = 200;

/** Identity of an element as a class: its key, else `id`, else `href`, else name and value, else its text. */
export function keyOf({element, key}: Pick<PredictiveTarget, 'element' | 'key'>): string {
  const attribute = (name: string): string => element.getAttribute(name)?.trim() ?? '';
  const nameAndValue = [attribute('name'), attribute('value')].filter(Boolean).join('=');
  const text = (element.textContent ?? '').replace(/\s+/g, ' ').trim();
  return (
    key?.trim() ||
    element.id ||
    attribute('href') ||
    nameAndValue ||
    text ||
    attribute('aria-label') ||
    element.localName
  ).slice(0, maxKeyLength);
}
