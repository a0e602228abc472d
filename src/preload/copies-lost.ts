import {keptMs} from './answer-time.js';

/**
 * Calls back when the browser has lost what was fetched ahead, as far as a page can see it: the page comes back from
 * the back/forward cache, or was in the background for too long. Ends with the signal.
 */
export function onCopiesLost(use: () => void, signal: AbortSignal): void {
  let hiddenAt = Infinity;
  const options = {capture: true, signal};
  window.addEventListener('pageshow', ({persisted}) => persisted && use(), options);
  window.addEventListener(
    'visibilitychange',
    ({timeStamp}) => {
      if (document.hidden) hiddenAt = timeStamp;
      else if (timeStamp - hiddenAt > keptMs) use();
    },
    options,
  );
}
