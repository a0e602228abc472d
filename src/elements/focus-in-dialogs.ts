/**
 * Gives a host with `autofocus` the focus when a dialog around it opens, if it is the first with it: Chromium passes
 * over hosts that delegate the focus there, and focuses something else.
 */
export function focusInDialogs(host: HTMLElement, signal: AbortSignal): void {
  const onOpening = ({target, newState}: Event & {newState?: string}): void => {
    const dialog = target as HTMLElement;
    if (newState !== 'open' || dialog.localName !== 'dialog' || dialog.querySelector('[autofocus]') !== host)
      return;
    // While the dialog opens, so that the page can still move the focus afterwards.
    dialog.addEventListener('focusin', () => host.focus(), {once: true, signal});
  };
  host.getRootNode().addEventListener('beforetoggle', onOpening, {capture: true, signal});
}
