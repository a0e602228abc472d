import {closest, pathFrom} from '../core/dom.js';
import type {PreloadAction, UrlRefusal} from '../core/preload.js';
import {viewOf} from '../core/view.js';
import {looksUnsafe} from './unsafe-words.js';
import {isListed} from './url-patterns.js';

/** What is checked without the element. */
export interface AddressCheck {
  action: PreloadAction;
  /** Base of relative URLs, and the page's address. */
  base: string;
  here: string;
  /** The page's origin, where its address has none: `about:srcdoc`. */
  origin?: string;
  /** What the page's author allows for this element: `query`, `cross-origin`. */
  allow: readonly string[];
  /** The URL patterns of the region's `preload-only`. */
  only?: string | null | undefined;
}

export interface UrlCheck extends AddressCheck {
  element: Element;
  filter?: ((url: URL, element: HTMLElement) => boolean) | undefined;
}

interface CheckedUrl {
  /** The URL to request, without hash. */
  url: URL;
  /** The same with its hash. */
  address: string;
}

/** Files that browsers download instead of showing. */
const savedFile =
  /\.(7z|apk|appimage|avi|bin|bz2|cab|csv|deb|dmg|docx?|epub|exe|flac|gz|ics|img|iso|jar|m4[av]|mkv|mp3|mp4|mov|msi|od[pst]|og[gv]|pdf|pkg|pptx?|rar|rpm|rtf|tar|tgz|torrent|wav|webm|xlsx?|xz|zip|zst)$/i;

/** Attributes with which Rails, Turbo, Unpoly and others turn a link into another method. */
const methodName = /^(data|up)-(\w+-)?method$/;

/** Attributes with which they and htmx send something, or ask for confirmation first. */
const notGetName = /[-:](confirm|prompt)\b|^(data-)?hx-(post|put|patch|delete)$|^data-(turbo-stream|remote)$/;

/** A handler that asks first, or does something else than following the link. */
const notGetHandler = /\bconfirm\b|\breturn\b(?! true)|submit|preventDefault/;

/** Attributes by which a page keeps other tools from prefetching a link, or all links in an element. */
const optOutNames = [
  'data-turbo-prefetch',
  'data-turbo',
  'data-sveltekit-preload-data',
  'data-astro-prefetch',
  'data-prefetch',
  'up-preload',
];

/** Where the element's document is: for frames without an address of their own, with the origin that they have. */
export function pageAddress(element: Element): Pick<AddressCheck, 'base' | 'here' | 'origin'> {
  const {location, origin} = viewOf(element);
  return {base: element.baseURI, here: location.href, origin};
}

/**
 * The URL to request, without hash, or why it is refused: only requests that should change nothing pass.
 * `preconnect` requests nothing and a module is no page, so both skip the page checks. `rel="external"`
 * passes: it says no more than the origin does.
 */
export function checkUrl(href: string | null, check: UrlCheck): CheckedUrl | {refusal: UrlRefusal} {
  const checked = checkAddress(href, check);
  if ('refusal' in checked) return checked;
  const refusal = refusalOfElement(check) ?? (isFiltered(checked.url, check) ? 'filter' : undefined);
  return refusal ? {refusal} : checked;
}

/** The URL to request, without hash, or why it is refused whatever element has it. */
export function checkAddress(
  href: string | null,
  {action, base, here, origin = new URL(here).origin, allow, only}: AddressCheck,
): CheckedUrl | {refusal: UrlRefusal} {
  if (!href?.trim() || !URL.canParse(href, base)) return {refusal: 'no-url'};
  const url = new URL(href, base);
  const {hash, href: address} = url;
  url.hash = '';
  const refusal = ((): UrlRefusal | undefined => {
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'scheme';
    if (url.username || url.password) return 'credentials';
    if (url.origin !== origin && (action === 'prerender' || !allow.includes('cross-origin')))
      return 'cross-origin';
    if (only !== null && only !== undefined && !isListed(url, only, base)) return 'not-listed';
    if (action === 'preconnect') return undefined;
    if (url.search && !allow.includes('query')) return 'query';
    if (looksUnsafe(url, hash)) return 'unsafe-words';
    if (action === 'module') return undefined;
    if (url.origin === origin && isSamePage(url, new URL(here))) return 'current-page';
    return savedFile.test(url.pathname) ? 'download' : undefined;
  })();
  return refusal ? {refusal} : {url, address};
}

/** Another query is another page, but none may be the same page without what a campaign has added. */
function isSamePage({pathname, search}: URL, page: URL): boolean {
  return pathname === page.pathname && (!search || search === page.search);
}

/** Why following this link ahead of time is refused, if it is. */
function refusalOfElement({element, action}: UrlCheck): UrlRefusal | undefined {
  if (closest(element, '[data-no-preload]')) return 'opted-out';
  if (action === 'preconnect' || action === 'module') return undefined;
  if (isOptedOut(element, action)) return 'opted-out';
  const valueOf = (name: string): string => element.getAttribute(name) ?? '';
  if (
    [...element.attributes].some(
      ({name, value}) =>
        (methodName.test(name) && value.toLowerCase() !== 'get') ||
        (notGetName.test(name) && value !== 'false'),
    ) ||
    // Also around it: a click reaches these, too.
    pathFrom(element).some((node) =>
      notGetHandler.test(String((node as Partial<Element>).getAttribute?.('onclick'))),
    ) ||
    isSetAround(element, 'hx-confirm', /^(?!unset$)/)
  )
    return 'not-get';
  if (element.hasAttribute('download')) return 'download';
  const target =
    valueOf('target') || element.ownerDocument.querySelector('base[target]')?.getAttribute('target');
  if (target && target.toLowerCase() !== '_self') return 'other-target';
  return /(^|\s)nofollow(\s|$)/i.test(valueOf('rel')) ? 'nofollow' : undefined;
}

/** Whether the page tells another tool not to prefetch this link. */
function isOptedOut(element: Element, action: PreloadAction): boolean {
  return (
    optOutNames.some((name) => isSetAround(element, name, /^(false|off)$/)) ||
    closest(element, '[data-no-instant], [data-instant]')?.hasAttribute('data-no-instant') === true ||
    closest(element, action === 'prerender' ? '.no-prefetch, .no-prerender' : '.no-prefetch') !== undefined
  );
}

/** Whether the nearest element with the attribute, which overrides those around it, has such a value. */
function isSetAround(element: Element, name: string, value: RegExp): boolean {
  const holder = closest(element, `[${name}]`);
  return holder !== undefined && value.test(holder.getAttribute(name)!);
}

/** A filter that throws refuses. */
function isFiltered(url: URL, {element, filter}: UrlCheck): boolean {
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
