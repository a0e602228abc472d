/** Acts after the listeners of an event, unless one of them has prevented it, as native activation does. */
export function afterDispatch(event: Event, act: () => void): void {
  const abort = new AbortController();
  const end = (reached?: Event): void => {
    if (reached !== undefined && reached !== event) return;
    abort.abort();
    clearTimeout(timer);
    if (!event.defaultPrevented) act();
  };
  // The last listener on the path; plus a task of its own, in case the event never gets there.
  // The target of an event that is being dispatched is a node.
  const {defaultView} = (event.target as Node).ownerDocument!;
  defaultView?.addEventListener(event.type, end, {signal: abort.signal});
  const timer = setTimeout(end);
}
