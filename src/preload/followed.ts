import type {WasteReason} from '../core/preload.js';
import {viewOf} from '../core/view.js';

/**
 * A script that prevents the click's navigation may still navigate this much later, ms: some play an animation first.
 */
export const latestNavigationMs = 500;

export interface Followed {
  click: MouseEvent;
  element: HTMLElement;
  /** The preloaded page. */
  href: string;
}

/**
 * Calls back with `undefined` once the click leads to the preloaded document, else with the reason why not: a router
 * has shown another view, nothing has happened, or another page is opened.
 */
export function onFollowed({click, element, href}: Followed, use: (reason?: WasteReason) => void): void {
  const url = new URL(href, element.baseURI).href;
  const view = viewOf(element);
  const {location} = view;
  const isLink = 'href' in element && Boolean(element.href);
  const abort = new AbortController();
  const {signal} = abort;
  const conclude = (reason?: WasteReason): void => {
    if (signal.aborted) return;
    abort.abort();
    use(reason);
  };
  const isPage = (other: string): boolean => withoutHash(other) === withoutHash(url);
  // What speculation rules fetched, the browser uses for the same hash only.
  const isFetched = (other: string): boolean =>
    HTMLScriptElement.supports?.('speculationrules') && view === view.parent ? other === url : isPage(other);
  // Not every browser has it; and if this code has loaded too late, its event is over.
  const navigation = click.eventPhase === Event.NONE ? undefined : (view as Partial<Window>).navigation;
  let reasonIfLeft: WasteReason | undefined = navigation && 'elsewhere';
  navigation?.addEventListener(
    'navigate',
    (event) => {
      const {url: to, sameDocument} = event.destination;
      // At any time, scripts keep their state in the history entry of the page that is open.
      if (sameDocument && !isPage(to)) return;
      if (!sameDocument && isFetched(to)) reasonIfLeft = undefined;
      // Whether another listener has intercepted it shows when all have run.
      setTimeout(() => {
        const isHandled = event.defaultPrevented || navigation.transition !== null || location.href === to;
        conclude(isHandled ? 'router' : reasonIfLeft);
      });
    },
    {signal},
  );
  view.addEventListener('pagehide', () => conclude(reasonIfLeft), {signal});
  // The click's other listeners run first.
  setTimeout(() => {
    const {ctrlKey, metaKey, shiftKey, altKey, button, defaultPrevented} = click;
    if (isPage(location.href)) conclude('router');
    else if (defaultPrevented || !isLink) return;
    // The browser saves the page.
    else if (altKey) conclude('elsewhere');
    else if (ctrlKey || metaKey || shiftKey || button === 1 || navigation === undefined) conclude();
  });
  setTimeout(() => conclude('router'), latestNavigationMs);
}

function withoutHash(url: string): string {
  return url.split('#')[0]!;
}
