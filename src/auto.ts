// The entry `predictive-buttons/auto`: one script tag, classic or module, and the page's links are prefetched before
// they are pressed. It waits until the page is idle or somebody comes, and keeps what they do until then.
// A classic script imports nothing at once: the build puts everything below into this one file.
import {asPredictiveError} from './core/errors.js';
import {PredictiveErrorEvent} from './core/events.js';
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

/** How long what could not be loaded is not asked for again, ms. */
const retryMs = 5000;

/** Set on the window by the first of several script tags. */
const started = Symbol.for('predictive-buttons.auto');

function start(): void {
  if (started in window) return;
  Object.assign(window, {[started]: true});
  // A module is not told which tag it came by.
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

// On a server there is nothing to watch.
if (globalThis.document !== undefined) start();
