import type {PreloadAction} from '../core/preload.js';
import {viewOf} from '../core/view.js';
import {addLink, supportsLink, type Answer, type LinkRequest} from './links.js';

/** Requests a module, or a page where there are no speculation rules, and resolves to what is known of the answer. */
export async function requestWithoutRules({
  action,
  url,
  element,
  signal,
}: {
  action: PreloadAction;
  url: string;
  element: Element;
  signal: AbortSignal;
}): Promise<Answer> {
  if (action === 'module') return requestByLink({rel: 'modulepreload', url, element});
  // It may have been cancelled while this was loaded.
  signal.throwIfAborted();
  if (supportsLink('prefetch')) return requestByLink({rel: 'prefetch', url, element}, signal);
  return fetchAhead(url, signal);
}

/**
 * Requests `url` with a link element; resolves once loaded. Aborting does not stop a module's request: browsers finish
 * it.
 */
async function requestByLink(request: LinkRequest, signal?: AbortSignal): Promise<Answer> {
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

/**
 * Fetches a page into the browser's cache and resolves to what is known of the answer. Scripts may not set
 * `Sec-Purpose`, so servers get another header. Redirects to other origins are not followed.
 */
async function fetchAhead(url: string, signal: AbortSignal): Promise<Answer> {
  const headers = {'X-Sec-Purpose': 'prefetch'};
  const response = await fetch(url, {signal, headers, mode: 'same-origin', priority: 'low'});
  const {byteLength} = await response.arrayBuffer();
  if (!response.ok) throw new Error(`Preloading ${url} failed: ${response.status}.`);
  return {bytes: byteLength, ...answerOf(url)};
}

/** The answer to the window's latest request for `url`. */
function answerOf(url: string, {performance}: Window = window): Answer {
  const [timing] = performance.getEntriesByName(url, 'resource').slice(-1) as PerformanceResourceTiming[];
  if (timing === undefined || timing.transferSize === 0) return {};
  const {transferSize: bytes, requestStart, responseEnd} = timing;
  return {bytes, ms: requestStart > 0 ? responseEnd - requestStart : undefined};
}
