import type {PredictiveTarget} from '../core/target.js';
import {viewOf, type View} from '../core/view.js';
import type {Layout} from '../prediction/engine.js';
import {contains, HitTests, type Box, type Point} from './hit-test.js';

/** A box has moved if an edge differs by more than this, CSS px. */
const tolerancePx = 0.5;

/** Targets with a lower probability are not tested: they are neither shown nor, but for a connection, preloaded. */
const leastTested = 0.15;

/** Most targets tested at one tick. */
const mostTested = 3;

/** Time after which a target is tested again, ms, the likeliest one or another; one out of reach has a chance again. */
const retestLikeliestMs = 100;
const retestMs = 300;

/** Replaced elements, which are larger than the line of a link around them. */
const replaced = 'img, picture, svg, video, canvas';

/** A target that the browser does not measure. */
interface MeasuredTarget extends PredictiveTarget {
  /** Its boxes, as far as they are shown. */
  boxes(): Box[];
}

const edges = ['x', 'y', 'width', 'height'] as const;

/** A target that can be pressed, as far as its own box tells. */
interface Place {
  /** The box of each of its lines; most targets have one. */
  lines: readonly Box[];
  /** The one nearest to the pointer, and the part of it that a press reaches, as far as is known. */
  line: Box;
  box: Box;
  /** When a hit test last confirmed the box, ms. */
  testedAt: number;
}

/**
 * The boxes of a region's visible targets, in CSS px of the viewport. Measuring forces a layout, so boxes are kept
 * until an event shows that they may have changed. Some movements cause no event, so some boxes are also measured
 * in turn. What covers or clips a target is found by hit tests, for the few likely ones of a tick.
 */
export class TargetBoxes {
  readonly #targets = new Map<Element, PredictiveTarget>();
  /** Elements that are not near the viewport, or clipped away: they are not measured. */
  readonly #far = new Set<Element>();
  /** The targets that can be pressed now: enabled, rendered, on the screen. */
  readonly #places = new Map<PredictiveTarget, Place>();
  /** Those that no press reaches, and when that was found out, ms. */
  readonly #outOfReach = new Map<PredictiveTarget, number>();
  /** Those with several lines. */
  readonly #broken = new Set<PredictiveTarget>();
  readonly #tests = new HitTests();
  #visible: PredictiveTarget[] = [];
  #boxes: number[] = [];
  #stale = true;
  #nextCheck = 0;
  readonly #host: Node;
  /** The window that shows the targets. */
  #view: View | undefined;
  /** Reports when a target starts or stops being rendered or near the screen, for any reason. */
  #observer: IntersectionObserver | undefined;

  /** `host` is in the document of the targets. */
  constructor(host: Node) {
    this.#host = host;
  }

  get visible(): readonly PredictiveTarget[] {
    return this.#visible;
  }

  /** x, y, w, h of each visible target, in their order. */
  get boxes(): readonly number[] {
    return this.#boxes;
  }

  /** Visible targets and their boxes, but for some. */
  without(some: readonly PredictiveTarget[]): Pick<Layout<PredictiveTarget>, 'targets' | 'boxes'> {
    const {visible: targets, boxes} = this;
    if (some.length === 0) return {targets, boxes};
    return {
      targets: targets.filter((target) => !some.includes(target)),
      boxes: boxes.filter((_, side) => !some.includes(targets[side >> 2]!)),
    };
  }

  add(target: PredictiveTarget): void {
    this.#targets.set(target.element, target);
    // Observers do not see these.
    if (!isMeasured(target)) this.#observe(target.element);
    this.invalidate();
  }

  delete({element}: PredictiveTarget): void {
    this.#targets.delete(element);
    this.#far.delete(element);
    this.#observer?.unobserve(element);
    this.invalidate();
  }

  #observe(element: Element): void {
    const view = viewOf(this.#host);
    // The region has moved to another window.
    if (view !== this.#view) {
      this.#observer?.disconnect();
      // Some pages have removed it.
      const {IntersectionObserver: Observer} = view as Partial<typeof globalThis>;
      this.#observer = Observer && new Observer((entries) => this.#onSeen(entries), {rootMargin: '25%'});
      this.#view = view;
    }
    this.#observer?.observe(element);
  }

