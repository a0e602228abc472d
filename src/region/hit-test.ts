import {closestInTree, pathFrom, rootOf} from '../core/dom.js';
import type {PredictiveTarget} from '../core/target.js';
import {isShadowRoot, viewOf} from '../core/view.js';

/** A box in CSS px of the viewport. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Most hit tests at one tick: each may make the browser lay the page out. */
export const hitTestsPerTick = 6;

/** A part that is narrower or lower than this, CSS px, cannot be aimed at. */
const leastPx = 4;

/** A box scaled by this lies inside the ellipse that the box encloses. */
const inEllipse = 0.7;

/** The parent in the flat tree, which is the one that hides, clips and disables. */
export function flatParent(element: Element): Element | null {
  const {assignedSlot, parentElement} = element;
  const root = parentElement === null ? element.getRootNode() : undefined;
  return assignedSlot ?? parentElement ?? (root !== undefined && isShadowRoot(root) ? root.host : null);
}

export function contains({x, y, width, height}: Box, point: Point): boolean {
  return point.x >= x && point.y >= y && point.x < x + width && point.y < y + height;
}

/** The common part of two boxes; its size is negative if there is none. */
function intersection(a: Box, b: Box): Box {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  return {
    x,
    y,
    width: Math.min(a.x + a.width, b.x + b.width) - x,
    height: Math.min(a.y + a.height, b.y + b.height) - y,
  };
}

/** The box scaled about its middle. */
function scaled({x, y, width, height}: Box, by: number): Box {
  const inset = (1 - by) / 2;
  return {x: x + width * inset, y: y + height * inset, width: width * by, height: height * by};
}

function middleOf({x, y, width, height}: Box): Point {
  return {x: x + width / 2, y: y + height / 2};
}

/** The largest part of `box` beside `cover`: above, below, left or right of it. */
function largestBeside(box: Box, cover: Box): Box {
  const {x, y, width, height} = box;
  const right = cover.x + cover.width;
  const bottom = cover.y + cover.height;
  const strips = [
    {x, y, width, height: cover.y - y},
    {x, y: bottom, width, height: y + height - bottom},
    {x, y, width: cover.x - x, height},
    {x: right, y, width: x + width - right, height},
  ];
  const area = (strip: Box): number => Math.max(0, strip.width) * Math.max(0, strip.height);
  return strips.reduce((best, strip) => (area(strip) > area(best) ? strip : best));
}

/** The part of an element's box that the viewport shows. */
function onScreen(element: Element, box: Box): Box {
  const {innerWidth, innerHeight} = viewOf(element);
  return intersection(box, {x: 0, y: 0, width: innerWidth, height: innerHeight});
}

/** On top of the page, where nothing around it clips it; browsers skip what they do not know in such a list. */
const topmost = ':is(:popover-open, :modal, :fullscreen)';

/** Whether an element with this style holds what is positioned inside of it, even if it has no position itself. */
function holdsFixed(style: CSSStyleDeclaration): boolean {
  const {transform, translate, rotate, scale, perspective, filter, contain, willChange} = style;
  return (
    // Any value but `none`.
    /[^none]/.test(transform + translate + rotate + scale + perspective + filter + contain) ||
    /form|filter|contain/.test(willChange)
  );
}

/** The part of a box that the scroll containers around the element show. */
function unclipped(element: Element, box: Box): Box {
  let part = box;
  let {position} = getComputedStyle(element);
  // The overflow of the body is that of the viewport.
  const {body} = element.ownerDocument;
  for (
    let inner = element, ancestor = flatParent(inner);
    ancestor !== null && ancestor !== body && !inner.matches(topmost);
    inner = ancestor, ancestor = flatParent(inner)
  ) {
    const style = getComputedStyle(ancestor);
    // What is positioned leaves the boxes up to the one that it is positioned in.
    if (
      (position === 'fixed' || (position === 'absolute' && style.position === 'static')) &&
      !holdsFixed(style)
    )
      continue;
    const {display, overflow, overflowX, overflowY} = style;
    if (overflow !== 'visible' && display !== 'contents') {
      const clip = ancestor.getBoundingClientRect();
      const inX = overflowX === 'visible' ? part : clip;
      const inY = overflowY === 'visible' ? part : clip;
      part = intersection(part, {x: inX.x, y: inY.y, width: inX.width, height: inY.height});
    }
    ({position} = style);
  }
  return part;
}

