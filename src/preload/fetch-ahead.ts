import {answerOf, type Answer} from './links.js';

/**
 * Fetches a page into the browser's cache and resolves to what is known of the answer. Scripts may not set
 * `Sec-Purpose`, so servers get another header. Redirects to other origins are not followed.
 */
export async function fetchAhead(url: string, signal: AbortSignal): Promise<Answer> {
  const headers = {'X-Sec-Purpose': 'prefetch'};
  const response = await fetch(url, {signal, headers, mode: 'same-origin', priority: 'low'});
  const {byteLength} = await response.arrayBuffer();
  if (!response.ok) throw new Error(`Preloading ${url} failed: ${response.status}.`);
  return {bytes: byteLength, ...answerOf(url)};
}
