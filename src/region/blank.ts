import {supportsCss} from '../core/supports-css.js';
import {rootOf} from '../core/dom.js';
import {contains, flatParent, type Point} from './hit-test.js';

/** Roles of elements that do something when they are pressed. */
const roles = (
  'button link checkbox radio switch tab option menuitem menuitemcheckbox menuitemradio slider spinbutton textbox ' +
  'searchbox combobox treeitem gridcell columnheader rowheader scrollbar separator'
).split(' ');

/** Elements that do something when they are pressed; the last ones by some libraries. */
const pressable = [
  'a[href], area, button, input, select, textarea, option, label, summary, [contenteditable]',
  ...roles.map((role) => `[role="${role}"]`),
  '[popovertarget], [commandfor], [hx-get], [hx-post], [hx-put], [hx-delete], [ng-click], [data-action], [jsaction]',
].join();

/** What is looked at, played or dragged is not blank, unless the target is in it. */
const content = 'img, svg, canvas, video, audio, iframe, frame, embed, object, [draggable="true"]';

/** Elements that can have the focus without being pressed: keyboard users land there, or scroll. */
const landings =
  '[tabindex^="-"], [role="tabpanel"], [role="region"], [role="dialog"], [role="group"], [role="main"]';

/** Listeners that are no secret; React sets `onclick` wherever a press does something. */
const listeners = [
  'onclick',
  'ondblclick',
  'onmousedown',
  'onmouseup',
  'onpointerdown',
  'onpointerup',
] as const;

/** Cursors of what a press does nothing to. */
const plainCursors = ['auto', 'default', 'none', 'wait', 'progress'];

/**
 * Whether a press at a point would do nothing, as far as a page tells. `hit` is the element there, and `target` the
 * one that would be pressed instead. Listeners cannot be seen, but what has one mostly looks pressable.
 */
export function isBlank(hit: Element, point: Point, target: Element): boolean {
  const around = new Set(flatPath(target));
  const path = flatPath(hit);
  const {body, documentElement} = hit.ownerDocument;
  const isFree = (element: Element): boolean => {
    const isShared = around.has(element);
    if (element === body || element === documentElement) return true;
    if (isPressable(element) || takesFocus(element, isShared)) return false;
    return isShared || !(element.matches(content) || scrolls(element));
  };
  return (
    path.some((element) => around.has(element)) &&
    !isUnseen(hit, around) &&
    isInBox(hit, point) &&
    !isOnEdge(hit, point) &&
    !hasText(hit, point, target) &&
    path.every(isFree) &&
    !isBackdrop(hit, point, target) &&
    !dismissesPopover(path)
  );
}

/** The element and its ancestors in the flat tree. */
export function flatPath(start: Element): Element[] {
  const path: Element[] = [];
  for (let each: Element | null = start; each !== null; each = flatParent(each)) path.push(each);
  return path;
}

function isPressable(element: Element): boolean {
  if (element.matches(pressable)) return true;
  // Elements of other kinds have no such properties; and React sets one on its container, whatever that holds.
  const handlers = element as Partial<Pick<HTMLElement, (typeof listeners)[number]>>;
  const isContainer = Object.keys(element).some((name) => name.startsWith('__reactContainer$'));
  if (!isContainer && listeners.some((name) => handlers[name])) return true;
  const {cursor} = getComputedStyle(element);
  return !plainCursors.includes(cursor) && cursor !== getComputedStyle(element.ownerDocument.body).cursor;
}

function takesFocus(element: Element, isShared: boolean): boolean {
  return element.matches(`[tabindex]:not(${landings})`) && !(isShared && scrolls(element));
}

function scrolls(element: Element): boolean {
  const {overflowX, overflowY} = getComputedStyle(element);
  const {clientWidth, clientHeight, scrollWidth, scrollHeight} = element;
  const isOpen = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll';
  return (
    (isOpen(overflowX) && scrollWidth > clientWidth) || (isOpen(overflowY) && scrollHeight > clientHeight)
  );
}

