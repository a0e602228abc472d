/** Calls back when the page is out of sight or another window is used, until the signal aborts. */
export function onPageLeft(view: Window, use: (event: Event) => void, signal: AbortSignal): void {
  const options = {capture: true, passive: true, signal};
  // Captured on the window, `blur` also comes from every element that loses the focus.
  view.addEventListener('blur', (event) => event.target === view && use(event), options);
  view.addEventListener('visibilitychange', use, options);
  view.addEventListener('pagehide', use, options);
}
