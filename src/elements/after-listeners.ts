/** For a listener: acts after all others of a press, unless one has prevented it, as native activation does. */
export function afterListeners(press: Event, act: () => void): void {
  // The listener's element may be in another document.
  const view = (press.currentTarget as Node).ownerDocument?.defaultView;
  let isOver = false;
  const end = (reached = press): void => {
    if (isOver || reached !== press) return;
    isOver = true;
    view?.removeEventListener(press.type, end);
    if (!press.defaultPrevented) act();
  };
  // The last listener on the path; plus a task of its own, in case the event never gets there.
  view?.addEventListener(press.type, end);
  setTimeout(end);
}
