/** Calls back once when the page is idle, unless the signal aborts first. */
export function whenIdle(callback: () => void, signal: AbortSignal): void {
  const call = (): void => {
    if (!signal.aborted) callback();
  };
  if ('requestIdleCallback' in globalThis) requestIdleCallback(call);
  // Safari has no requestIdleCallback.
  else setTimeout(call, 200);
}

/** Calls back once when the page has loaded and is idle, unless the signal aborts first. */
export function whenIdleAfterLoad(view: Window, callback: () => void, signal: AbortSignal): void {
  const wait = (): void => whenIdle(callback, signal);
  if (view.document.readyState === 'complete') wait();
  else view.addEventListener('load', wait, {once: true, signal});
}
