import {doneMs, underWayMs} from './answer-time.js';
import {nonceOf} from './links.js';
import {rulesTag} from './page-rules.js';

/** How long browsers let a speculative request take, ms: Chromium's limit, and no page is told when it is done. */
export const longestRequestMs = 10_000;

/** A prerender no longer needs its prefetch so long after it was taken back, ms; 20 were enough in Chromium. */
const prerenderEndMs = 100;

/** A CSP's violation is reported within this time, ms; 3 were measured in Chromium. */
const violationMs = 100;

export interface SpeculationRequest {
  action: 'prefetch' | 'prerender';
  url: string;
  element: Element;
  /** Aborts when the prediction is withdrawn. */
  signal: AbortSignal;
  /** The request cannot be under way any more. */
  onEnd: () => void;
  /** It was most likely ended while under way. */
  onTakenBack: () => void;
}

interface Speculation extends SpeculationRequest {
  script: HTMLScriptElement;
  startedAt: number;
  isWithdrawn: boolean;
  /** May be under way. */
  isRunning: boolean;
  /** A prerender uses it, or did. */
  isFollowed: boolean;
}

/** By action and URL, oldest first. */
const standing = new Map<string, Speculation>();

/** The page's policy has refused our rules: it would again. */
let isForbidden = false;

export function canSpeculate(): boolean {
  return !isForbidden && (HTMLScriptElement.supports?.('speculationrules') ?? false);
}

/**
 * Has the browser prefetch or prerender a page, by a rules script of its own: editing one does not trigger again, and
 * removing it takes the request back. Resolves to whether the page's policies let it.
 */
export async function speculate(request: SpeculationRequest): Promise<boolean> {
  const {action, url, element, signal} = request;
  const script = document.createElement('script');
  script.type = 'speculationrules';
  script.nonce = nonceOf(element);
  try {
    script.textContent = trusted(
      JSON.stringify({tag: rulesTag, [action]: [{urls: [url], eagerness: 'immediate'}]}),
    );
  } catch {
    isForbidden = true;
    return false;
  }
  // The rules of a prefetch that has grown stale.
  take(standing.get(keyOf(request)));
  const now = performance.now();
  const speculation = {
    ...request,
    script,
    startedAt: now,
    isWithdrawn: false,
    isRunning: true,
    isFollowed: false,
  };
  if (action === 'prerender') {
    const prefetch = standing.get(keyOf({action: 'prefetch', url}));
    if (prefetch) prefetch.isFollowed = true;
  }
  standing.set(keyOf(request), speculation);
  follow(speculation, signal);
  setTimeout(() => end(speculation), longestRequestMs);
  if (await isRefused(script)) {
    isForbidden = true;
    speculation.isRunning = false;
    take(speculation);
    return false;
  }
  return true;
}

/** Whether a prefetch of `url` is in place, done or under way. */
export function isPrefetched(url: string): boolean {
  return standing.has(keyOf({action: 'prefetch', url}));
}

/** Makes the prefetch of `url` that is there stand as long as this signal. */
export function standAgain(url: string, signal: AbortSignal): void {
  const speculation = standing.get(keyOf({action: 'prefetch', url}));
  if (speculation === undefined) return;
  speculation.isWithdrawn = false;
  follow(speculation, signal);
}

/**
 * Gives the place of the oldest of what was withdrawn but may be under way to something that is wanted now: what is
 * most likely done stays, the other is taken back.
 */
export function makeRoom(): void {
  const oldest = [...standing.values()].find(({isWithdrawn, isRunning}) => isWithdrawn && isRunning);
  if (oldest !== undefined && ageOf(oldest) >= doneMs()) end(oldest);
  else take(oldest);
}

function follow(speculation: Speculation, signal: AbortSignal): void {
  speculation.signal = signal;
  signal.addEventListener('abort', () => {
    // Another approach holds it by now.
    if (speculation.signal !== signal) return;
    speculation.isWithdrawn = true;
    // Removing the rules of an older prefetch would most likely throw away what is there.
    if (speculation.action === 'prerender' || ageOf(speculation) < underWayMs()) take(speculation);
  });
}

function ageOf({startedAt}: Speculation): number {
  return performance.now() - startedAt;
}

/** Removes the rules: what is under way is aborted, what is there is thrown away. */
function take(speculation: Speculation | undefined): void {
  if (speculation === undefined || standing.get(keyOf(speculation)) !== speculation) return;
  const {url, script, isFollowed, isRunning} = speculation;
  standing.delete(keyOf(speculation));
  if (isRunning) speculation.onTakenBack();
  const remove = (): void => {
    script.remove();
    end(speculation);
  };
  if (isFollowed) {
    // A prerender that is taken back together with the prefetch that it uses asks for the page itself first.
    take(standing.get(keyOf({action: 'prerender', url})));
    setTimeout(remove, prerenderEndMs);
  } else {
    remove();
  }
}

function end(speculation: Speculation): void {
  if (!speculation.isRunning) return;
  speculation.isRunning = false;
  speculation.onEnd();
}

function keyOf({action, url}: Pick<SpeculationRequest, 'action' | 'url'>): string {
  return `${action} ${url}`;
}

/** Adds the script, and waits for what a CSP has to say about it. */
function isRefused(script: HTMLScriptElement): Promise<boolean> {
  return new Promise((resolve) => {
    script.addEventListener('securitypolicyviolation', ({disposition}) => {
      if (disposition === 'enforce') resolve(true);
    });
    setTimeout(resolve, violationMs, false);
    document.head.append(script);
  });
}

/** What pages that want trusted types take for the text of a script. */
interface TrustedTypes {
  createPolicy: (
    name: string,
    rules: {createScript: (text: string) => string},
  ) => {createScript: (text: string) => string};
}

let policy: ReturnType<TrustedTypes['createPolicy']> | undefined | null;

/** `null` when the page's policies do not let one be made; the text may do without. */
function trusted(text: string): string {
  if (policy === undefined) {
    policy = null;
    try {
      const {trustedTypes} = globalThis as {trustedTypes?: TrustedTypes};
      policy = trustedTypes?.createPolicy(rulesTag, {createScript: (script) => script}) ?? null;
    } catch {
      // Said by `null`.
    }
  }
  return policy === null ? text : policy.createScript(text);
}
