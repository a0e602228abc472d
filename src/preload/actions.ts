import {Budget, type BudgetRefusal, type BudgetRequest} from './budget.js';
import {isIdle, scroll} from './conditions.js';
import {addLink, supportsLink, type Answer} from './links.js';
import {whileAllowed} from './live-conditions.js';
import {Lazy} from '../core/lazy.js';
import type {PreloadAction, UrlRefusal} from '../core/preload.js';
import {isRequestedByPage} from './requested-by-page.js';
import {noteRequest, wasRequestedBefore} from './requests-before.js';
import {checkUrl, isMaybeSameSite, pageAddress} from './safety.js';
import {
  canSpeculate,
  forgetSpeculations,
  freeSlot,
  isPrefetched,
  keepPrefetch,
  speculate,
} from './speculation.js';

export interface ActionRequest {
  action: PreloadAction;
  href: string | null;
  element: HTMLElement;
  /** Aborts when the preload is cancelled. */
  signal: AbortSignal;
  /** Opt-ins of the page: `query`, `cross-origin`. */
  allow: readonly string[];
  /** The URL patterns of the region's `preload-only`. */
  only?: string | null | undefined;
  /** Returns `false` to refuse a URL. */
  filter?: ((url: URL, element: HTMLElement) => boolean) | undefined;
  /** Whether a press or the page itself triggered this, not a prediction. */
  isUserInitiated?: boolean;
  /** Called when the request is sent, or an earlier one is still good. */
  onWork?: (() => void) | undefined;
  /** Called while this request waits for others to end. */
  onBusy?: (() => void) | undefined;
}

/** Why nothing was requested. `cookies`: the request would have sent cookies to another origin. */
export type Refusal =
  UrlRefusal | BudgetRefusal | 'conditions' | 'aborted' | 'requested-by-page' | 'cookies' | 'unsupported';

export interface ActionResult extends Answer {
  refusal?: Refusal;
}

/**
 * Delay after a request ends before its slot is free, ms: the browser and the server may need it to finish.
 * Servers on the same machine see Chromium's end within a frame.
 */
const endDelayMs = 50;

/**
 * Interval between retries of a waiting request, ms, if no other request ends first: running ones grow old
 * enough to be replaced.
 */
const retryMs = 100;

/** Loaded for modules, and in browsers, frames and under policies without speculation rules. */
const others = new Lazy(() => import('./request-without-rules.js'));
// Needed with the first page then: on the way already, as this code is.
if (!HTMLScriptElement.supports?.('speculationrules')) others.request().catch(() => {});

const budget = new Budget();

/** Discards what was prefetched, and forgets which URLs were requested. */
export function forgetRequests(): void {
  forgetSpeculations();
  budget.forget();
}

/** Retries of the waiting requests, called when a request ends. */
const retries = new Set<() => void>();

/**
 * Runs a `preload` action with the best mechanism the browser has. Resolves when the mechanism reports
 * success or cannot report, or at once with a refusal; rejects when the request fails or is cancelled.
 */
export async function runAction({allow, only, filter, ...request}: ActionRequest): Promise<ActionResult> {
  const {action, element} = request;
  const {ownerDocument} = element;
  if (isIdle(ownerDocument)) return {refusal: 'conditions'};
  const checked = checkUrl(request.href, {action, element, ...pageAddress(element), allow, only, filter});
  if ('refusal' in checked) return checked;
  const {url, address} = checked;
  if (action === 'preconnect') return preconnect(url, request);
  const isForeign = url.origin !== self.origin;
  if (
    isForeign &&
    action === 'prefetch' &&
    (isMaybeSameSite(url, new URL(location.href)) || !canSpeculate(element))
  ) {
    preconnect(url, request);
    return {refusal: 'cookies'};
  }
  if (!isSupported(action, element)) return {refusal: 'unsupported'};
  if (await isRequestedByPage(address, {action, element})) return {refusal: 'requested-by-page'};
  if (request.signal.aborted) return {refusal: 'aborted'};
  const {isUserInitiated = false} = request;
  // Its answer went with the page before, as with a cancelled request.
  if (!isUserInitiated && wasRequestedBefore(url.href)) return {refusal: 'cancelled'};
  const signal = whileAllowed(ownerDocument, request.signal);
  return send({...request, action, url: url.href, address, signal, isForeign, isUserInitiated});
}

