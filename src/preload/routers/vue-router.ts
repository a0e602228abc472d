import {handLinks, pathIn} from './predicted-links.js';

/** The router of `createRouter()`. */
export interface VueRouter {
  readonly options: {readonly history: {readonly base: string}};
  resolve(path: string): {
    readonly matched: readonly {components?: Record<string, unknown> | null | undefined}[];
  };
}

/**
 * Loads the code of predicted links' routes. Vue Router itself loads no data. Links that match no route are left to
 * the kit. Returns a function that ends it.
 */
export function preloadWith(region: EventTarget, router: VueRouter): () => void {
  return handLinks(region, ({url}) => {
    const path = pathIn(router.options.history.base, url);
    const matched = path === undefined ? [] : router.resolve(path).matched;
    if (matched.length === 0) return undefined;
    const components = matched.flatMap((record) => Object.values(record.components ?? {}));
    return Promise.all(components.filter(isLazy).map((load) => load()));
  });
}

/** Whether it imports a component, and is none itself, by the same test as in Vue Router. */
function isLazy(component: unknown): component is () => Promise<unknown> {
  return (
    typeof component === 'function' &&
    !['displayName', 'props', 'emits', '__vccOpts'].some((name) => name in component)
  );
}
