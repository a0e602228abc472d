import type {PreloadAction} from '../core/preload.js';

/** How much may be asked for ahead of time. A page may set other numbers before anything is. */
export const preloadLimits = {
  /** Of pages and modules, a minute; who reads a list opens fewer, and a server feels more. */
  requestsPerMinute: 12,
  /** Of pages and modules while the page lives. */
  requestsPerPage: 60,
  /** Under way at the same time; the page's own requests come first. */
  atOnce: 2,
  /** Bytes while the page lives, where they are known; what a rather heavy page weighs. */
  bytesPerPage: 5_000_000,
  /** Connections while the page lives; browsers close idle ones, but setting up TLS costs the server. */
  preconnectsPerPage: 6,
  /** Until a URL may be asked for again, ms. Browsers throw away what they have prefetched after about as long. */
  askAgainMs: 300_000,
};

/** Why it was for nothing that something was asked for. */
export type Loss = 'taken-back' | 'failed';

/** `asked-before`: it is there, or on its way. */
export type BudgetRefusal = 'asked-before' | Loss | 'rate' | 'page-limit' | 'bytes' | 'busy';

export interface BudgetRequest {
  action: PreloadAction;
  /** For a preconnection the origin. */
  url: string;
  /** Whether it renders what a prefetch has in place: only then may the same URL be named once more. */
  follows?: boolean;
  /** Whether a press or the page itself asks, no prediction: only then may what was taken back be asked for once more. */
  isUserInitiated?: boolean;
}

interface Asked {
  follows: boolean;
  at: number;
  loss: Loss | undefined;
  /** For the second time. */
  isRepeated: boolean;
}

const minuteMs = 60_000;

/** Counts what a page asks for ahead of time, and says when it is too much. Told the time, never asking. */
export class Budget {
  readonly #limits: typeof preloadLimits;
  /** When each request began, oldest first. */
  readonly #began: number[] = [];
  readonly #asked = new Map<string, Asked>();
  /** What is under way. */
  readonly #running = new Map<string, string>();
  #preconnects = 0;
  #bytes = 0;

  constructor(limits = preloadLimits) {
    this.#limits = limits;
  }

  /**
   * Counts a request that begins `now`, ms, or says why it must not. What is `busy` may be tried again soon. Unless
   * it is a preconnection, `end()` must follow.
   */
  begin(
    {action, url, follows = false, isUserInitiated = false}: BudgetRequest,
    now: number,
  ): BudgetRefusal | undefined {
    const refusal = this.#refusalOf({action, url, follows, isUserInitiated}, now);
    if (refusal !== undefined) return refusal;
    const before = this.#latest({action, url}, now);
    const isRepeated = before?.loss !== undefined || before?.isRepeated === true;
    this.#asked.set(keyOf({action, url}), {follows, at: now, loss: undefined, isRepeated});
    if (action === 'preconnect') {
      this.#preconnects++;
    } else {
      this.#began.push(now);
      this.#running.set(`${action} ${url}`, url);
    }
    return undefined;
  }

  /** The request is no longer under way; `bytes` is what came, where known. */
  end({action, url}: BudgetRequest, bytes = 0): void {
    this.#running.delete(`${action} ${url}`);
    this.#bytes += bytes;
  }

  /** What was asked for is not there. What a prerender loses, its prefetch may still have. */
  lose({action, url}: BudgetRequest, loss: Loss): void {
    const asked = this.#asked.get(keyOf({action, url}));
    if (asked !== undefined && action !== 'prerender') asked.loss = loss;
  }

  #latest({action, url}: BudgetRequest, now: number): Asked | undefined {
    const asked = this.#asked.get(keyOf({action, url}));
    return asked !== undefined && now - asked.at < this.#limits.askAgainMs ? asked : undefined;
  }

  #refusalOf(request: Required<BudgetRequest>, now: number): BudgetRefusal | undefined {
    const {action, url, follows, isUserInitiated} = request;
    const limits = this.#limits;
    const asked = this.#latest(request, now);
    if (asked !== undefined && (asked.follows || !follows)) {
      const mayRepeat = asked.loss === 'taken-back' && isUserInitiated && !asked.isRepeated;
      if (!mayRepeat) return asked.loss ?? 'asked-before';
      // What was taken back is still ending.
      if (this.#running.has(`${action} ${url}`)) return 'busy';
    }
    if (action === 'preconnect')
      return this.#preconnects >= limits.preconnectsPerPage ? 'page-limit' : undefined;
    if (this.#began.length >= limits.requestsPerPage) return 'page-limit';
    if (this.#bytes >= limits.bytesPerPage) return 'bytes';
    if (this.#began.filter((at) => now - at < minuteMs).length >= limits.requestsPerMinute) return 'rate';
    // Rendering a page that is being fetched waits for that.
    const urls = new Set(this.#running.values());
    return !urls.has(url) && urls.size >= limits.atOnce ? 'busy' : undefined;
  }
}

function keyOf({action, url}: Pick<BudgetRequest, 'action' | 'url'>): string {
  return action === 'preconnect' ? `preconnect ${url}` : url;
}
