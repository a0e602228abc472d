/** Calls back once when the page is idle, unless the signal aborts first. */
export function whenIdle(callback: () => void, signal: AbortSignal): void {
  // Safari has no requestIdleCallback.
  const {requestIdleCallback: wait = (call: () => void) => setTimeout(call, 200)} = globalThis as Partial<
    typeof globalThis
  >;
  wait(() => {
    if (!signal.aborted) callback();
  });
}

/** Calls back once when the page has loaded, unless the signal aborts first. */
export function whenLoaded(view: Window, callback: () => void, signal: AbortSignal): void {
  if (view.document.readyState === 'complete') callback();
  else view.addEventListener('load', callback, {once: true, signal});
}

/** Calls back once when the page has loaded and is idle, unless the signal aborts first. */
export function whenIdleAfterLoad(view: Window, callback: () => void, signal: AbortSignal): void {
  whenLoaded(view, () => whenIdle(callback, signal), signal);
}
