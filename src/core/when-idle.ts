/** Calls back once when the page has nothing better to do; returns how to call that off. */
export function whenIdle(callback: () => void): () => void {
  if ('requestIdleCallback' in globalThis) {
    const handle = requestIdleCallback(callback);
    return () => cancelIdleCallback(handle);
  }
  // Safari has no requestIdleCallback.
  const timer = setTimeout(callback, 200);
  return () => clearTimeout(timer);
}

/** Calls back once when the page has loaded and then has nothing better to do, unless the signal aborts before. */
export function whenIdleAfterLoad(view: Window, callback: () => void, signal: AbortSignal): void {
  const wait = (): void => {
    const callOff = whenIdle(callback);
    signal.addEventListener('abort', callOff, {once: true});
  };
  if (view.document.readyState === 'complete') wait();
  else view.addEventListener('load', wait, {once: true, signal});
}
