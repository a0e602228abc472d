// The entry `predictive-buttons/auto`: one script tag, classic or module, and the page's links are prefetched before
// they are pressed. It waits until the page is idle or somebody comes, and keeps what they do until then.
// Classic scripts import nothing at once and share their top level with the page: everything is in one function.
import {PredictiveErrorEvent} from './core/events.js';
import {Lazy} from './core/lazy.js';
import {whenIdleAfterLoad} from './core/when-idle.js';
import {EarlyInput} from './region/early-input.js';

/** What the script tag may say, as `data-targets` and so on, and what it means where it says nothing. */
const defaults = {
  targets: 'a[href]',
  preload: 'prefetch',
  eagerness: 'moderate',
  highlight: 'none',
  scope: 'body',
};

/** Set on the window by the first of several script tags. */
const started = Symbol.for('predictive-buttons.auto');

function start(): void {
  if (started in window) return;
  Object.assign(window, {[started]: true});
  // A module is not told which tag it came by.
  const script =
    document.currentScript ??
    document.querySelector<HTMLScriptElement>('script[src*="auto.js"]') ??
    undefined;
  const settings = {...defaults, ...definedOf(script instanceof HTMLElement ? script.dataset : {})};
  const early = new EarlyInput();
  const waiting = new AbortController();
  const region = new Lazy(() => import('./auto-region.js'), {
    onError: (error) => document.dispatchEvent(new PredictiveErrorEvent({error})),
  });
  const load = (): void =>
    region.use(({addRegion}) => {
      if (waiting.signal.aborted) return;
      waiting.abort();
      addRegion(settings, early);
    });
  early.watch(window, {onInput: load, signal: waiting.signal});
  whenIdleAfterLoad(window, load, waiting.signal);
}

function definedOf(dataset: DOMStringMap): Partial<typeof defaults> {
  return Object.fromEntries(Object.entries(dataset).filter(([name]) => name in defaults));
}

// On a server there is nothing to watch.
if (globalThis.document !== undefined) start();
