import type {PreloadDeclaration} from './preload.js';

/** What a region needs from anything whose press it predicts: a `<predictive-button>` or a native element. */
export interface PredictiveTarget {
  /** An SVG link counts as one: it has all that the kit uses of an HTML element. */
  readonly element: HTMLElement;
  /** The target's explicit identity, if it has one. */
  readonly key: string | null;
  /** Disabled targets are never predicted or preloaded. */
  readonly targetDisabled: boolean;
  /** What the target declares; the region supplies the rest. */
  readonly preloadDeclaration: Partial<PreloadDeclaration>;
  /**
   * Shows whether the target is predicted; repeated now and then, in case a framework has removed the
   * attribute.
   */
  showPredicted(predicted: boolean): void;
  /** Shows the state of the target's preload; `undefined` if there is none, or it failed. */
  showPreload(state: 'preloading' | 'preloaded' | undefined): void;
  /** Shows whether the target is likely or unlikely by habit. */
  showHint(hint: 'likely' | 'unlikely' | undefined): void;
  /** Whether a press on this path, which leads through the element, presses the target; without it, every one does. */
  isPressedAt?(path: readonly EventTarget[]): boolean;
}

/** Whether the element is one of the kit's own, which show their marks themselves. */
export function isOfKit({localName}: Element): boolean {
  return localName.startsWith('predictive-');
}

/** Longest key, characters; anything longer is text, not a name. */
export const maxKeyLength = 200;

/** Identity of an element: its key, else `data-predictive-key`, `id`, `href`, name and value, or text. */
export function keyOf({element, key}: Pick<PredictiveTarget, 'element' | 'key'>): string {
  const attribute = (name: string): string => element.getAttribute(name)?.trim() ?? '';
  const nameAndValue = [attribute('name'), attribute('value')].filter(Boolean).join('=');
  const text = (element.textContent ?? '').replace(/\s+/g, ' ').trim();
  return (
    key?.trim() ||
    // For frameworks that reserve `key`.
    attribute('data-predictive-key') ||
    element.id ||
    attribute('href') ||
    nameAndValue ||
    text ||
    attribute('aria-label') ||
    element.localName
  ).slice(0, maxKeyLength);
}
