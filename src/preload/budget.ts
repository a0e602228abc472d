import type {PreloadAction} from '../core/preload.js';
import {keptMs} from './answer-time.js';

/** Limits on preloading. A page may change them before the first request. */
export const preloadLimits = {
  /** Pages and modules per minute: more than a reader opens, few enough for a server. */
  requestsPerMinute: 12,
  /** Pages and modules per page view. */
  requestsPerPage: 60,
  /** Requests under way at once, and one more for a press; the page's own requests come first. */
  atOnce: 2,
  /** Bytes per page view, where known: about one heavy page. */
  bytesPerPage: 5_000_000,
  /** Connections per page view; browsers close idle ones, but each TLS handshake costs the server. */
  preconnectsPerPage: 6,
  /** Time before a URL may be requested again, ms: when the browser has discarded it. */
  repeatAfterMs: keptMs,
};

/** Why a request was wasted. */
export type DropReason = 'cancelled' | 'failed';

/** `already-requested`: the response is there, or on its way. */
export type BudgetRefusal = 'already-requested' | DropReason | 'rate' | 'page-limit' | 'bytes' | 'busy';

export interface BudgetRequest {
  action: PreloadAction;
  /** The URL; for `preconnect`, the origin. */
  url: string;
  /**
   * Whether this renders a page that a prefetch has fetched: only then may its URL be requested a second
   * time.
   */
  follows?: boolean;
  /**
   * Whether a press or the page itself triggered this: only then may a cancelled request be repeated once, and
   * one more be under way.
   */
  isUserInitiated?: boolean;
}

interface RequestRecord {
  follows: boolean;
  at: number;
  dropped?: DropReason;
  /** Whether this repeats a cancelled request. */
  isRepeated: boolean;
}

const minuteMs = 60_000;

/** Enforces the limits on preloading. Pure: callers pass the time. */
export class Budget {
  readonly #limits: typeof preloadLimits;
  /** When each request started, oldest first. */
  readonly #startTimes: number[] = [];
  readonly #requested = new Map<string, RequestRecord>();
  /** URLs of the requests under way, by action and URL. */
  readonly #running = new Map<string, string>();
  #preconnects = 0;
  #bytes = 0;

  constructor(limits = preloadLimits) {
    this.#limits = limits;
  }

  /**
   * Counts a request that starts at `now`, ms, or returns why it must not start. Retry `busy` soon. Call
   * `end()` when the request ends, except after `preconnect`.
   */
  start(
    {action, url, follows = false, isUserInitiated = false}: BudgetRequest,
    now: number,
  ): BudgetRefusal | undefined {
    const refusal = this.#refusalOf({action, url, follows, isUserInitiated}, now);
    if (refusal) return refusal;
    const earlier = this.#latest({action, url}, now);
    const isRepeated = earlier?.dropped !== undefined || earlier?.isRepeated === true;
    this.#requested.set(keyOf({action, url}), {follows, at: now, isRepeated});
    if (action === 'preconnect') {
      this.#preconnects++;
    } else {
      this.#startTimes.push(now);
      this.#running.set(`${action} ${url}`, url);
    }
    return undefined;
  }

  /** The request has ended; `bytes` is the size received, where known. */
  end({action, url}: BudgetRequest, bytes = 0): void {
    this.#running.delete(`${action} ${url}`);
    this.#bytes += bytes;
  }

  /** The request gave nothing usable. A cancelled prerender leaves its prefetch usable. */
  drop({action, url}: BudgetRequest, reason: DropReason): void {
    const earlier = this.#requested.get(keyOf({action, url}));
    if (earlier && action !== 'prerender') earlier.dropped = reason;
  }

  /** Forgets which URLs were requested. Their requests still count. */
  forget(): void {
    this.#requested.clear();
  }

  #latest({action, url}: BudgetRequest, now: number): RequestRecord | undefined {
    const earlier = this.#requested.get(keyOf({action, url}));
    return earlier && now - earlier.at < this.#limits.repeatAfterMs ? earlier : undefined;
  }

  #refusalOf(request: Required<BudgetRequest>, now: number): BudgetRefusal | undefined {
    const {action, url, follows, isUserInitiated} = request;
    const limits = this.#limits;
    const earlier = this.#latest(request, now);
    if (earlier && (earlier.follows || !follows)) {
      const mayRepeat = earlier.dropped === 'cancelled' && isUserInitiated && !earlier.isRepeated;
      if (!mayRepeat) return earlier.dropped ?? 'already-requested';
      // The cancelled request is still ending.
      if (this.#running.has(`${action} ${url}`)) return 'busy';
    }
    if (action === 'preconnect')
      return this.#preconnects >= limits.preconnectsPerPage ? 'page-limit' : undefined;
    if (this.#startTimes.length >= limits.requestsPerPage) return 'page-limit';
    if (this.#bytes >= limits.bytesPerPage) return 'bytes';
    if (this.#startTimes.filter((at) => now - at < minuteMs).length >= limits.requestsPerMinute)
      return 'rate';
    // A prerender shares the slot of the prefetch it waits for.
    const urls = new Set(this.#running.values());
    return !urls.has(url) && urls.size >= limits.atOnce + Number(isUserInitiated) ? 'busy' : undefined;
  }
}

function keyOf({action, url}: Pick<BudgetRequest, 'action' | 'url'>): string {
  return action === 'preconnect' ? `preconnect ${url}` : url;
}