  #onSeen(entries: readonly IntersectionObserverEntry[]): void {
    for (const {target, isIntersecting, boundingClientRect: box} of entries)
      if (isIntersecting) this.#far.delete(target);
      // A box of its own says where it is, or none at all.
      else if (this.#targets.has(target) && (hasSize(box) || !boxesOf(target).some(hasSize)))
        this.#far.add(target);
    this.invalidate();
  }

  /** The page was scrolled, resized or changed: measure again before the next use. */
  invalidate(): void {
    this.#stale = true;
  }

  /** Updates all boxes if they may have changed or a `suspect` has moved. */
  refresh(suspects: readonly PredictiveTarget[] = []): void {
    // Without an observer, anything may have changed.
    if (this.#observer && !this.#stale && !suspects.some((target) => this.#hasMoved(target))) return;
    this.#stale = false;
    this.#places.clear();
    this.#outOfReach.clear();
    this.#broken.clear();
    for (const target of this.#targets.values()) {
      const lines = this.#far.has(target.element) ? [] : linesOf(target);
      const [line] = lines;
      if (line === undefined) continue;
      this.#places.set(target, {lines, line, box: line, testedAt: -Infinity});
      if (lines.length > 1) this.#broken.add(target);
    }
    this.#list();
  }

  /** A tick starts with the pointer at `pointer`, if that matters: of several lines the nearest one is used. */
  begin(now: number, pointer?: Point): void {
    this.#tests.begin();
    let isChanged = false;
    for (const [target, at] of this.#outOfReach)
      if (now - at > retestMs) {
        this.#outOfReach.delete(target);
        isChanged = true;
      }
    for (const target of pointer === undefined ? [] : this.#broken) {
      const place = this.#places.get(target)!;
      const nearest = place.lines.reduce((best, line) =>
        squaredDistance(line, pointer!) < squaredDistance(best, pointer!) ? line : best,
      );
      if (nearest === place.line) continue;
      Object.assign(place, {line: nearest, box: nearest, testedAt: -Infinity});
      isChanged = true;
    }
    if (isChanged) this.#list();
  }

  /** The pointer is over the target, and may be outside its box: a link can cover more than its text. */
  enter(target: PredictiveTarget, pointer: Point): void {
    const place = this.#places.get(target);
    // Browsers round boxes to pixels before they decide what is under the pointer.
    const isInside = place !== undefined && squaredDistance(place.box, pointer) <= 1;
    if (isInside && !this.#outOfReach.has(target)) return;
    if (place === undefined && (target.targetDisabled || !isShown(target.element))) return;
    this.#outOfReach.delete(target);
    if (!isInside) {
      // What it covers may have no box, such as a pseudo-element.
      const line = this.#areaOf(target, place?.line ?? {...pointer, width: 0, height: 0}, pointer);
      this.#places.set(target, {lines: [], testedAt: -Infinity, ...place, line, box: line});
      this.#broken.delete(target);
    }
    this.#list();
  }

  /**
   * Asks by hit tests whether the likely targets can be pressed, and deletes those from the probabilities that
   * cannot or for which no test is left. Returns whether boxes have changed, so that the targets should be scored
   * again. `over` is the target under the pointer, which needs no test.
   */
  confirm(
    likely: Map<PredictiveTarget, number>,
    {now, pointer, over}: {now: number; pointer?: Point; over?: PredictiveTarget | undefined},
  ): boolean {
    let isChanged = false;
    const ranked = [...likely].filter(([, probability]) => probability >= leastTested);
    ranked.sort(([, a], [, b]) => b - a);
    let rank = -1;
    for (const [target] of ranked) {
      rank++;
      const before = this.#places.get(target)?.box;
      if (target === over || before === undefined) continue;
      const box = rank < mostTested ? this.#tested(target, {rank, pointer, now}) : undefined;
      if (box === undefined || box === null) likely.delete(target);
      if (box === undefined || box === before) continue;
      isChanged = true;
    }
    if (isChanged) this.#list();
    return isChanged;
  }

  /** The next visible target, if any, starting over after the last one. */
  inTurn(): PredictiveTarget[] {
    if (this.#nextCheck >= this.#visible.length) this.#nextCheck = 0;
    return this.#visible.slice(this.#nextCheck, ++this.#nextCheck);
  }

  /**
   * The target's box after a test, if one is due: `null` if it is out of reach, `undefined` if the pointer is over what
   * takes the press from it, or without a test left.
   */
  #tested(
    target: PredictiveTarget,
    {rank, pointer, now}: {rank: number; pointer: Point | undefined; now: number},
  ): Box | null | undefined {
    const place = this.#places.get(target)!;
    const {box, line, testedAt} = place;
    const isInside = pointer !== undefined && contains(box, pointer);
    if (!isInside && now - testedAt <= retestMs) {
      if (rank > 0 || now - testedAt <= retestLikeliestMs) return box;
      // What opens over the likeliest one may cause no event.
      const reaches = this.#tests.reachesMiddle(target, box);
      if (reaches) place.testedAt = now;
      if (reaches !== false) return reaches && box;
    }
    const part = this.#tests.reachablePart(target, line, isInside ? pointer : undefined);
    if (part === undefined) return undefined;
    if (part === null) this.#outOfReach.set(target, now);
    else {
      place.testedAt = now;
      if (edges.some((edge) => Math.abs(part[edge] - box[edge]) > tolerancePx)) place.box = part;
    }
    return part && place.box;
  }

  /** The area around the pointer in which presses reach the element, beyond its own box. */
  #areaOf(target: PredictiveTarget, box: Box, pointer: Point): Box {
    for (let outer = target.element.parentElement; outer !== null; outer = outer.parentElement) {
      const area = outer.getBoundingClientRect();
      if (!contains(area, pointer)) continue;
      // The point opposite the pointer.
      const opposite = {x: 2 * area.x + area.width - pointer.x, y: 2 * area.y + area.height - pointer.y};
      if (this.#tests.reaches(target, opposite) === true) return area;
      break;
    }
    return around(box, {...pointer, width: 1, height: 1});
  }

  #list(): void {
    this.#visible = [];
    this.#boxes = [];
    for (const [target, {box}] of this.#places) {
      if (this.#outOfReach.has(target)) continue;
      this.#visible.push(target);
      this.#boxes.push(box.x, box.y, box.width, box.height);
    }
  }

  #hasMoved(target: PredictiveTarget): boolean {
    const before = this.#places.get(target)?.lines ?? [];
    const after = linesOf(target);
    return (
      before.length !== after.length ||
      after.some((line, index) =>
        edges.some((edge) => Math.abs(line[edge] - before[index]![edge]) > tolerancePx),
      )
    );
  }
}

function squaredDistance({x, y, width, height}: Box, point: Point): number {
  const dx = Math.max(x - point.x, 0, point.x - x - width);
  const dy = Math.max(y - point.y, 0, point.y - y - height);
  return dx * dx + dy * dy;
}

/** The boxes of a target that is enabled, on the screen and rendered. */
function linesOf(target: PredictiveTarget): Box[] {
  if (target.targetDisabled) return [];
  const {element} = target;
  const view = viewOf(element);
  const lines = (isMeasured(target) ? target.boxes() : boxesOf(element)).filter((box) =>
    isOnScreen(box, view),
  );
  return lines.length > 0 && (isMeasured(target) || isShown(element)) ? lines : [];
}

function isShown(element: Element): boolean {
  // Browsers do not call an element visible that has only children, by `display: contents`.
  const shown = element.getClientRects().length > 0 ? element : (element.firstElementChild ?? element);
  return shown.checkVisibility({visibilityProperty: true, opacityProperty: true});
}

/** The element's boxes: one for each line that it is broken over, or that of its children if it has none. */
function boxesOf(element: Element): Box[] {
  const child = element.firstElementChild;
  const own: Box[] = [...element.getClientRects()];
  // The line around an image is only as high as its text.
  if (child?.matches(replaced) === true && element.childElementCount === 1)
    return [...own, child.getBoundingClientRect()]
      .sort((a, b) => b.width * b.height - a.width * a.height)
      .slice(0, 1);
  if (child === null || own.some(hasSize)) return own;
  const parts = [...element.children].flatMap(boxesOf).filter(hasSize);
  return parts.length === 0 ? own : [parts.reduce(around)];
}

/** The box around two. */
function around(a: Box, b: Box): Box {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

function isMeasured(target: PredictiveTarget): target is MeasuredTarget {
  return 'boxes' in target;
}

function hasSize({width, height}: Box): boolean {
  return width > 0 && height > 0;
}

function isOnScreen(box: Box, {innerWidth, innerHeight}: View): boolean {
  const {x, y, width, height} = box;
  return hasSize(box) && x < innerWidth && y < innerHeight && x + width > 0 && y + height > 0;
}
