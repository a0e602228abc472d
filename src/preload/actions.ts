import {Budget, type BudgetRefusal, type BudgetRequest} from './budget.js';
import {isIdle} from './conditions.js';
import {fetchAhead} from './fetch-ahead.js';
import {addLink, askByLink, supportsLink} from './links.js';
import {whileAllowed} from './live-conditions.js';
import {isAskedByPage} from './page-rules.js';
import type {PreloadAction, UrlRefusal} from '../core/preload.js';
import {checkUrl, isMaybeSameSite} from './safety.js';
import {canSpeculate, isPrefetched, makeRoom, speculate, standAgain} from './speculation.js';

export interface ActionRequest {
  action: PreloadAction;
  href: string | null;
  element: HTMLElement;
  /** Aborts when the prediction is withdrawn. */
  signal: AbortSignal;
  /** What is allowed that is not by itself: `query`, `cross-origin`. */
  allow: readonly string[];
  /** Refuses a URL by returning `false`. */
  filter?: (url: URL, element: HTMLElement) => boolean;
  /** Whether a press or the page itself asks, no prediction. */
  isUserInitiated?: boolean;
  /** Called when it is asked for, or found in place from before. */
  onWork?: (() => void) | undefined;
  /** Called while others are under way that it has to wait for. */
  onBusy?: (() => void) | undefined;
}

/** Why nothing was asked for. `cookies`: it would have carried those of another origin. */
export type Refusal =
  UrlRefusal | BudgetRefusal | 'conditions' | 'withdrawn' | 'asked-by-page' | 'cookies' | 'unsupported';

export interface ActionResult {
  refusal?: Refusal;
  /** Bytes that came, where the browser tells. */
  bytes?: number;
}

/** How long after its end a request may still be under way for the browser and the server, ms: then what depends
 * on it may begin. Servers on the same machine see Chromium's end within a frame. */
const endMs = 50;

/** What waits looks again after this time, ms, if nothing has ended before: what is under way grows older. */
const lookAgainMs = 100;

const budget = new Budget();

/** Told when something has ended. */
const waiting = new Set<() => void>();

/**
 * Does what a `preload` attribute says, by the best means the browser has. Resolves when the means reports success
 * or cannot report, or at once when something speaks against it; rejects when it failed or was withdrawn.
 */
export async function runAction({allow, filter, ...request}: ActionRequest): Promise<ActionResult> {
  const {action, element, onWork, onBusy} = request;
  if (request.signal.aborted) return {refusal: 'withdrawn'};
  if (isIdle()) return {refusal: 'conditions'};
  const {baseURI} = document;
  const checked = checkUrl(request.href, {
    action,
    element,
    base: baseURI,
    here: location.href,
    allow,
    filter,
  });
  if ('refusal' in checked) return checked;
  const {url} = checked;
  if (action === 'preconnect') return preconnect(url, {element, onWork});
  const isForeign = url.origin !== location.origin;
  if (
    isForeign &&
    action === 'prefetch' &&
    (isMaybeSameSite(url, new URL(location.href)) || !canSpeculate())
  ) {
    preconnect(url, {element, onWork});
    return {refusal: 'cookies'};
  }
  if (!isSupported(action)) return {refusal: 'unsupported'};
  if (isAskedByPage(url.href, {action, element})) return {refusal: 'asked-by-page'};
  const {isUserInitiated = false} = request;
  const signal = whileAllowed(request.signal);
  return ask({action, url: url.href, element, signal, isForeign, isUserInitiated, onWork, onBusy});
}

function isSupported(action: PreloadAction): boolean {
  if (action === 'prerender') return canSpeculate();
  return action === 'prefetch' || supportsLink('modulepreload');
}

/** Sets up a connection, across origins one that carries no credentials. */
function preconnect(
  {origin}: URL,
  {element, onWork}: Pick<ActionRequest, 'element' | 'onWork'>,
): ActionResult {
  const refusal = budget.begin({action: 'preconnect', url: origin}, performance.now());
  if (refusal === undefined || refusal === 'asked-before') onWork?.();
  if (refusal !== undefined) return {refusal};
  addLink({rel: 'preconnect', url: origin, element, crossOrigin: origin !== location.origin});
  return {};
}

interface Question extends BudgetRequest {
  action: Exclude<PreloadAction, 'preconnect'>;
  element: Element;
  signal: AbortSignal;
  isForeign: boolean;
  isUserInitiated: boolean;
  onWork: (() => void) | undefined;
  onBusy: (() => void) | undefined;
}

/** Until something has ended, or it is time to look again. */
function room(): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      waiting.delete(done);
      resolve();
    };
    const timer = setTimeout(done, lookAgainMs);
    waiting.add(done);
  });
}

function end(request: BudgetRequest, bytes: number | undefined): void {
  budget.end(request, bytes);
  for (const look of [...waiting]) look();
}

/** Waits its turn, as long as it is wanted, and asks. */
async function ask(question: Question): Promise<ActionResult> {
  const {action, element, isUserInitiated, isForeign, signal, url} = question;
  const begin = (): BudgetRefusal | undefined => {
    const follows = action === 'prerender' && isPrefetched(url);
    return budget.begin({action, url, follows, isUserInitiated}, performance.now());
  };
  let refusal = begin();
  while (refusal === 'busy') {
    question.onBusy?.();
    makeRoom();
    await room();
    if (signal.aborted) return {refusal: 'withdrawn'};
    refusal = begin();
  }
  if (refusal === 'asked-before') standAgain(url, signal);
  if (refusal === undefined || refusal === 'asked-before') question.onWork?.();
  if (refusal !== undefined) return {refusal};
  const onEnd = (bytes?: number): void => void setTimeout(() => end(question, bytes), endMs);
  const onLost = (): void => budget.lose(question, signal.aborted ? 'taken-back' : 'failed');
  if (action !== 'module' && canSpeculate()) {
    const onTakenBack = (): void => budget.lose(question, 'taken-back');
    if (await speculate({action, url, element, signal, onEnd, onTakenBack})) return {};
    if (signal.aborted || action === 'prerender' || isForeign) {
      onLost();
      onEnd();
      return {refusal: 'unsupported'};
    }
  }
  let bytes: number | undefined;
  try {
    if (action === 'module') bytes = await askByLink({rel: 'modulepreload', url, element});
    else if (supportsLink('prefetch')) bytes = await askByLink({rel: 'prefetch', url, element}, signal);
    else bytes = await fetchAhead(url, signal);
  } catch (error) {
    onLost();
    throw error;
  } finally {
    onEnd(bytes);
  }
  return bytes === undefined ? {} : {bytes};
}
