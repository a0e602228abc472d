import {closest} from '../core/dom.js';

export interface LinkRequest {
  rel: 'preconnect' | 'modulepreload' | 'prefetch';
  url: string;
  element: Element;
  crossOrigin?: boolean;
}

export function supportsLink(rel: LinkRequest['rel']): boolean {
  return document.createElement('link').relList.supports?.(rel) ?? false;
}

/** Adds a link that the browser acts upon. */
export function addLink({rel, url, element, crossOrigin = false}: LinkRequest): HTMLLinkElement {
  const link = document.createElement('link');
  link.rel = rel;
  link.href = url;
  link.nonce = nonceOf(element);
  if (crossOrigin) link.crossOrigin = 'anonymous';
  document.head.append(link);
  return link;
}

/**
 * Asks for `url` by a link: resolves to the bytes that came, where known, when it is there. No signal ends a module's
 * request: browsers go on with it.
 */
export async function askByLink(request: LinkRequest, signal?: AbortSignal): Promise<number | undefined> {
  const link = addLink(request);
  try {
    await new Promise((resolve, reject) => {
      link.addEventListener('load', resolve);
      link.addEventListener('error', () => reject(new Error(`Preloading ${request.url} failed.`)));
      signal?.addEventListener('abort', () => reject(new DOMException('Withdrawn.', 'AbortError')));
    });
  } finally {
    // Ends a prefetch that is under way, and leaves nothing behind of one that is done.
    link.remove();
  }
  return bytesOf(request.url);
}

/** What the browser says of the latest request for `url`; nothing when it kept the bytes of another origin to itself. */
export function bytesOf(url: string): number | undefined {
  const [timing] = performance.getEntriesByName(url, 'resource').slice(-1) as PerformanceResourceTiming[];
  return timing && timing.transferSize > 0 ? timing.transferSize : undefined;
}

/** A page with a strict CSP gives the nonce to the button, or to the region around it. */
export function nonceOf(element: Element): string {
  // Whatever has the attribute has the property.
  return (closest(element, '[nonce]') as HTMLElement | undefined)?.nonce ?? '';
}
