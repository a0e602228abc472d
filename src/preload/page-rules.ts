import type {PreloadAction} from '../core/preload.js';

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

/**
 * Whether speculation rules, given as texts, act at once on `url`, which may have a hash: browsers compare it, too.
 */
export function rulesRequest(
  texts: readonly string[],
  {url, action, element}: {url: string; action: PreloadAction; element: Element},
): boolean {
  return texts
    .flatMap((text) => rulesIn(text, action))
    .some((rule) => actsAtOnce(rule) && applies(rule, {url, element}));
}

/** The page's rules that do at least as much as `action`. */
function rulesIn(text: string, action: PreloadAction): Rule[] {
  try {
    // What is no object has no such entries, or throws.
    return Object.entries(JSON.parse(text) as Record<string, unknown>)
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
  if (Array.isArray(urls))
    return urls.some(
      (each) => URL.canParse(each, element.baseURI) && new URL(each, element.baseURI).href === url,
    );
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
