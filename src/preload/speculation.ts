import {toJson} from '../core/to-json.js';
import {kitPolicy} from '../core/kit-policy.js';
import {doneAfterMs, underWayMs} from './answer-time.js';
import {nonceOf} from './links.js';
import {isFramed, rulesTag} from './requested-by-page.js';

/** Chromium's limit for a speculative request, ms; the page is not told when one ends. */
export const longestRequestMs = 10_000;

/** Delay between cancelling a prerender and its prefetch, ms; 20 were enough in Chromium. */
const prerenderEndMs = 100;

/** A request that is still wanted keeps its place this much longer: on a busy computer it may have begun late. */
const wantedFactor = 1.5;

/** CSP violations are reported within this time, ms; Chromium took 3. */
const violationMs = 100;

export interface SpeculationRequest {
  action: 'prefetch' | 'prerender';
  url: string;
  /** The URL with its hash: the browser uses what was fetched only for the same one. */
  address: string;
  element: Element;
  /** Aborts when the preload is cancelled. */
  signal: AbortSignal;
  /** Called once the request can no longer be under way. */
  onEnd: () => void;
  /** Called when the request was most likely cancelled while under way. */
  onCancel: () => void;
}

/** Kept for the life of the page, so that it must not hold the element, nor the region around it. */
interface Speculation extends Omit<SpeculationRequest, 'element' | 'signal'> {
  script: HTMLScriptElement;
  /** Ends with the present owner. */
  owned?: AbortController;
  startedAt: number;
  isAbandoned?: boolean;
  /** Whether the request may be under way. */
  isRunning: boolean;
  /** Whether a prerender uses this prefetch, or did. */
  isFollowed?: boolean;
}

/** By action and URL, oldest first. */
const speculations = new Map<string, Speculation>();

/** The page's policy has refused our rules, and would again. */
let isForbidden = false;

/** Settles when our first rules have shown whether the policy allows any. */
let first: Promise<boolean> | undefined;

export function canSpeculate(element: Element): boolean {
  return !isForbidden && !isFramed(element) && (HTMLScriptElement.supports?.('speculationrules') ?? false);
}

/**
 * Makes the browser prefetch or prerender a page with a speculation rules script of its own: editing a script
 * does not trigger it again, and removing it cancels the request. Resolves to whether the page's policies
 * allow it.
 */
export async function speculate(request: SpeculationRequest): Promise<boolean> {
  const {action, url, address, element, signal, onEnd, onCancel} = request;
  // Until then, others would only violate it, too.
  await first;
  if (signal.aborted || isForbidden) return false;
  const script = element.ownerDocument.createElement('script');
  script.type = 'speculationrules';
  script.nonce = nonceOf(element);
  try {
    const rules = toJson({tag: rulesTag, [action]: [{urls: [address], eagerness: 'immediate'}]});
    script.textContent = kitPolicy().policy?.createScript(rules) ?? rules;
  } catch {
    isForbidden = true;
    return false;
  }
  // Drop the rules of a prefetch that has grown stale.
  cancel(speculations.get(keyOf(request)));
  const speculation: Speculation = {
    action,
    url,
    address,
    onEnd,
    onCancel,
    script,
    startedAt: performance.now(),
    isRunning: true,
  };
  if (action === 'prerender') {
    const prefetch = prefetchOf(url);
    if (prefetch) prefetch.isFollowed = true;
  }
  speculations.set(keyOf(request), speculation);
  setOwner(speculation, signal);
  setTimeout(() => end(speculation), longestRequestMs);
  const refused = isRefused(script);
  first ??= refused;
  if (await refused) {
    isForbidden = true;
    speculation.isRunning = false;
    cancel(speculation);
    return false;
  }
  return true;
}

function prefetchOf(url: string): Speculation | undefined {
  return speculations.get(keyOf({action: 'prefetch', url}));
}

/** Whether a prefetch of a page is done or under way that the browser uses for this address of it. */
export function isPrefetched({url, address}: Pick<SpeculationRequest, 'url' | 'address'>): boolean {
  return prefetchOf(url)?.address === address;
}

/**
 * Makes this signal the owner of the existing prefetch of `url`. Returns `false` if that is of no use for an address with
 * another hash; without such a prefetch the page is in the browser's cache, whatever the hash.
 */
export function keepPrefetch({
  url,
  address,
  signal,
}: Pick<SpeculationRequest, 'url' | 'address' | 'signal'>): boolean {
  const speculation = prefetchOf(url);
  if (!speculation) return true;
  if (speculation.address !== address) return false;
  speculation.isAbandoned = false;
  setOwner(speculation, signal);
  return true;
}

/**
 * Frees the slot of the oldest request that is most likely done, or else that of the oldest abandoned one, which is
 * cancelled. Returns whether there was one.
 */
export function freeSlot(): boolean {
  const running = [...speculations.values()].filter(({isRunning}) => isRunning);
  const done = running.find((each) => ageOf(each) >= doneAfterMs() * (each.isAbandoned ? 1 : wantedFactor));
  const abandoned = running.find(({isAbandoned}) => isAbandoned);
  if (done) end(done);
  else cancel(abandoned);
  return (done ?? abandoned) !== undefined;
}

/** Discards all responses. */
export function forgetSpeculations(): void {
  for (const each of speculations.values()) cancel(each);
}

/** A later approach owns it from now on. */
function setOwner(speculation: Speculation, signal: AbortSignal): void {
  speculation.owned?.abort();
  speculation.owned = new AbortController();
  const onAbandoned = (): void => {
    speculation.isAbandoned = true;
    // Removing the rules of an older prefetch would most likely discard a response that is already there.
    if (speculation.action === 'prerender' || ageOf(speculation) < underWayMs()) cancel(speculation);
  };
  signal.addEventListener('abort', onAbandoned, {signal: speculation.owned.signal});
}

function ageOf({startedAt}: Speculation): number {
  return performance.now() - startedAt;
}

/** Removes the rules: the browser aborts the request or discards the response. */
function cancel(speculation: Speculation | undefined): void {
  if (!speculation || speculations.get(keyOf(speculation)) !== speculation) return;
  const {url, script, isFollowed, isRunning} = speculation;
  speculations.delete(keyOf(speculation));
  speculation.owned?.abort();
  if (isRunning) speculation.onCancel();
  const remove = (): void => {
    script.remove();
    end(speculation);
  };
  if (!isFollowed) {
    remove();
    return;
  }
  // If both end at once, the prerender requests the page itself; so cancel it first.
  cancel(speculations.get(keyOf({action: 'prerender', url})));
  setTimeout(remove, prerenderEndMs);
}

function end(speculation: Speculation): void {
  if (!speculation.isRunning) return;
  speculation.isRunning = false;
  speculation.onEnd();
}

function keyOf({action, url}: Pick<SpeculationRequest, 'action' | 'url'>): string {
  return `${action} ${url}`;
}

/** Adds the script, and resolves to whether a CSP blocks it. */
function isRefused(script: HTMLScriptElement): Promise<boolean> {
  return new Promise((resolve) => {
    script.addEventListener('securitypolicyviolation', ({disposition}) => {
      if (disposition === 'enforce') resolve(true);
    });
    setTimeout(resolve, violationMs, false);
    script.ownerDocument.head.append(script);
  });
}
