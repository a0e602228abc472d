import {handLinks, pathIn} from './predicted-links.js';

/** What `useRouter()` returns, from `next/navigation` or `next/router`. */
export interface NextRouter {
  /** Its options depend on Next's version and router. */
  prefetch: (href: string, options?: never) => unknown;
}

export interface NextOptions {
  /** `basePath` of `next.config.js`, which the router adds by itself. */
  basePath?: string;
  /**
   * Whether to load the data of dynamic pages too, as `<Link prefetch={true}>` does (app router). Next shows it for
   * five minutes, `staleTimes.static`. With `false`, such pages are loaded up to their `loading.js`.
   */
  data?: boolean;
}

/**
 * Has Next prefetch the code and data of predicted links. Next does nothing in development, takes no signal, and does
 * not say when it is done. Returns a function that ends it.
 */
export function preloadWith(
  region: EventTarget,
  router: NextRouter,
  {basePath = '', data = true}: NextOptions = {},
): () => void {
  // A click during such a prefetch waits for it; during any other one, Next requests the page a second time. The
  // second parameter of the pages router is another one, and it has no `refresh()`.
  const options = data && 'refresh' in router ? [{kind: 'full'} as never] : [];
  return handLinks(region, ({url}) => {
    const path = pathIn(basePath, url);
    return path === undefined ? undefined : Promise.resolve(router.prefetch(path, ...options));
  });
}