function isSupported(action: PreloadAction, element: Element): boolean {
  if (action === 'prerender') return canSpeculate(element);
  return action === 'prefetch' || supportsLink('modulepreload');
}

/** Opens a connection; across origins, one without credentials. */
function preconnect(
  {origin}: URL,
  {element, onWork}: Pick<ActionRequest, 'element' | 'onWork'>,
): ActionResult {
  const refusal = budget.start({action: 'preconnect', url: origin}, performance.now());
  if (!refusal || refusal === 'already-requested') onWork?.();
  if (refusal) return {refusal};
  addLink({rel: 'preconnect', url: origin, element, crossOrigin: origin !== self.origin});
  return {};
}

interface PendingRequest extends BudgetRequest {
  action: Exclude<PreloadAction, 'preconnect'>;
  /** The URL with its hash. */
  address: string;
  element: Element;
  signal: AbortSignal;
  isForeign: boolean;
  isUserInitiated: boolean;
  onWork?: (() => void) | undefined;
  onBusy?: (() => void) | undefined;
}

/** Resolves when a request has ended, or it is time to retry. */
function slotFreed(): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      retries.delete(done);
      resolve();
    };
    const timer = setTimeout(done, retryMs);
    retries.add(done);
  });
}

function end(request: BudgetRequest, bytes: number | undefined): void {
  budget.end(request, bytes);
  for (const retry of [...retries]) retry();
}

/** Gives the place of a request away that came to nothing. */
function drop(sent: BudgetRequest, {aborted}: AbortSignal): void {
  budget.drop(sent, aborted ? 'cancelled' : 'failed');
}

/** Waits for a free slot unless cancelled, then sends the request. */
async function send(pending: PendingRequest): Promise<ActionResult> {
  const {action, element, isUserInitiated, isForeign, signal, url} = pending;
  const tryStart = (): BudgetRefusal | undefined => {
    if (!isUserInitiated && scroll.isRunning) return 'busy';
    const follows = action === 'prerender' && isPrefetched(pending);
    return budget.start({action, url, follows, isUserInitiated}, performance.now());
  };
  let refusal = tryStart();
  while (refusal === 'busy') {
    if (!freeSlot()) pending.onBusy?.();
    await slotFreed();
    if (signal.aborted) return {refusal: 'aborted'};
    refusal = tryStart();
  }
  const isKept = refusal === 'already-requested' && keepPrefetch(pending);
  if (!refusal || isKept) pending.onWork?.();
  if (refusal) return {refusal};
  noteRequest(url);
  // What outlives the preload must hold neither its element nor its signal, whose reason may hold a whole region.
  const sent: BudgetRequest = {action, url};
  const onEnd = (bytes?: number): void => void setTimeout(() => end(sent, bytes), endDelayMs);
  if (action !== 'module' && canSpeculate(element)) {
    const onCancel = (): void => budget.drop(sent, 'cancelled');
    if (await speculate({...pending, action, onEnd, onCancel})) return {};
    if (signal.aborted || action === 'prerender' || isForeign) {
      drop(sent, signal);
      onEnd();
      return {refusal: 'unsupported'};
    }
  }
  let answer: Answer = {};
  try {
    answer = await (await others.request()).requestWithoutRules({action, url, element, signal});
  } catch (error) {
    drop(sent, signal);
    throw error;
  } finally {
    onEnd(answer.bytes);
  }
  return answer;
}
