import type {PreloadDeclaration} from './preload.js';

/** What a region needs of anything whose press it predicts: a `<predictive-button>` or a native element. */
export interface PredictiveTarget {
  readonly element: HTMLElement;
  /** Identity as a class, if it was given one. */
  readonly key: string | null;
  /** Disabled targets are never predicted or preloaded. */
  readonly targetDisabled: boolean;
  /** What it says of its preload; what it leaves open is the region's to say. */
  readonly preloadDeclaration: Partial<PreloadDeclaration>;
  /** Shows whether it is predicted; called again now and then, in case the mark was stripped. */
  showPredicted(predicted: boolean): void;
  /** Shows how far its preload is; `undefined` when there is none, or it failed. */
  showPreload(state: 'preloading' | 'preloaded' | undefined): void;
  /** Shows whether habit speaks for it, or against it. */
  showHint(hint: 'likely' | 'unlikely' | undefined): void;
}

/** Longest key, in characters; more would be a text, not a name. */
export const maxKeyLength = 200;

/** Identity of an element as a class: its key, else `data-predictive-key`, `id`, else `href`, else name and value, else its text. */
export function keyOf({element, key}: Pick<PredictiveTarget, 'element' | 'key'>): string {
  const attribute = (name: string): string => element.getAttribute(name)?.trim() ?? '';
  const nameAndValue = [attribute('name'), attribute('value')].filter(Boolean).join('=');
  const text = (element.textContent ?? '').replace(/\s+/g, ' ').trim();
  return (
    key?.trim() ||
    // Frameworks that keep `key` for themselves write this one.
    attribute('data-predictive-key') ||
    element.id ||
    attribute('href') ||
    nameAndValue ||
    text ||
    attribute('aria-label') ||
    element.localName
  ).slice(0, maxKeyLength);
}
