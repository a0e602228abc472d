import {handLinks} from './predicted-links.js';

/** The part of `@hotwired/turbo` that says whether links are Turbo's. */
export interface Turbo {
  readonly session: {readonly drive: boolean};
}

/**
 * Has Turbo 8 prefetch predicted links, with its own request and into its own cache, which serves the press without
 * any `Cache-Control`. Turbo has no function for it, so the link gets the `mouseenter` that makes Turbo prefetch, and a
 * `mouseleave` when the prediction is withdrawn. Links that Turbo would not prefetch are left to the kit. Returns a
 * function that ends it.
 */
export function preloadWith(region: EventTarget, {session}: Turbo): () => void {
  /** The link that Turbo has prefetched for us: its cache has one place. */
  let held: HTMLElement | undefined;
  const stop = new AbortController();
  // The pointer that arrives would make Turbo request the page again.
  region.addEventListener(
    'turbo:before-prefetch',
    (event) => {
      if (event.target === held) event.preventDefault();
    },
    {signal: stop.signal},
  );
  const end = handLinks(region, ({element, signal}) => {
    if (!session.drive || !(element instanceof HTMLAnchorElement)) return undefined;
    held = undefined;
    let isAccepted = false;
    const onPrefetch = (event: Event): void => void (isAccepted = !event.defaultPrevented);
    // Turbo says so last of all, when its own conditions are met.
    window.addEventListener('turbo:before-prefetch', onPrefetch, {once: true});
    element.dispatchEvent(new MouseEvent('mouseenter'));
    window.removeEventListener('turbo:before-prefetch', onPrefetch);
    if (!isAccepted) return undefined;
    held = element;
    // Turbo drops it then.
    element.addEventListener('mouseleave', () => (held = undefined), {once: true});
    signal.addEventListener('abort', () => {
      if (held === element) element.dispatchEvent(new MouseEvent('mouseleave'));
    });
    return answered(element, signal);
  });
  return () => {
    stop.abort();
    end();
  };
}

/** Resolves when Turbo's request for a link has ended; rejects if it was withdrawn or has failed. */
function answered(link: HTMLElement, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    link.addEventListener('turbo:before-fetch-response', () => resolve(), {once: true});
    link.addEventListener('turbo:fetch-request-error', () => reject(new Error('Turbo could not prefetch.')), {
      once: true,
    });
    signal.addEventListener('abort', () => reject(new DOMException('Withdrawn.', 'AbortError')));
  });
}
