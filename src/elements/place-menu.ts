import {supportsCss} from '../core/supports-css.js';

/** Distance of a menu from its button, and from the edges of the window, CSS px. */
const gapPx = 4;
const marginPx = 8;

/**
 * Shows a popover beside an element. The browser places it where it has anchor positioning; elsewhere the kit does, and
 * again when something scrolls or the window changes its size, until the signal aborts.
 */
export function showBeside(popover: HTMLElement, anchor: HTMLElement, signal: AbortSignal): void {
  let isAnchored = false;
  // A browser that does not know the option does not read it.
  const options = {
    get source() {
      isAnchored = true;
      return anchor;
    },
  };
  popover.hidden = false;
  // TypeScript's declaration has no options yet.
  (popover as {showPopover?: (options: object) => void}).showPopover?.(options);
  isAnchored &&= supportsCss('position-area', 'self-block-end span-self-inline-end');
  const {classList} = popover;
  classList.toggle('anchored', isAnchored);
  if (isAnchored && isPlaced(popover, anchor)) return;
  classList.remove('anchored');
  keepBeside(popover, anchor, {signal});
}

/**
 * Whether the browser has placed an anchored popover at its anchor. Firefox 153 leads one astray, even out of the window,
 * that is written in the other direction than the page around it.
 */
export function isPlaced(popover: HTMLElement, anchor: HTMLElement): boolean {
  const {documentElement} = popover.ownerDocument;
  if (getComputedStyle(popover).direction === getComputedStyle(documentElement).direction) return true;
  const box = popover.getBoundingClientRect();
  const beside = anchor.getBoundingClientRect();
  return box.left < beside.right && box.right > beside.left;
}

export interface Placement {
  /** Which edge of the anchor the popover is along. */
  edge?: 'start' | 'end';
  signal: AbortSignal;
}

/** Places a popover where the browser does not, and again when something moves, until the signal aborts. */
export function keepBeside(
  popover: HTMLElement,
  anchor: HTMLElement,
  {edge = 'start', signal}: Placement,
): void {
  const place = (): void => placeBeside(popover, anchor, edge);
  place();
  const view = popover.ownerDocument.defaultView;
  view?.addEventListener('scroll', place, {capture: true, passive: true, signal});
  view?.addEventListener('resize', place, {signal});
  signal.addEventListener('abort', () => (popover.style.left = popover.style.top = ''));
}

/** Below the anchor and along its edge; above it where there is more space; always inside the window. */
function placeBeside(popover: HTMLElement, anchor: HTMLElement, edge: 'start' | 'end'): void {
  const {clientWidth, clientHeight} = popover.ownerDocument.documentElement;
  const box = anchor.getBoundingClientRect();
  const {offsetWidth, offsetHeight} = popover;
  const below = box.bottom + gapPx;
  const isBelow = below + offsetHeight + marginPx <= clientHeight || clientHeight - box.bottom >= box.top;
  const top = isBelow ? below : box.top - gapPx - offsetHeight;
  const isAtLeft = (edge === 'start') === (getComputedStyle(popover).direction !== 'rtl');
  const left = isAtLeft ? box.left : box.right - offsetWidth;
  const inside = (value: number, most: number): string => `${Math.max(marginPx, Math.min(value, most))}px`;
  popover.style.left = inside(left, clientWidth - offsetWidth - marginPx);
  popover.style.top = inside(top, clientHeight - offsetHeight - marginPx);
}
