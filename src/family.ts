// Loads each element of the family when its tag is first in the document.
import {PredictiveErrorEvent} from './core/events.js';
import {Lazy} from './core/lazy.js';

/** The elements of the family, and the entries that define them. */
const entries: Readonly<Record<string, () => Promise<unknown>>> = {
  'predictive-button-group': () => import('./button-group.js'),
  'predictive-link-card': () => import('./link-card.js'),
  'predictive-menu': () => import('./menu.js'),
  'predictive-menu-button': () => import('./menu-button.js'),
  'predictive-menu-item': () => import('./menu.js'),
  'predictive-nav': () => import('./nav.js'),
  'predictive-split-button': () => import('./split-button.js'),
  'predictive-toggle-button': () => import('./toggle-button.js'),
};

/** Delay before an element whose entry could not be loaded is looked for again, ms. */
const retryMs = 5000;

/** Loads what the document needs now and later. Tags in shadow roots are not seen: a page imports their entries itself. */
export function loadFamily(): void {
  // A server has no document.
  if (globalThis.document === undefined) return;
  const missing = new Map<string, Lazy<unknown>>();
  for (const [tag, entry] of Object.entries(entries)) {
    const onError = (error: PredictiveErrorEvent['error']): void => {
      (document.querySelector(tag) ?? document).dispatchEvent(new PredictiveErrorEvent({error}));
    };
    missing.set(tag, new Lazy(entry, {onError}));
  }

  const load = (tag: string): void => {
    const part = missing.get(tag);
    if (part === undefined || part.isRequested) return;
    part.use(() => {
      missing.delete(tag);
      if (missing.size === 0) observer.disconnect();
    });
    part.request().catch(() => setTimeout(lookFor, retryMs, tag));
  };
  const lookFor = (tag: string): void => {
    if (document.querySelector(tag) !== null) load(tag);
  };
  const observer = new MutationObserver((records) => {
    /** What has been looked through, as the parser adds an element first, and then what is in it. */
    const seen = new Set<Node>();
    const tags = [...missing.keys()].join();
    for (const {target, addedNodes} of records)
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        if (!seen.has(target)) {
          load(node.localName);
          for (const {localName} of node.querySelectorAll(tags)) load(localName);
        }
        seen.add(node);
      }
  });
  observer.observe(document, {childList: true, subtree: true});
  for (const tag of missing.keys()) lookFor(tag);
}
