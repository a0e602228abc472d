import {warn} from '../core/attribute-converters.js';

/**
 * Whether one of the patterns matches: URLs, separated by spaces, in which `*` stands for anything. A pattern without a
 * query matches whatever the query. `URLPattern` is not in every supported browser.
 */
export function isListed(url: URL, patterns: string, base: string): boolean {
  // All are read, so that a wrong one is reported even if another matches.
  return (patterns.match(/\S+/g) ?? []).filter((pattern) => matchesPattern(url, pattern, base)).length > 0;
}

/** Stands for the `*` of a host, which Firefox takes in no URL. */
const anyHost = 'w--w';

function matchesPattern(url: URL, pattern: string, base: string): boolean {
  const parsable = pattern.replace(/^([a-z]+:)?\/\/[^/?#]+/i, (host) => host.replaceAll('*', anyHost));
  if (!URL.canParse(parsable, base)) {
    warn('preload-only', pattern, 'a URL pattern', 'no URL');
    return false;
  }
  const {origin, pathname, search} = new URL(parsable, base);
  // No `*` of a host reaches into the path.
  return (
    matches(url.origin, origin.replaceAll(anyHost, '*')) &&
    matches(url.pathname + (search && url.search), pathname + search)
  );
}

function matches(text: string, pattern: string): boolean {
  return RegExp(`^${pattern.replace(/[^\w*]/g, '\\$&').replaceAll('*', '.*')}$`).test(text);
}
