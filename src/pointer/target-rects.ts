import type {PredictiveTarget} from './target.js';

/** Targets re-measured each frame in turn, so that a move that nothing announced is noticed soon. */
const spotChecks = 8;

/** A box has moved when an edge is off by more than this, CSS px. */
const tolerancePx = 0.5;

/**
 * The boxes of a region's visible targets, in CSS px of the viewport. Measuring makes the browser lay
 * the page out, so boxes are kept until something says that they may have changed; and because not
 * everything that moves a box says so, a few are measured again each frame.
 */
export class TargetRects {
  readonly #targets = new Set<PredictiveTarget>();
  /** The targets that can be pressed now: enabled, rendered, on the screen. Order is that of `boxes`. */
  #visible: PredictiveTarget[] = [];
  #boxes: number[] = [];
  readonly #indices = new Map<PredictiveTarget, number>();
  #stale = true;
  #nextCheck = 0;
  /** Says that a target came to be rendered or on the screen, or is no longer, for whatever reason. */
  readonly #observer = new IntersectionObserver(() => (this.#stale = true));

  get visible(): readonly PredictiveTarget[] {
    return this.#visible;
  }

  /** x, y, w, h of each visible target. */
  get boxes(): readonly number[] {
    return this.#boxes;
  }

  add(target: PredictiveTarget): void {
    this.#targets.add(target);
    this.#observer.observe(target.element);
    this.#stale = true;
  }

  delete(target: PredictiveTarget): void {
    this.#targets.delete(target);
    this.#observer.unobserve(target.element);
    this.#stale = true;
  }

  /** The page was scrolled, resized or changed: measure again before the next use. */
  invalidate(): void {
    this.#stale = true;
  }

  /** Brings the boxes up to date. `watched` are those whose freshness matters most. */
  refresh(watched: Iterable<PredictiveTarget> = []): void {
    const modals = openModals();
    if (!this.#stale && !this.#hasMoved(watched, modals)) return;
    this.#stale = false;
    this.#visible = [];
    this.#indices.clear();
    this.#boxes = [];
    for (const target of this.#targets) {
      const rect = pressableBox(target, modals);
      if (rect === undefined) continue;
      this.#boxes.push(rect.x, rect.y, rect.width, rect.height);
      this.#indices.set(target, this.#visible.length);
      this.#visible.push(target);
    }
  }

  #hasMoved(watched: Iterable<PredictiveTarget>, modals: readonly Element[]): boolean {
    for (const target of watched) if (this.#hasChanged(target, modals)) return true;
    for (let i = 0; i < Math.min(spotChecks, this.#visible.length); i++) {
      this.#nextCheck = (this.#nextCheck + 1) % this.#visible.length;
      if (this.#hasChanged(this.#visible[this.#nextCheck]!, modals)) return true;
    }
    return false;
  }

  #hasChanged(target: PredictiveTarget, modals: readonly Element[]): boolean {
    const {x, y, width, height} = pressableBox(target, modals) ?? {x: 0, y: 0, width: 0, height: 0};
    const at = (this.#indices.get(target) ?? Infinity) * 4;
    // A box that is not there is as good as one without size.
    return [x, y, width, height].some((edge, i) => Math.abs(edge - (this.#boxes[at + i] ?? 0)) > tolerancePx);
  }
}

/** The box of a target that can be pressed: enabled, on the screen, rendered, and not inert. */
function pressableBox(target: PredictiveTarget, modals: readonly Element[]): DOMRect | undefined {
  if (target.targetDisabled) return undefined;
  const {element} = target;
  const rect = element.getBoundingClientRect();
  return isOnScreen(rect) && element.checkVisibility({visibilityProperty: true}) && !isInert(element, modals)
    ? rect
    : undefined;
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
