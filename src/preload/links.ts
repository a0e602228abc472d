import {closest} from '../core/dom.js';
import {viewOf} from '../core/view.js';

export interface LinkRequest {
  rel: 'preconnect' | 'modulepreload' | 'prefetch';
  url: string;
  element: Element;
  crossOrigin?: boolean;
}

export function supportsLink(rel: LinkRequest['rel']): boolean {
  return document.createElement('link').relList.supports?.(rel) ?? false;
}

/** Adds a link element that makes the browser act. */
export function addLink({rel, url, element, crossOrigin = false}: LinkRequest): HTMLLinkElement {
  const {ownerDocument} = element;
  const link = ownerDocument.createElement('link');
  link.rel = rel;
  link.href = url;
  link.nonce = nonceOf(element);
  if (crossOrigin) link.crossOrigin = 'anonymous';
  ownerDocument.head.append(link);
  return link;
}

/** What is known of an answer: its bytes, and how long it took, ms. Another origin may hide either. */
export interface Answer {
  bytes?: number | undefined;
  ms?: number | undefined;
}

/**
 * Requests `url` with a link element; resolves once loaded. Aborting does not stop a module's request: browsers finish
 * it.
 */
export async function requestByLink(request: LinkRequest, signal?: AbortSignal): Promise<Answer> {
  const {url, element} = request;
  const link = addLink(request);
  const ended = new AbortController();
  try {
    await new Promise((resolve, reject) => {
      link.addEventListener('load', resolve);
      link.addEventListener('error', () => reject(new Error(`Preloading ${url} failed.`)));
      // Its reason is the browser's own error.
      const onCancel = (): void => reject(signal!.reason as DOMException);
      signal?.addEventListener('abort', onCancel, {signal: ended.signal});
    });
  } finally {
    ended.abort();
    // Stops a prefetch that is under way, and cleans up after a finished one.
    link.remove();
  }
  return answerOf(url, viewOf(element));
}

/** The answer to the window's latest request for `url`. */
export function answerOf(url: string, {performance}: Window = window): Answer {
  const [timing] = performance.getEntriesByName(url, 'resource').slice(-1) as PerformanceResourceTiming[];
  if (timing === undefined || timing.transferSize === 0) return {};
  const {transferSize: bytes, requestStart, responseEnd} = timing;
  return {bytes, ms: requestStart > 0 ? responseEnd - requestStart : undefined};
}

/** The nonce that a page with a strict CSP sets on the button, or on the region around it. */
export function nonceOf(element: Element): string {
  // Every element that matches has the property.
  return (closest(element, '[nonce]') as HTMLElement | undefined)?.nonce ?? '';
}
