/** What led to a preload: `model` is the prediction, `manual` a call of `requestPreload()`. */
export type PreloadTrigger = 'model' | 'hover' | 'focus' | 'press' | 'manual';

/** How sure to be before preloading; words as in the platform's speculation rules. */
export type Eagerness = 'conservative' | 'moderate' | 'eager';

/** What a target can have done with its URL ahead of the press. */
export type PreloadAction = 'preconnect' | 'module' | 'prefetch' | 'prerender';

/** What is declared of a target's preload. */
export interface PreloadDeclaration {
  action: PreloadAction | 'none';
  href: string | null;
  eagerness: Eagerness;
  /** How dear a wasted preload is against one of an ordinary page, above 0. */
  cost: number;
  /** What is allowed that is not by itself: `query`, `cross-origin`. */
  allow: readonly string[];
}

/** Why a URL must not be asked for ahead of a press. */
export type UrlRefusal =
  | 'no-url'
  | 'scheme'
  | 'credentials'
  | 'cross-origin'
  | 'query'
  | 'current-page'
  | 'not-get'
  | 'download'
  | 'other-target'
  | 'nofollow'
  | 'opted-out'
  | 'unsafe-words'
  | 'filter';

/** May refuse a URL: it is preloaded unless the answer is `false`. */
export type PreloadFilter = (url: URL, element: HTMLElement) => boolean;

/** What `preload` may say, and `eagerness`; the first is what their absence means. */
export const preloadWords = ['none', 'preconnect', 'module', 'prefetch', 'prerender'] as const;
export const eagernessWords = ['moderate', 'conservative', 'eager'] as const;
