import {toJson} from '../core/to-json.js';
import {requestsKey} from '../core/tab-keys.js';

/**
 * How long the next pages leave alone what a page has requested, ms. No browser keeps an answer for longer than its
 * page, unless its HTTP cache may keep it, and then the press has it without a request. So it is not worth the server's
 * work to ask again at once; yet a person who stays is to gain from preloads.
 */
export const leftAloneMs = 10_000;

type SeenRequest = readonly [url: string, at: number];

/** Whether a page before this one has just requested `url`. */
export function wasRequestedBefore(url: string): boolean {
  return stored().some((request) => request[0] === url && request[1] < performance.timeOrigin);
}

/** Tells the next pages of a request. */
export function noteRequest(url: string): void {
  const request: SeenRequest = [url, Date.now()];
  try {
    sessionStorage.setItem(requestsKey, toJson([...stored(), request]));
  } catch {
    // The browser blocks it, or it is full: the next page may then ask again.
  }
}

/**
 * The latest requests, without the open page, which may be left again. They are read each time, and held nowhere else:
 * a person may have deleted them.
 */
function stored(): SeenRequest[] {
  try {
    const requests = JSON.parse(sessionStorage.getItem(requestsKey)!) as SeenRequest[];
    const [here] = location.href.split('#');
    return requests.filter(([url, at]) => url !== here && Math.abs(Date.now() - at) < leftAloneMs);
  } catch {
    return [];
  }
}
