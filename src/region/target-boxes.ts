import type {PredictiveTarget} from '../core/target.js';

/** A box has moved if an edge differs by more than this, CSS px. */
const tolerancePx = 0.5;

const edges = ['x', 'y', 'width', 'height'] as const;

/**
 * The boxes of a region's visible targets, in CSS px of the viewport. Measuring forces a layout, so boxes are kept
 * until an event shows that they may have changed. Some movements cause no event, so some boxes are also measured
 * in turn.
 */
export class TargetBoxes {
  readonly #targets = new Set<PredictiveTarget>();
  /** The targets that can be pressed now: enabled, rendered, on the screen. */
  readonly #rects = new Map<PredictiveTarget, DOMRect>();
  #visible: PredictiveTarget[] = [];
  #boxes: number[] = [];
  #stale = true;
  #nextCheck = 0;
  /** Reports when a target starts or stops being rendered or on the screen, for any reason. */
  readonly #observer = new IntersectionObserver(() => this.invalidate());

  get visible(): readonly PredictiveTarget[] {
    return this.#visible;
  }

  /** x, y, w, h of each visible target, in their order. */
  get boxes(): readonly number[] {
    return this.#boxes;
  }

  add(target: PredictiveTarget): void {
    this.#targets.add(target);
    this.#observer.observe(target.element);
    this.invalidate();
  }

  delete(target: PredictiveTarget): void {
    this.#targets.delete(target);
    this.#observer.unobserve(target.element);
    this.invalidate();
  }

  /** The page was scrolled, resized or changed: measure again before the next use. */
  invalidate(): void {
    this.#stale = true;
  }

  /**
   * Updates all boxes if they may have changed or a `suspect` has moved. With `briefly`, misses targets that have
   * become inert.
   */
  refresh(suspects: readonly PredictiveTarget[] = [], {briefly = false} = {}): void {
    if (!this.#stale && suspects.length === 0) return;
    let modals = this.#stale || !briefly ? openModals() : undefined;
    if (!this.#stale && !suspects.some((target) => this.#hasMoved(target, modals))) return;
    modals ??= openModals();
    this.#stale = false;
    this.#rects.clear();
    this.#boxes = [];
    for (const target of this.#targets) {
      const rect = pressableBox(target, modals);
      if (rect === undefined) continue;
      this.#rects.set(target, rect);
      this.#boxes.push(rect.x, rect.y, rect.width, rect.height);
    }
    this.#visible = [...this.#rects.keys()];
  }

  /** The next visible target, if any, starting over after the last one. */
  inTurn(): PredictiveTarget[] {
    if (this.#nextCheck >= this.#visible.length) this.#nextCheck = 0;
    return this.#visible.slice(this.#nextCheck, ++this.#nextCheck);
  }

  #hasMoved(target: PredictiveTarget, modals: readonly Element[] | undefined): boolean {
    const before = this.#rects.get(target);
    const after = pressableBox(target, modals);
    if (before === undefined || after === undefined) return before !== after;
    return edges.some((edge) => Math.abs(after[edge] - before[edge]) > tolerancePx);
  }
}

/** The target's box if it can be pressed: enabled, on the screen, rendered and, if `modals` are given, not inert. */
function pressableBox(target: PredictiveTarget, modals: readonly Element[] | undefined): DOMRect | undefined {
  if (target.targetDisabled) return undefined;
  const {element} = target;
  const rect = element.getBoundingClientRect();
  const isPressable =
    isOnScreen(rect) &&
    element.checkVisibility({visibilityProperty: true}) &&
    !(modals && isInert(element, modals));
  return isPressable ? rect : undefined;
}

function isOnScreen({x, y, width, height}: DOMRect): boolean {
  return width > 0 && height > 0 && x < innerWidth && y < innerHeight && x + width > 0 && y + height > 0;
}

/** Modal dialogs, which make everything outside them inert. */
function openModals(): Element[] {
  return [...document.getElementsByTagName('dialog')].filter((dialog) => dialog.matches(':modal'));
}

/**
 * Elements inherit `inert` across shadow roots, and no property exposes it; a modal dialog makes everything else
 * inert.
 */
function isInert(element: HTMLElement, modals: readonly Element[]): boolean {
  let isBehind = modals.length > 0;
  let inside: Element | null = element;
  while (inside !== null) {
    if (inside.closest('[inert]') !== null) return true;
    const current = inside;
    if (modals.some((modal) => modal.contains(current))) isBehind = false;
    const root = inside.getRootNode();
    inside = root instanceof ShadowRoot ? root.host : null;
  }
  return isBehind;
}
