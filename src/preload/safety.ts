import {closest} from '../core/dom.js';
import type {PreloadAction, UrlRefusal} from '../core/preload.js';
import {looksUnsafe} from './unsafe-words.js';

export interface UrlCheck {
  action: PreloadAction;
  element: Element;
  /** What relative URLs are relative to, and the address of the page. */
  base: string;
  here: string;
  /** What the author of the page allows for this element: `query`, `cross-origin`. */
  allow: readonly string[];
  filter?: ((url: URL, element: HTMLElement) => boolean) | undefined;
}

/** Files that browsers save instead of showing. */
const savedFile =
  /\.(7z|apk|appimage|bin|bz2|cab|csv|deb|dmg|docx?|epub|exe|gz|iso|jar|mp3|mp4|mov|msi|odt|pdf|pkg|pptx?|rar|rpm|tar|tgz|wav|webm|xlsx?|xz|zip)$/i;

/** What Rails, Turbo and the like turn into a request other than GET, or into a question first. */
const notGet =
  '[data-method]:not([data-method="get" i]), [data-turbo-method]:not([data-turbo-method="get" i]), [data-turbo-confirm], [data-confirm]';

/**
 * The URL to be asked for, without hash, or why not: only what can be expected to change nothing when it is asked
 * for. A preconnection asks for nothing, and a module is no page: of these only what concerns them is checked.
 * `rel="external"` is not refused: it says no more than the origin does.
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

/** What speaks against going to `url` by this element ahead of time. */
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

/** A filter that throws has not said that it may be. */
function isFiltered(url: URL, {element, filter}: Pick<UrlCheck, 'element' | 'filter'>): boolean {
  try {
    // A copy, as the filter is the page's. Targets are HTML elements.
    return filter?.(new URL(url), element as HTMLElement) === false;
  } catch {
    return true;
  }
}

/**
 * Whether cookies of one may be sent to the other, judged on the safe side: without the list of public suffixes
 * more counts as one site than is.
 */
export function isMaybeSameSite(a: URL, b: URL): boolean {
  const site = ({hostname}: URL): string =>
    /^[\d.]+$|^\[/.test(hostname) ? hostname : hostname.split('.').filter(Boolean).slice(-2).join('.');
  return site(a) === site(b);
}
