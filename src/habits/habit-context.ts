import type {PastPrediction} from './habit-trust.js';
import type {Habits} from './habits.js';
import {RecentPredictions} from './recent-predictions.js';
import {fuse} from '../prediction/fusion.js';

export interface HabitContextOptions<Target> {
  /** The habits in use; another learner may have its own. */
  habits: () => Habits;
  /** The targets that can be pressed. */
  targets: () => Iterable<Target>;
  keyOf: (target: Target) => string;
}

/** A person's habits as probabilities of the current targets. Pure: callers pass the time. */
export class HabitContext<Target> {
  readonly #options: HabitContextOptions<Target>;
  readonly #recent = new RecentPredictions<Target>();
  /** Probability that each target is pressed next, as of `#revision` of the habits. */
  #next = new Map<Target, number>();
  #revision = -1;

  constructor(options: HabitContextOptions<Target>) {
    this.#options = options;
  }

  /** Weight of habit relative to the pointer, 0…1. */
  get weight(): number {
    return this.#options.habits().weight;
  }

  /** Call when the targets, their keys or the habits in use have changed. */
  invalidate(): void {
    this.#revision = -1;
  }

  /** Fuses habit into the targets' probabilities, in place; returns the probability of none. */
  fuse(shown: Map<Target, number>, {none, now}: {none: number; now: number}): number {
    const factorOf = this.#factors();
    const targets = [...shown.keys()];
    const probabilities = Float64Array.from(shown.values());
    const factors = Float64Array.from(targets, factorOf);
    this.#recent.keep({at: now, targets, probabilities: probabilities.slice(), factors, none});
    const fusedNone = fuse(probabilities, {none, factors, weight: this.weight});
    targets.forEach((target, i) => shown.set(target, probabilities[i]!));
    return fusedNone;
  }

  /** Prior odds of each target relative to the others, 1 on average, weighted by the trust in habit. */
  priors(): Map<Target, number> {
    const factorOf = this.#factors();
    const {weight} = this;
    return new Map([...this.next().keys()].map((target) => [target, factorOf(target) ** weight]));
  }

  /** Probability that each target is pressed next, 0…1, ignoring the pointer. */
  next(): ReadonlyMap<Target, number> {
    const habits = this.#options.habits();
    if (this.#revision !== habits.revision) {
      const {keyOf} = this.#options;
      const targets = [...this.#options.targets()];
      const probabilities = habits.probabilities(targets.map(keyOf));
      this.#next = new Map(targets.map((target, i) => [target, probabilities[i]!]));
      this.#revision = habits.revision;
    }
    return this.#next;
  }

  /** Removes and returns the predictions that preceded a press of the target at `at`, ms. */
  takeBefore(at: number, pressed: Target): PastPrediction[] {
    return this.#recent.takeBefore(at, pressed);
  }

  #factors(): (target: Target) => number {
    const next = this.next();
    let sum = 0;
    for (const probability of next.values()) sum += probability;
    return (target) => ((next.get(target) ?? 0) * next.size) / sum;
  }
}
