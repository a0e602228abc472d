/** Calls back when the page is hidden or its window loses the focus, until the signal aborts. */
export function onPageLeft(view: Window, use: (event: Event) => void, signal: AbortSignal): void {
  const options = {capture: true, passive: true, signal};
  // A capturing listener on the window also gets `blur` from every element that loses the focus.
  view.addEventListener('blur', (event) => event.target === view && use(event), options);
  view.addEventListener('visibilitychange', use, options);
  view.addEventListener('pagehide', use, options);
}
