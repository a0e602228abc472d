import {isShadowRoot} from './view.js';

/**
 * `element.closest()`, which old pages replace. Called on the prototype, since the fields of a form can have any name.
 */
export function closestInTree(element: Element | null, selector: string): Element | null {
  let each = element;
  while (each !== null && !Element.prototype.matches.call(each, selector)) each = each.parentElement;
  return each;
}

/** The nearest matching element among the element and its ancestors, across shadow roots. */
export function closest(element: Element, selector: string): Element | undefined {
  const found = closestInTree(element, selector);
  if (found !== null) return found;
  const root = element.getRootNode();
  return isShadowRoot(root) ? closest(root.host, selector) : undefined;
}

/** A node and its ancestors, innermost first, including shadow roots and their hosts. */
export function pathFrom(start: Node | null): Node[] {
  const path: Node[] = [];
  for (let node = start; node !== null;) {
    path.push(node);
    node = node.parentNode ?? (isShadowRoot(node) ? node.host : null);
  }
  return path;
}

/** Closed shadow roots with targets, by their hosts: for a listener outside, an event there ends at the host. */
const closedRoots = new WeakMap<EventTarget, ShadowRoot>();

/** Lets `pathOf()` look into the closed shadow roots around an element. */
export function openRootsOf(element: Element): void {
  for (const node of pathFrom(element))
    if (isShadowRoot(node) && node.mode === 'closed') closedRoots.set(node.host, node);
}

/** The shadow root of an element, if it is open or has targets. */
export function rootOf(element: Element): ShadowRoot | null | undefined {
  return element.shadowRoot ?? closedRoots.get(element);
}

export function hidesTargets(node: EventTarget | null): boolean {
  return node !== null && closedRoots.has(node);
}

/** The path of an event, also in closed shadow roots with targets: to what is at its point, or has the focus. */
export function pathOf(event: Event): EventTarget[] {
  const path = event.composedPath();
  for (let root = closedRoots.get(path[0]!); root !== undefined; root = closedRoots.get(path[0]!)) {
    const {clientX, clientY, detail} = event as MouseEvent;
    // A click by a key has no point of its own.
    const hasPoint = 'clientX' in event && (event.type !== 'click' || detail > 0);
    const inner = hasPoint ? root.elementFromPoint(clientX, clientY) : root.activeElement;
    if (inner === null || !root.contains(inner)) break;
    const inside = pathFrom(inner);
    path.unshift(...inside.slice(0, inside.indexOf(root) + 1));
  }
  return path;
}
