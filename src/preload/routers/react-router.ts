import {handLinks} from './predicted-links.js';

/** A route object of React Router. */
export interface ReactRoute {
  lazy?: unknown;
  loader?: unknown;
}

/** The router of `createBrowserRouter()`, and `matchRoutes()` of `react-router`. */
export interface ReactRouter<Route extends ReactRoute = ReactRoute> {
  router: {readonly routes: Route[]; readonly basename?: string | undefined};
  matchRoutes: (
    routes: Route[],
    location: string,
    basename?: string,
  ) => readonly {route: Route; params: Record<string, string | undefined>}[] | null;
}

export interface ReactRouterOptions {
  /**
   * Whether to run the loaders of the matching routes as well. React Router runs them again at the press, so they have
   * to keep their answers, as with a query library.
   */
  loaders?: boolean;
}

/**
 * Loads the code of predicted links' routes (`lazy`), and on request runs their loaders. React Router has no public
 * function that prepares a navigation, so its own state is not touched. Links that match no route are left to the kit.
 * Returns a function that ends it.
 */
export function preloadWith<Route extends ReactRoute>(
  region: EventTarget,
  {router, matchRoutes}: ReactRouter<Route>,
  {loaders = false}: ReactRouterOptions = {},
): () => void {
  return handLinks(region, ({url, signal}) => {
    const matches = matchRoutes(router.routes, url.pathname + url.search, router.basename);
    if (!matches) return undefined;
    return Promise.all(
      matches.map(async ({route, params}) => {
        const loaded = await loadedParts(route.lazy);
        const loader = loaded.loader ?? route.loader;
        const request = new Request(url, {signal});
        if (loaders && isFunction(loader)) await loader({request, params, context: {}});
      }),
    );
  });
}

/** `lazy` is a function that resolves to parts of the route, or an object with a function for each part. */
async function loadedParts(lazy: unknown): Promise<ReactRoute> {
  if (isFunction(lazy)) return (await lazy()) as ReactRoute;
  const parts = new Map<string, unknown>();
  await Promise.all(
    Object.entries(lazy ?? {}).map(async ([name, load]: [string, unknown]) => {
      if (isFunction(load)) parts.set(name, await load());
    }),
  );
  return Object.fromEntries(parts);
}

function isFunction(value: unknown): value is (...parameters: unknown[]) => unknown {
  return typeof value === 'function';
}
