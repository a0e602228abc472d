import {isOfKit, keyOf, type PredictiveTarget} from '../core/target.js';

/** So many removals of a target's marks within this time, ms, are a fight, which the kit gives up. */
export const fightRemovals = 3;
export const fightMs = 1000;

/** Removals of marks in one approach. They count by key, because a framework may render the element anew each time. */
export class MarkFights {
  readonly #removals = new Map<string, number[]>();
  readonly #lost = new Set<string>();

  /** Whether the target is left alone. */
  isLost(target: PredictiveTarget): boolean {
    return this.#lost.size > 0 && this.#lost.has(keyOf(target));
  }

  /** Counts a removal at `now`, ms. */
  removed(target: PredictiveTarget, now: number): void {
    const key = keyOf(target);
    const recent = [...(this.#removals.get(key) ?? []), now].filter((each) => now - each <= fightMs);
    this.#removals.set(key, recent);
    // The mark of the kit's own buttons is an attribute of their own, which renders may remove as often as they like.
    // Only an observer that removes it at once must not go on for ever: then no timer is reached.
    if (isOfKit(target.element)) setTimeout(() => this.#removals.delete(key));
    if (recent.length >= fightRemovals) this.#lost.add(key);
  }

  /** A new approach: every target is marked again. */
  reset(): void {
    this.#removals.clear();
    this.#lost.clear();
  }
}
