/** What a page tells the visit, at a time in milliseconds since the epoch. */
export type PageReport = {at: number} & (
  | {kind: 'shift'; value: number; moved: string}
  /** The kit has asked for work; `isHandled` if a router's adapter or a recipe's listener has taken it. */
  | {kind: 'preload'; href: string; refusal: string; isHandled: boolean; isEdited: boolean}
  /** The kit's own verdict. */
  | {kind: 'outcome'; href: string; isUsed: boolean; reason: string}
);

/** Runs in each document before its scripts. */
export function reportFromPage(): void {
  type Shift = PerformanceEntry & {value: number; hadRecentInput: boolean; sources: {node: Node | null}[]};
  const report = (fields: object): void => {
    const {reportToSites} = window as unknown as {reportToSites: (report: unknown) => void};
    reportToSites({at: performance.timeOrigin + performance.now(), ...fields});
  };
  const nameOf = (node: Node | null): string => node?.nodeName ?? '';
  new PerformanceObserver((list) => {
    for (const {value, hadRecentInput, sources} of list.getEntries() as Shift[])
      if (!hadRecentInput)
        report({kind: 'shift', value, moved: sources.map(({node}) => nameOf(node)).join(' ')});
  }).observe({type: 'layout-shift', buffered: true});
  const hrefOf = ({target}: Event): string => (target as HTMLAnchorElement).href ?? '';
  window.addEventListener(
    'preload',
    (event) => {
      const at = performance.timeOrigin + performance.now();
      const {refusal = ''} = event as {refusal?: string};
      const isEdited = (event.target as HTMLElement).isContentEditable;
      // Without one the region fetches nothing by itself, and recipes need not call `preventDefault()`.
      const isLeftToRecipe = refusal === '' && document.querySelector('predictive-region[preload]') === null;
      // The adapter's listener comes after this one.
      setTimeout(() =>
        report({
          kind: 'preload',
          at,
          href: hrefOf(event),
          refusal,
          isEdited,
          isHandled: event.defaultPrevented || isLeftToRecipe,
        }),
      );
    },
    true,
  );
  window.addEventListener(
    'preload-outcome',
    (event) => {
      const {used, reason = ''} = event as {used?: boolean; reason?: string};
      report({kind: 'outcome', href: hrefOf(event), isUsed: used === true, reason});
    },
    true,
  );
}
