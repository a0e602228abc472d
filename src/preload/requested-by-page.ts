import {Lazy} from '../core/lazy.js';
import type {PreloadAction} from '../core/preload.js';
import {viewOf} from '../core/view.js';
import type * as rulesModule from './page-rules.js';

/** Names our rules in `Sec-Speculation-Tags` and in developer tools. */
export const rulesTag = 'predictive-buttons';

/** Loaded for the few pages with rules that act at once. */
const rules = new Lazy<typeof rulesModule>(() => import('./page-rules.js'));

/** Whether the element is in a frame, where Chromium ignores speculation rules. */
export function isFramed(element: Element): boolean {
  const view = viewOf(element);
  return view !== view.parent;
}

/** The page's own rules that may act at once: by lists, or by a word. */
function pageRules({ownerDocument}: Element): string[] {
  return [...ownerDocument.querySelectorAll<HTMLScriptElement>('script[type="speculationrules" i]')]
    .map(({text}) => text)
    .filter((text) => /"(urls|immediate)"/.test(text) && !text.includes(`"${rulesTag}"`));
}

/**
 * Whether the page itself has already requested a URL: with a link in its markup, or with speculation rules
 * that act at once. Rules that wait for user input don't count: the browser requests only once for both.
 */
export async function isRequestedByPage(
  url: string,
  {action, element}: {action: Exclude<PreloadAction, 'preconnect'>; element: Element},
): Promise<boolean> {
  const page = 'link[rel~="prefetch" i], link[rel~="prerender" i]';
  const selector = `${action === 'module' ? 'link[rel~="modulepreload" i]' : page}, link[rel~="preload" i]`;
  for (const {href} of element.ownerDocument.querySelectorAll<HTMLLinkElement>(selector))
    // A cache knows no hashes.
    if (href.split('#')[0] === url.split('#')[0]) return true;
  const texts = pageRules(element);
  if (action === 'module' || texts.length === 0) return false;
  const {rulesRequest} = await rules.request();
  return !isFramed(element) && rulesRequest(texts, {url, action, element});
}