/** What a press at a point would reach, also inside shadow roots that are open or have targets. */
export function elementAt({x, y}: Point, {ownerDocument}: Element): Element | null {
  let found = ownerDocument.elementFromPoint(x, y);
  for (;;) {
    const inner = found && rootOf(found)?.elementFromPoint(x, y);
    if (!inner || inner === found) return found;
    found = inner;
  }
}

/** Asks the page, a limited number of times per tick, what a press would reach. */
export class HitTests {
  #left = 0;

  /** A tick starts. */
  begin(): void {
    this.#left = hitTestsPerTick;
  }

  /** Whether a press in the middle of the box would press the target; `undefined` if there is no test left. */
  reachesMiddle(target: PredictiveTarget, box: Box): boolean | undefined {
    return this.reaches(target, middleOf(onScreen(target.element, box)));
  }

  /** The same at a point. */
  reaches(target: PredictiveTarget, point: Point): boolean | undefined {
    const hit = this.#test(point, target.element);
    return hit === undefined ? undefined : isPressedBy(target, hit);
  }

  /**
   * The part of the target's box that a press reaches: `null` if there is none, `undefined` if no test was left to
   * find out. `pointer` is a point that is known to be over something else; if that is inside the target and takes the
   * press for itself, the hand is not on its way to the rest of it, and the result is `undefined`, too.
   */
  reachablePart(target: PredictiveTarget, box: Box, pointer?: Point): Box | null | undefined {
    const {element} = target;
    let part = unclipped(element, box);
    const around = new Set<Node>(pathFrom(element));
    const points = pointer === undefined ? [] : [pointer];
    for (;;) {
      // The part beside the screen still counts: the pointer moves towards the whole of a target.
      const seen = onScreen(element, part);
      if (!(seen.width >= leastPx && seen.height >= leastPx)) return null;
      const atPointer = points.pop();
      const point = atPointer !== undefined && contains(seen, atPointer) ? atPointer : middleOf(seen);
      const hit = this.#test(point, element);
      if (hit === undefined) return undefined;
      if (isPressedBy(target, hit)) return part;
      if (point === atPointer && hit !== null && pathFrom(hit).includes(element)) return undefined;
      const cover = hit === null ? undefined : coverAt(hit, point, around);
      if (cover !== undefined) part = largestBeside(part, cover);
      // Its own surroundings are hit: at the pointer it may be rounded off, in the middle it cannot be pressed.
      else if (point === atPointer) part = scaled(part, inEllipse);
      else return null;
    }
  }

  #test(point: Point, element: Element): Element | null | undefined {
    return this.#left-- > 0 ? elementAt(point, element) : undefined;
  }
}

/** Whether a press of `hit` presses the target: it is inside its element, or inside that one's label. */
export function isPressedBy(target: PredictiveTarget, hit: Element | null): boolean {
  if (hit === null) return false;
  const {element} = target;
  const path = pathFrom(hit);
  return path.includes(element)
    ? target.isPressedAt?.(path) !== false
    : (closestInTree(hit, 'label') as HTMLLabelElement | null)?.control === element;
}

/** The box of what covers an element at a point: `undefined` if `hit` is around the element. */
function coverAt(hit: Element, point: Point, around: ReadonlySet<Node>): Box | undefined {
  let cover: Box | undefined;
  for (let each: Element | null = hit; each !== null && !around.has(each); each = flatParent(each)) {
    const box = each.getBoundingClientRect();
    // An outer element covers as a whole, unless presses fall through it beside the inner one.
    if (cover !== undefined && getComputedStyle(each).pointerEvents === 'none') break;
    if (contains(box, point)) cover = box;
    else if (cover !== undefined) break;
  }
  return cover;
}
