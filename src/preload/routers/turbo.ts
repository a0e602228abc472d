import {eventsOf, handLinks} from './predicted-links.js';

/** The parts of `@hotwired/turbo` that say whether links are Turbo's, and that request as Turbo does. */
export interface Turbo {
  readonly session: {readonly drive: boolean};
  fetch(url: string, options: RequestInit): Promise<Response>;
}

/** The detail of Turbo's event before each of its requests; with `fetchRequest` it makes none. */
interface RequestDetail {
  url: URL;
  fetchOptions: {method?: string; headers?: Record<string, string>};
  fetchRequest?: {response: Promise<Response>};
}

interface Answer {
  response: Promise<Response>;
  frame: string | undefined;
}

/**
 * Requests predicted links as Turbo 8 prefetches them, and hands Turbo the answer at the press, without any
 * `Cache-Control`. Turbo's own prefetching is held back in the region: it keeps one page and drops that when the
 * pointer crosses another link. Links that Turbo would not prefetch are left to the kit. Returns a function that ends
 * it.
 */
export function preloadWith(region: EventTarget, turbo: Turbo): () => void {
  const answers = new Map<string, Answer>();
  const stop = new AbortController();
  let isAsking = false;
  eventsOf(region).addEventListener(
    'turbo:before-prefetch',
    (event) => {
      if (!isAsking) event.preventDefault();
    },
    {signal: stop.signal},
  );
  /** Turbo has no function that says whether it would prefetch a link: it gets a `mouseenter`, and tells by its event. */
  const isPrefetchable = (link: HTMLAnchorElement): boolean => {
    let isAccepted = false;
    const onAsk = (event: Event): void => {
      isAccepted = !event.defaultPrevented;
      event.preventDefault();
    };
    isAsking = true;
    // Last of all, after the page's listeners.
    window.addEventListener('turbo:before-prefetch', onAsk, {once: true});
    link.dispatchEvent(new MouseEvent('mouseenter'));
    window.removeEventListener('turbo:before-prefetch', onAsk);
    isAsking = false;
    return isAccepted;
  };
  document.addEventListener(
    'turbo:before-fetch-request',
    (event) => {
      // Its type determines its detail.
      const {detail, target} = event as CustomEvent<RequestDetail>;
      const {method = 'GET', headers} = detail.fetchOptions;
      const key = keyOf(detail.url);
      const answer = answers.get(key);
      if (method.toUpperCase() !== 'GET' || target instanceof HTMLFormElement) return;
      if (answer === undefined || answer.frame !== headers?.['Turbo-Frame']) return;
      // A response can be read once.
      answers.delete(key);
      detail.fetchRequest ??= answer;
    },
    {signal: stop.signal},
  );
  const end = handLinks(region, ({url, element, signal}) => {
    if (!turbo.session.drive || !(element instanceof HTMLAnchorElement) || !isPrefetchable(element))
      return undefined;
    const key = keyOf(url);
    const frame = frameOf(element);
    const headers = {
      Accept: 'text/html, application/xhtml+xml',
      'X-Sec-Purpose': 'prefetch',
      ...(frame !== undefined && {'Turbo-Frame': frame}),
    };
    const response = turbo.fetch(url.href, {headers, credentials: 'same-origin', priority: 'low', signal});
    const answer = {response, frame};
    const forget = (): void => {
      if (answers.get(key) === answer) answers.delete(key);
    };
    answers.set(key, answer);
    signal.addEventListener('abort', forget);
    response.catch(forget);
    return response;
  });
  return () => {
    stop.abort();
    end();
    answers.clear();
  };
}

/** Of a link in a frame, or one that opens in a frame, as Turbo finds it. */
function frameOf(link: HTMLAnchorElement): string | undefined {
  const around = link.closest('turbo-frame');
  const frame = link.dataset.turboFrame ?? around?.getAttribute('target') ?? around?.id;
  return frame === undefined || frame === '' || frame === '_top' ? undefined : frame;
}

function keyOf({href}: URL): string {
  return href.split('#')[0]!;
}
