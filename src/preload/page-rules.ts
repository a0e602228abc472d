import type {PreloadAction} from '../core/preload.js';
import {viewOf} from '../core/view.js';

/** Names our rules in `Sec-Speculation-Tags` and in developer tools. */
export const rulesTag = 'predictive-buttons';

/** Whether the element is in a frame, where Chromium ignores speculation rules. */
export function isFramed(element: Element): boolean {
  const view = viewOf(element);
  return view !== view.parent;
}

type OneOrMore<T> = T | T[];

/** A condition of a document rule, with exactly one of these. */
interface Condition {
  and?: Condition[];
  or?: Condition[];
  not?: Condition;
  href_matches?: OneOrMore<string | object>;
  selector_matches?: OneOrMore<string>;
}

interface Rule {
  urls?: string[];
  where?: Condition;
  eagerness?: string;
}

/** `URLPattern` is in every browser that has document rules, but not in the types. */
type Patterns = new (pattern: unknown, base?: string) => {test: (url: string) => boolean};

/** Other ways in which a page requests a URL. */
const links: Readonly<Partial<Record<PreloadAction, string>>> = {
  module: 'link[rel~="modulepreload" i], link[rel~="preload" i]',
  prefetch: 'link[rel~="prefetch" i], link[rel~="prerender" i], link[rel~="preload" i]',
};

/**
 * Whether the page itself has already requested `url`: with a link in its markup, or with speculation rules
 * that act at once. Rules that wait for user input don't count: the browser requests only once for both.
 */
export function isRequestedByPage(
  url: string,
  {action, element}: {action: PreloadAction; element: Element},
): boolean {
  const {ownerDocument} = element;
  const selector = links[action === 'prerender' ? 'prefetch' : action] ?? ':not(*)';
  for (const link of ownerDocument.querySelectorAll<HTMLLinkElement>(selector))
    if (withoutHash(link.href, ownerDocument.baseURI) === url) return true;
  if (action === 'module' || action === 'preconnect' || isFramed(element)) return false;
  return [...ownerDocument.querySelectorAll('script[type="speculationrules" i]')]
    .flatMap((script) => rulesIn(script.textContent, action))
    .some((rule) => actsAtOnce(rule) && applies(rule, {url, element}));
}

/** The page's rules that do at least as much as `action`. */
function rulesIn(text: string, action: PreloadAction): Rule[] {
  try {
    // What is no object has no such entries, or throws.
    const {tag, ...kinds} = JSON.parse(text) as Record<string, unknown>;
    if (tag === rulesTag) return [];
    return Object.entries(kinds)
      .filter(([kind]) => kind === 'prerender' || (action === 'prefetch' && kind.startsWith('pre')))
      .flatMap(([, list]) => list)
      .filter((rule): rule is Rule => typeof rule === 'object' && rule !== null);
  } catch {
    return [];
  }
}

function actsAtOnce({urls, eagerness}: Rule): boolean {
  return (eagerness ?? (urls ? 'immediate' : 'conservative')) === 'immediate';
}

function applies({urls, where}: Rule, {url, element}: {url: string; element: Element}): boolean {
  if (Array.isArray(urls)) return urls.some((each) => withoutHash(each, element.baseURI) === url);
  // Document rules match only links; a button of ours contains one.
  const link = element.matches('a, area')
    ? element
    : (element.shadowRoot?.querySelector('a[href]') ?? undefined);
  return link !== undefined && (where === undefined || holds(where, {url, link}));
}

function holds(condition: Condition, of: {url: string; link: Element}): boolean {
  const {and, or, not, href_matches: patterns, selector_matches: selectors} = condition;
  try {
    if (and) return and.every((each) => holds(each, of));
    if (or) return or.some((each) => holds(each, of));
    if (not) return !holds(not, of);
    if (selectors) return [selectors].flat().some((selector) => of.link.matches(selector));
    const {URLPattern} = globalThis as unknown as {URLPattern: Patterns};
    return [patterns]
      .flat()
      .some((pattern) =>
        (typeof pattern === 'string'
          ? new URLPattern(pattern, of.link.baseURI)
          : new URLPattern({baseURL: of.link.baseURI, ...pattern})
        ).test(of.url),
      );
  } catch {
    // A condition that throws here is invalid in the browser too: the rule does nothing.
    return false;
  }
}

function withoutHash(url: string, base: string): string {
  if (!URL.canParse(url, base)) return '';
  const parsed = new URL(url, base);
  parsed.hash = '';
  return parsed.href;
}
