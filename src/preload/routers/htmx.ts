import {closest} from '../../core/dom.js';
import {handLinks} from './predicted-links.js';

/** The part of `htmx.org` that decides what its requests look like. */
export interface Htmx {
  readonly config: {
    readonly getCacheBusterParam?: boolean;
    readonly withCredentials?: boolean;
  };
}

/**
 * Fetches what htmx will fetch at the press, with its headers, so that the browser's cache serves the press: the
 * server has to allow that with `Cache-Control: private, max-age=30` and `Vary: HX-Request`. Elements with `hx-get`,
 * and boosted links; others are left to the kit. Returns a function that ends it.
 */
export function preloadWith(region: EventTarget, {config}: Htmx): () => void {
  return handLinks(region, ({url, element, signal}) => {
    const path = attribute(element, 'hx-get') ?? (isBoosted(element) ? url.href : undefined);
    // With a cache buster, no request is like another one.
    if (path === undefined || config.getCacheBusterParam === true) return undefined;
    const fragment = new URL(path, document.baseURI);
    if (fragment.origin !== location.origin) return undefined;
    const headers = new Headers({'HX-Request': 'true', 'HX-Current-URL': location.href});
    if (attribute(element, 'hx-get') === undefined) headers.set('HX-Boosted', 'true');
    const credentials = config.withCredentials === true ? 'include' : 'same-origin';
    return fetch(fragment, {signal, headers, credentials, priority: 'low'}).then(async (response) => {
      // The cache keeps it once it has been read.
      await response.text();
      if (!response.ok) throw new Error(`htmx's request would fail: ${response.status}.`);
    });
  });
}

/** htmx 2 inherits `hx-boost`, and htmx 4 `hx-boost:inherited`; neither takes links for other windows and downloads. */
function isBoosted(link: Element): boolean {
  const around = closest(
    link,
    '[hx-boost], [data-hx-boost], [hx-boost\\:inherited], [data-hx-boost\\:inherited]',
  );
  const boost = attribute(around, 'hx-boost') ?? attribute(around, 'hx-boost:inherited') ?? 'false';
  const window = link.getAttribute('target') ?? '';
  return boost !== 'false' && ['', '_self'].includes(window) && !link.hasAttribute('download');
}

function attribute(element: Element | undefined, name: string): string | undefined {
  return element?.getAttribute(name) ?? element?.getAttribute(`data-${name}`) ?? undefined;
}
