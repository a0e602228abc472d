/** What triggered a preload: `model` is the prediction, `manual` a call of `requestPreload()`. */
export type PreloadTrigger = 'model' | 'hover' | 'focus' | 'press' | 'manual';

/** How certain a prediction must be to preload; words as in the platform's speculation rules. */
export type Eagerness = 'conservative' | 'moderate' | 'eager';

/** What the kit can do with a target's URL before the press. */
export type PreloadAction = 'preconnect' | 'module' | 'prefetch' | 'prerender';

/** The declared preload of a target. */
export interface PreloadDeclaration {
  action: PreloadAction | 'none';
  href: string | null;
  eagerness: Eagerness;
  /** Cost of a wasted preload relative to an ordinary page, above 0. */
  cost: number;
  /** Opt-ins: `query`, `cross-origin`. */
  allow: readonly string[];
  /** The URL patterns of the region's `preload-only`: nothing else is preloaded. */
  only?: string | null | undefined;
}

/** Why the kit does not request a URL before a press. */
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
  | 'not-listed'
  | 'unsafe-words'
  | 'filter';

/**
 * Why a preload was not used. `withdrawn`: the target became unlikely; `gone`: it was removed or disabled, or the
 * preloads were forgotten; `changed`: its address changed; `router`: the press did not open the preloaded document,
 * since a script handled it; `elsewhere`: it opened another one.
 */
export type WasteReason = 'withdrawn' | 'gone' | 'changed' | 'router' | 'elsewhere';

/** Returns `false` to refuse a URL. */
export type PreloadFilter = (url: URL, element: HTMLElement) => boolean;

/** What `preload` may say, and `eagerness`; the first is what their absence means. */
export const preloadWords = ['none', 'preconnect', 'module', 'prefetch', 'prerender'] as const;
export const eagernessWords = ['moderate', 'conservative', 'eager'] as const;
