/**
 * Calls back when the page may have another address, until the signal aborts. Where there is no Navigation API, no event
 * tells that a router has changed it: it is compared when the document changes, as it does with another page, and with
 * the user's next movement or key.
 */
export function watchAddress(view: Window, onAddress: () => void, signal: AbortSignal): void {
  for (const type of ['popstate', 'hashchange']) view.addEventListener(type, onAddress, {signal});
  const {navigation} = view as Partial<Window>;
  if (navigation) {
    navigation.addEventListener('currententrychange', onAddress, {signal});
    return;
  }
  const {document, location} = view;
  let {href} = location;
  const compare = (): void => {
    if (location.href === href) return;
    ({href} = location);
    onAddress();
  };
  const content = new MutationObserver(compare);
  content.observe(document, {subtree: true, childList: true});
  signal.addEventListener('abort', () => content.disconnect());
  for (const type of ['pointermove', 'keyup'])
    view.addEventListener(type, compare, {capture: true, passive: true, signal});
}
