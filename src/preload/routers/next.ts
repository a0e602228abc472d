import {handLinks, pathIn} from './predicted-links.js';

/** What `useRouter()` returns, from `next/navigation` or `next/router`. */
export interface NextRouter {
  prefetch(href: string): unknown;
}

export interface NextOptions {
  /** `basePath` of `next.config.js`, which the router adds by itself. */
  basePath?: string;
}

/**
 * Has Next prefetch the code and data of predicted links. Next does nothing in development, takes no signal, and does
 * not say when it is done. Returns a function that ends it.
 */
export function preloadWith(
  region: EventTarget,
  router: NextRouter,
  {basePath = ''}: NextOptions = {},
): () => void {
  return handLinks(region, ({url}) => {
    const path = pathIn(basePath, url);
    return path === undefined ? undefined : Promise.resolve(router.prefetch(path));
  });
}
