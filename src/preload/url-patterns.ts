import {warn} from '../core/attribute-converters.js';

/**
 * Whether one of the patterns matches: URLs, separated by spaces, in which `*` stands for anything. A pattern without a
 * query matches whatever the query. `URLPattern` is not in every supported browser.
 */
export function isListed(url: URL, patterns: string, base: string): boolean {
  return patterns.split(/\s+/).some((pattern) => {
    if (pattern === '') return false;
    if (!URL.canParse(pattern, base)) {
      warn('preload-only', pattern, 'a URL pattern', 'no URL');
      return false;
    }
    const {origin, pathname, search} = new URL(pattern, base);
    // No `*` of a host reaches into the path.
    return (
      matches(url.origin, origin.replaceAll('%2A', '*')) &&
      matches(url.pathname + (search && url.search), pathname + search)
    );
  });
}

function matches(text: string, pattern: string): boolean {
  return RegExp(`^${pattern.replace(/[^\w*]/g, '\\$&').replace(/\*/g, '.*')}$`).test(text);
}
