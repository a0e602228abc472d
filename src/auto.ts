// The entry `predictive-buttons/auto`: one script tag, classic or module, prefetches the page's links before they are
// pressed. It loads the rest when the page is idle or the user acts, and keeps the input until then. A classic script
// has no static imports, so the build puts everything below into this one file.
import {asPredictiveError} from './core/errors.js';
import {PredictiveErrorEvent} from './core/events.js';
import {whenIdleAfterLoad} from './core/when-idle.js';
import {EarlyInput} from './region/early-input.js';

/** The script tag's settings, read from `data-targets` and so on, with their defaults. */
const defaults = {
  targets: 'a[href]',
  preload: 'prefetch',
  eagerness: 'moderate',
  highlight: 'none',
  scope: 'body',
};

/** Delay before a failed load is repeated, ms. */
const retryMs = 5000;

/** Set on the window by the first of several script tags. */
const started = Symbol.for('predictive-buttons.auto');

function start(): void {
  if (started in window) return;
  Object.assign(window, {[started]: true});
  // A module cannot tell which tag loaded it.
  const script = document.currentScript ?? document.querySelector('script[src*="auto.js"]');
  const attributes = {...defaults};
  for (const name of Object.keys(defaults) as (keyof typeof defaults)[])
    attributes[name] = script?.getAttribute(`data-${name}`) ?? attributes[name];
  const early = new EarlyInput();
  const waiting = new AbortController();
  let retryAt = 0;
  const load = (): void => {
    if (performance.now() < retryAt) return;
    retryAt = Infinity;
    import('./auto-region.js').then(
      ({addRegion}) => {
        waiting.abort();
        addRegion(attributes, early);
      },
      (thrown: unknown) => {
        retryAt = performance.now() + retryMs;
        const error = asPredictiveError('chunk-unavailable', 'What predicts could not be loaded.', thrown);
        document.dispatchEvent(new PredictiveErrorEvent({error}));
      },
    );
  };
  early.watch(window, {onInput: load, signal: waiting.signal});
  whenIdleAfterLoad(window, load, waiting.signal);
}

// A server has no document to watch.
if (globalThis.document !== undefined) start();
