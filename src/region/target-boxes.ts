import type {PredictiveTarget} from '../core/target.js';

/** A box has moved when an edge is off by more than this, CSS px. */
const tolerancePx = 0.5;

const edges = ['x', 'y', 'width', 'height'] as const;

/**
 * The boxes of a region's visible targets, in CSS px of the viewport. Measuring makes the browser lay
 * the page out, so boxes are kept until something says that they may have changed; and because not
 * everything that moves a box says so, some are measured again by turns.
 */
export class TargetBoxes {
  readonly #targets = new Set<PredictiveTarget>();
  /** Those of the targets that can be pressed now: enabled, rendered, on the screen. */
  readonly #rects = new Map<PredictiveTarget, DOMRect>();
  #visible: PredictiveTarget[] = [];
  #boxes: number[] = [];
  #stale = true;
  #nextCheck = 0;
  /** Reports when a target starts or stops being rendered or on the screen, for whatever reason. */
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
   * Brings the boxes up to date: all, if something has said that they may have changed, or a `suspect` has
   * moved. Looked at `briefly`, one that has become inert goes unnoticed.
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

  /** The next of the visible targets, if there are any; after the last one the first again. */
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

/** The box of a target that can be pressed: enabled, on the screen, rendered and, if `modals` are given, not inert. */
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

/** Dialogs that make everything outside them inert. */
function openModals(): Element[] {
  return [...document.getElementsByTagName('dialog')].filter((dialog) => dialog.matches(':modal'));
}

/** `inert` is inherited, across shadow roots, and has no property that says so; a modal dialog says it of all else. */
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
