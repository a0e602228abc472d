import {handLinks} from './predicted-links.js';

/** The router of `createRouter()`. */
export interface TanStackRouter {
  /** Its argument's type depends on the app's routes. */
  preloadRoute: (options: never) => Promise<unknown>;
  buildLocation: (options: never) => {pathname: string};
  getMatchedRoutes: (pathname: string) => readonly [matched: unknown, params: unknown, route?: unknown];
}

/**
 * Has TanStack Router load the code and data of predicted links, which it keeps for `defaultPreloadStaleTime`. Links
 * that match no route are left to the kit. Loaders go on when the prediction is withdrawn. Returns a function that
 * ends it.
 */
export function preloadWith(region: EventTarget, router: TanStackRouter): () => void {
  return handLinks(region, ({url}) => {
    // With `href`, `to` is not used.
    const options = {to: '.', href: url.pathname + url.search + url.hash} as never;
    const [, , route] = router.getMatchedRoutes(router.buildLocation(options).pathname);
    return route === undefined ? undefined : router.preloadRoute(options);
  });
}