/** A custom element whose shadow root is closed may have anything there. */
function isUnseen(hit: Element, around: ReadonlySet<Element>): boolean {
  return hit.localName.includes('-') && !around.has(hit) && !rootOf(hit) && hit.matches(':defined');
}

/** Beside its box, an element is hit at its backdrop, or at what a style has drawn there. */
function isInBox(hit: Element, point: Point): boolean {
  const {body, documentElement} = hit.ownerDocument;
  return (
    hit === body || hit === documentElement || [...hit.getClientRects()].some((box) => contains(box, point))
  );
}

/** Whether the point is on a scrollbar, or in the corner by which an element is resized. */
function isOnEdge(hit: Element, {x, y}: Point): boolean {
  const {documentElement} = hit.ownerDocument;
  if (x >= documentElement.clientWidth || y >= documentElement.clientHeight) return true;
  const {overflowX, overflowY, resize} = getComputedStyle(hit);
  if (overflowX === 'visible' && overflowY === 'visible') return false;
  if (resize !== 'none') return true;
  const {left, top} = hit.getBoundingClientRect();
  const {clientLeft, clientTop, clientWidth, clientHeight} = hit;
  const isClient =
    x >= left + clientLeft &&
    y >= top + clientTop &&
    x < left + clientLeft + clientWidth &&
    y < top + clientTop + clientHeight;
  return !isClient && hit !== documentElement && hit !== hit.ownerDocument.body;
}

/** Whether there is text at the point, or the space between its lines, that a drag from there would select. */
function hasText(hit: Element, point: Point, target: Element): boolean {
  const style = getComputedStyle(hit);
  const selects = style.getPropertyValue('user-select') || style.getPropertyValue('-webkit-user-select');
  if (selects === 'none') return false;
  const lineHeight = parseFloat(style.lineHeight) || 0;
  const range = hit.ownerDocument.createRange();
  return nodesIn(hit).some((node) => {
    if (node.contains(target) || !isInline(node) || !node.textContent?.trim()) return false;
    range.selectNode(node);
    return [...range.getClientRects()].some(({x, y, width, height}) => {
      const lead = Math.max(0, lineHeight - height) / 2;
      return contains({x, y: y - lead, width, height: height + 2 * lead}, point);
    });
  });
}

/** What is drawn in an element. A slot has no box, so some browsers hit the element around it. */
function nodesIn(element: Element): Node[] {
  if (element instanceof HTMLSlotElement) return element.assignedNodes({flatten: true});
  return [...element.childNodes].flatMap((node) => (node instanceof HTMLSlotElement ? nodesIn(node) : node));
}

function isInline(node: Node): boolean {
  return node instanceof Text || (node instanceof Element && getComputedStyle(node).display === 'inline');
}

/** A layer over the whole page, beside the panel with the target: pressing it mostly closes the panel. */
function isBackdrop(hit: Element, point: Point, target: Element): boolean {
  if (getComputedStyle(hit).position !== 'fixed') return false;
  const {width, height} = hit.getBoundingClientRect();
  if (width < innerWidth || height < innerHeight) return false;
  const path = flatPath(target);
  return path
    .slice(1, path.indexOf(hit))
    .some((panel) => isPainted(panel) && !contains(panel.getBoundingClientRect(), point));
}

function isPainted(element: Element): boolean {
  const {backgroundColor, backgroundImage, boxShadow, borderTopStyle} = getComputedStyle(element);
  return (
    !/^(transparent|rgba\(.*, 0\))$/.test(backgroundColor) ||
    [backgroundImage, boxShadow, borderTopStyle].some((value) => value !== 'none')
  );
}

/** Whether a press closes something that is open elsewhere. */
function dismissesPopover(path: readonly Element[]): boolean {
  const {ownerDocument} = path[0]!;
  const open = [':popover-open:not([popover="manual"])', 'dialog[open][closedby="any"]'];
  return open
    .filter((selector) => supportsCss(`selector(${selector})`))
    .some((selector) => [...ownerDocument.querySelectorAll(selector)].some((each) => !path.includes(each)));
}
