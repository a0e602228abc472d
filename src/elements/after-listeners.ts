/** For a listener: acts after all others of a click, unless one has prevented it, as native activation does. */
export function afterListeners(click: Event, act: () => void): void {
  // The listener's element may be in another document.
  const view = (click.currentTarget as Node).ownerDocument?.defaultView;
  let isOver = false;
  const end = (reached = click): void => {
    if (isOver || reached !== click) return;
    isOver = true;
    view?.removeEventListener('click', end);
    if (!click.defaultPrevented) act();
  };
  // The last listener on the path; plus a task of its own, in case the event never gets there.
  view?.addEventListener('click', end);
  setTimeout(end);
}
