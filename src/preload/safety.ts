/** Words in a path that say that following the link does something. After MDN's list of URLs never to
 * speculate on: https://developer.mozilla.org/docs/Web/API/Speculation_Rules_API#unsafe_speculative_loading_conditions */
const unsafePath =
  /(^|[/._-])(log-?out|sign-?out|log-?off|cart|add-?to-?(cart|basket)|delete|remove|unsubscribe|confirm|verify|token|magic|set-?lang(uage)?|switch-?lang(uage)?)([/._-]|$)/i;

export type Refusal =
  | 'no-url'
  | 'scheme'
  | 'cross-origin'
  | 'query'
  | 'current-page'
  | 'download'
  | 'other-target'
  | 'nofollow'
  | 'opted-out'
  | 'unsafe-path';

/**
 * Why `url` must not be requested ahead of a press, or `undefined` if it may be: only pages of the same
 * origin, over http(s), whose request can be expected to change nothing.
 */
export function refusalOf(
  url: string | null,
  {element, base}: {element: Element; base: string},
): Refusal | undefined {
  if (url === null || url.trim() === '' || !URL.canParse(url, base)) return 'no-url';
  const {protocol, origin, search, pathname} = new URL(url, base);
  const here = new URL(base);
  if (protocol !== 'http:' && protocol !== 'https:') return 'scheme';
  if (origin !== here.origin) return 'cross-origin';
  if (search !== '') return 'query';
  if (pathname === here.pathname) return 'current-page';
  if (element.hasAttribute('download')) return 'download';
  const target = element.getAttribute('target');
  if (target !== null && target !== '' && target !== '_self') return 'other-target';
  if (/(^|\s)nofollow(\s|$)/i.test(element.getAttribute('rel') ?? '')) return 'nofollow';
  if (element.closest('[data-no-preload]') !== null) return 'opted-out';
  if (unsafePath.test(decodedPath(pathname))) return 'unsafe-path';
  return undefined;
}

function decodedPath(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
