import {refusalOf} from './safety.js';

/** What a target can have done with its URL ahead of the press. */
export type PreloadAction = 'preconnect' | 'module' | 'prefetch' | 'prerender';

export interface ActionRequest {
  action: PreloadAction;
  href: string | null;
  element: HTMLElement;
  /** Aborts when the prediction is withdrawn. */
  signal: AbortSignal;
}

/** URLs that have been fetched or asked for: never twice in one page. */
const asked = new Set<string>();

/**
 * Does what a `preload` attribute says, by the best means the browser has, and resolves when the means
 * reports success or cannot report. Unsafe URLs, Save-Data and being offline make it do nothing.
 */
export async function runAction({action, href, element, signal}: ActionRequest): Promise<void> {
  if (signal.aborted || isSparing()) return;
  if (action === 'preconnect' || action === 'module') {
    if (href === null || !URL.canParse(href, document.baseURI)) return;
    const url = new URL(href, document.baseURI);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return;
    if (action === 'preconnect') addLink({rel: 'preconnect', url: url.origin, element});
    else if (url.origin === location.origin)
      await loaded(addLink({rel: 'modulepreload', url: url.href, element}));
    return;
  }
  if (refusalOf(href, {element, base: document.baseURI}) !== undefined) return;
  const url = new URL(href!, document.baseURI);
  url.hash = '';
  if (HTMLScriptElement.supports?.('speculationrules')) speculate({action, url: url.href, element, signal});
  else if (supportsLink('prefetch')) await loaded(addLink({rel: 'prefetch', url: url.href, element}));
  else await fetchAhead(url.href, signal);
}

function isSparing(): boolean {
  const connection = (navigator as Navigator & {connection?: {saveData?: boolean; effectiveType?: string}})
    .connection;
  return (
    !navigator.onLine || connection?.saveData === true || (connection?.effectiveType ?? '').endsWith('2g')
  );
}

function supportsLink(rel: string): boolean {
  return document.createElement('link').relList.supports?.(rel) ?? false;
}

/** A rules script of its own for each URL: editing one does not trigger again, removing it cancels. */
function speculate({
  action,
  url,
  element,
  signal,
}: {action: 'prefetch' | 'prerender'; url: string} & Pick<ActionRequest, 'element' | 'signal'>): void {
  const rule = {urls: [url], eagerness: 'immediate'};
  const script = document.createElement('script');
  script.type = 'speculationrules';
  script.nonce = nonceOf(element);
  script.textContent = JSON.stringify({
    tag: 'predictive-buttons',
    prefetch: [rule],
    ...(action === 'prerender' && {prerender: [rule]}),
  });
  document.head.append(script);
  signal.addEventListener('abort', () => script.remove(), {once: true});
}

function addLink({
  rel,
  url,
  element,
}: {
  rel: string;
  url: string;
  element: HTMLElement;
}): HTMLLinkElement | undefined {
  const id = `${rel} ${url}`;
  if (asked.has(id)) return undefined;
  asked.add(id);
  const link = document.createElement('link');
  link.rel = rel;
  link.href = url;
  link.nonce = nonceOf(element);
  document.head.append(link);
  return link;
}

/** A page with a strict CSP gives the nonce to the button, or to the region around it. */
function nonceOf(element: HTMLElement): string {
  return element.nonce || element.closest<HTMLElement>('[nonce]')?.nonce || '';
}

function loaded(link: HTMLLinkElement | undefined): Promise<void> {
  if (link === undefined) return Promise.resolve();
  return new Promise((resolve, reject) => {
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => {
      // Asking again later is allowed: it was not had.
      asked.delete(`${link.rel} ${link.href}`);
      link.remove();
      reject(new Error(`Preloading ${link.href} failed.`));
    });
  });
}

async function fetchAhead(url: string, signal: AbortSignal): Promise<void> {
  if (asked.has(url)) return;
  asked.add(url);
  try {
    const response = await fetch(url, {signal, priority: 'low', headers: {'X-Sec-Purpose': 'prefetch'}});
    await response.arrayBuffer();
  } catch (error) {
    asked.delete(url);
    throw error;
  }
}
