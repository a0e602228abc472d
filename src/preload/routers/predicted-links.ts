import type {PreloadEvent} from '../../core/events.js';

/** A predicted link of the page's own origin. */
export interface PredictedLink {
  url: URL;
  /** An `<a>`, or a `<predictive-button>` with `href`. */
  element: HTMLElement;
  /** Aborts when the prediction is withdrawn. */
  signal: AbortSignal;
}

/**
 * Hands each predicted link to a router, until the returned function is called. `preload` returns its work, or
 * `undefined` for a link that is not the router's: only that one is left to the kit. Links that the kit refuses to
 * request are left alone.
 */
export function handLinks(
  region: EventTarget,
  preload: (link: PredictedLink) => Promise<unknown> | undefined,
): () => void {
  const onPreload = (event: Event): void => {
    // Its type determines its class.
    const {target, refusal, signal} = event as PreloadEvent;
    // Of SVG's links `href` is no text.
    if (!(target instanceof HTMLElement && 'href' in target && typeof target.href === 'string')) return;
    if (target.href === '' || refusal !== undefined) return;
    const url = new URL(target.href, document.baseURI);
    if (url.origin !== location.origin || /(^|\s)external(\s|$)/i.test(target.getAttribute('rel') ?? ''))
      return;
    const work = preload({url, element: target, signal});
    if (work === undefined) return;
    event.preventDefault();
    (event as PreloadEvent).waitUntil(work);
  };
  const source = eventsOf(region);
  source.addEventListener('preload', onPreload);
  return () => source.removeEventListener('preload', onPreload);
}

/** Where the events of a region's links arrive: a region with `scope` is not above its links. */
export function eventsOf(region: EventTarget): EventTarget {
  return region instanceof Element && region.hasAttribute('scope') ? region.ownerDocument : region;
}

/** Path and search of a URL without the base path of an app; `undefined` for a page outside it. */
export function pathIn(base: string, {pathname, search}: URL): string | undefined {
  const folder = base.replace(/\/$/, '');
  if (pathname !== folder && !pathname.startsWith(`${folder}/`)) return undefined;
  return (pathname.slice(folder.length) || '/') + search;
}
