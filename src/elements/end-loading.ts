import {viewOf} from '../core/view.js';

/**
 * Ends `loading` when the browser shows the page again as it was left, until the signal aborts: a press that led to
 * another page is over, and nobody else would end it.
 */
export function endLoadingOnReturn(host: HTMLElement & {loading: boolean}, signal: AbortSignal): void {
  viewOf(host).addEventListener(
    'pageshow',
    ({persisted}) => {
      if (persisted) host.loading = false;
    },
    {signal},
  );
}
