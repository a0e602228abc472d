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
  #boxes = new Float64Array(64);
  #stale = true;
  #nextCheck = 0;

  get visible(): readonly PredictiveTarget[] {
    return this.#visible;
  }

  /** x, y, w, h of each visible target. */
  get boxes(): Float64Array {
    return this.#boxes;
  }

  add(target: PredictiveTarget): void {
    this.#targets.add(target);
    this.#stale = true;
  }

  delete(target: PredictiveTarget): void {
    this.#targets.delete(target);
    this.#stale = true;
  }

  /** The page was scrolled, resized or changed: measure again before the next use. */
  invalidate(): void {
    this.#stale = true;
  }

  /** Brings the boxes up to date. `watched` are those whose freshness matters most. */
  refresh(watched: Iterable<PredictiveTarget> = []): void {
    if (!this.#stale) this.#stale = this.#hasMoved(watched);
    if (!this.#stale) return;
    this.#stale = false;
    this.#visible = [];
    if (this.#boxes.length < this.#targets.size * 4) this.#boxes = new Float64Array(this.#targets.size * 8);
    for (const target of this.#targets) {
      if (target.targetDisabled) continue;
      const rect = target.element.getBoundingClientRect();
      if (!isOnScreen(rect) || !isReachable(target.element)) continue;
      this.#boxes.set([rect.x, rect.y, rect.width, rect.height], this.#visible.length * 4);
      this.#visible.push(target);
    }
  }

  #hasMoved(watched: Iterable<PredictiveTarget>): boolean {
    for (const target of watched) {
      const index = this.#visible.indexOf(target);
      if (index >= 0 && this.#isOff(index)) return true;
    }
    for (let i = 0; i < Math.min(spotChecks, this.#visible.length); i++) {
      this.#nextCheck = (this.#nextCheck + 1) % this.#visible.length;
      if (this.#isOff(this.#nextCheck)) return true;
    }
    return false;
  }

  #isOff(index: number): boolean {
    const rect = this.#visible[index]!.element.getBoundingClientRect();
    const box = index * 4;
    return (
      Math.abs(rect.x - this.#boxes[box]!) > tolerancePx ||
      Math.abs(rect.y - this.#boxes[box + 1]!) > tolerancePx ||
      Math.abs(rect.width - this.#boxes[box + 2]!) > tolerancePx ||
      Math.abs(rect.height - this.#boxes[box + 3]!) > tolerancePx
    );
  }
}

function isOnScreen({x, y, width, height}: DOMRect): boolean {
  return width > 0 && height > 0 && x < innerWidth && y < innerHeight && x + width > 0 && y + height > 0;
}

function isReachable(element: HTMLElement): boolean {
  // `inert` is inherited and has no property that says so; closest() does not leave a shadow root, so
  // an inert host around one is found from the host's own target.
  return element.checkVisibility({visibilityProperty: true}) && element.closest('[inert]') === null;
}
