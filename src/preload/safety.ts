import {closest} from '../core/dom.js';
import type {PreloadAction, UrlRefusal} from '../core/preload.js';
import {looksUnsafe} from './unsafe-words.js';

export interface UrlCheck {
  action: PreloadAction;
  element: Element;
  /** Base of relative URLs, and the page's address. */
  base: string;
  here: string;
  /** What the page's author allows for this element: `query`, `cross-origin`. */
  allow: readonly string[];
  filter?: ((url: URL, element: HTMLElement) => boolean) | undefined;
}

/** Files that browsers download instead of showing. */
const savedFile =
  /\.(7z|apk|appimage|bin|bz2|cab|csv|deb|dmg|docx?|epub|exe|gz|iso|jar|mp3|mp4|mov|msi|odt|pdf|pkg|pptx?|rar|rpm|tar|tgz|wav|webm|xlsx?|xz|zip)$/i;

/**
 * Attributes with which Rails, Turbo and others turn a link into another method, or ask for confirmation
 * first.
 */
const notGet =
  '[data-method]:not([data-method="get" i]), [data-turbo-method]:not([data-turbo-method="get" i]), [data-turbo-confirm], [data-confirm]';

/**
 * The URL to request, without hash, or why it is refused: only requests that should change nothing pass.
 * `preconnect` requests nothing and a module is no page, so both skip the page checks. `rel="external"`
 * passes: it says no more than the origin does.
 */
export function checkUrl(href: string | null, check: UrlCheck): {url: URL} | {refusal: UrlRefusal} {
  if (href === null || href.trim() === '' || !URL.canParse(href, check.base)) return {refusal: 'no-url'};
  const url = new URL(href, check.base);
  url.hash = '';
  const refusal = refusalOf(url, check);
  return refusal === undefined ? {url} : {refusal};
}

function refusalOf(
  url: URL,
  {action, element, here, allow, filter}: Omit<UrlCheck, 'base'>,
): UrlRefusal | undefined {
  const page = new URL(here);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'scheme';
  if (url.username !== '' || url.password !== '') return 'credentials';
  if (url.origin !== page.origin && (action === 'prerender' || !allow.includes('cross-origin')))
    return 'cross-origin';
  if (closest(element, '[data-no-preload]') !== undefined) return 'opted-out';
  if (action !== 'preconnect') {
    if (url.search !== '' && !allow.includes('query')) return 'query';
    if (looksUnsafe(url)) return 'unsafe-words';
    const refusal = action === 'module' ? undefined : refusalOfLink(url, {element, page});
    if (refusal !== undefined) return refusal;
  }
  return isFiltered(url, {element, filter}) ? 'filter' : undefined;
}

/** Why following this link ahead of time is refused, if it is. */
function refusalOfLink(
  {origin, pathname}: URL,
  {element, page}: {element: Element; page: URL},
): UrlRefusal | undefined {
  if (origin === page.origin && pathname === page.pathname) return 'current-page';
  if (element.matches(notGet)) return 'not-get';
  if (element.hasAttribute('download') || savedFile.test(pathname)) return 'download';
  const target =
    element.getAttribute('target') ||
    element.ownerDocument.querySelector('base[target]')?.getAttribute('target');
  if (target && target.toLowerCase() !== '_self') return 'other-target';
  if (/(^|\s)nofollow(\s|$)/i.test(element.getAttribute('rel') ?? '')) return 'nofollow';
  return undefined;
}

/** A filter that throws refuses. */
function isFiltered(url: URL, {element, filter}: Pick<UrlCheck, 'element' | 'filter'>): boolean {
  try {
    // The filter gets a copy, since it may change it. Targets are HTML elements.
    return filter?.(new URL(url), element as HTMLElement) === false;
  } catch {
    return true;
  }
}

/**
 * Whether the two sites may share cookies. Errs towards `true`: without the public suffix list, different
 * sites can look the same.
 */
export function isMaybeSameSite(a: URL, b: URL): boolean {
  const site = ({hostname}: URL): string =>
    /^[\d.]+$|^\[/.test(hostname) ? hostname : hostname.split('.').filter(Boolean).slice(-2).join('.');
  return site(a) === site(b);
}
