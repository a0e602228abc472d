import {handLinks} from './predicted-links.js';

/** Functions of `$app/navigation`. */
export interface SvelteKitNavigation {
  /** Imports the code of a page and runs its `load`. */
  preloadData?: (href: string) => Promise<unknown>;
  /** Imports the code of a page; used without `preloadData`. */
  preloadCode?: (pathname: string) => Promise<unknown>;
}

/**
 * Has SvelteKit load the code and data of predicted links; it keeps the latest. Its functions take no signal. Links
 * with `data-sveltekit-reload` are left to the kit. Returns a function that ends it.
 */
export function preloadWith(
  region: EventTarget,
  {preloadData, preloadCode}: SvelteKitNavigation,
): () => void {
  return handLinks(region, ({url, element}) => {
    const reload = element.closest('[data-sveltekit-reload]')?.getAttribute('data-sveltekit-reload') ?? 'off';
    if (reload !== 'off' && reload !== 'false') return undefined;
    return preloadData ? preloadData(url.href) : preloadCode?.(url.pathname);
  });
}
