/** Calls back once when the page is idle; returns a function that cancels this. */
export function whenIdle(callback: () => void): () => void {
  if ('requestIdleCallback' in globalThis) {
    const handle = requestIdleCallback(callback);
    return () => cancelIdleCallback(handle);
  }
  // Safari has no requestIdleCallback.
  const timer = setTimeout(callback, 200);
  return () => clearTimeout(timer);
}

/** Calls back once when the page has loaded and is idle, unless the signal aborts first. */
export function whenIdleAfterLoad(view: Window, callback: () => void, signal: AbortSignal): void {
  const wait = (): void => {
    const callOff = whenIdle(callback);
    signal.addEventListener('abort', callOff, {once: true});
  };
  if (view.document.readyState === 'complete') wait();
  else view.addEventListener('load', wait, {once: true, signal});
}
