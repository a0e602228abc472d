import type {PastPrediction} from './habit-trust.js';
import type {Habits} from './habits.js';
import {RecentPredictions} from './recent-predictions.js';
import {fuse} from '../prediction/fusion.js';

export interface HabitContextOptions<Target> {
  /** The habits in use: another learner may bring its own. */
  habits: () => Habits;
  /** The targets that can be pressed. */
  targets: () => Iterable<Target>;
  keyOf: (target: Target) => string;
}

/** A person's habits as probabilities of the targets that are there now. Told the time, never asking. */
export class HabitContext<Target> {
  readonly #options: HabitContextOptions<Target>;
  readonly #recent = new RecentPredictions<Target>();
  /** Probability of each target to be pressed next, and as of which state of the habits. */
  #next = new Map<Target, number>();
  #revision = -1;

  constructor(options: HabitContextOptions<Target>) {
    this.#options = options;
  }

  /** How far habit counts beside the pointer, 0…1. */
  get weight(): number {
    return this.#options.habits().weight;
  }

  /** The targets or their keys have changed, or the habits are others. */
  invalidate(): void {
    this.#revision = -1;
  }

  /** Takes habit into the probabilities of targets, in place; returns that of none. */
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

  /** How much likelier than others each target is to be pressed, 1 on average, as far as habit is trusted. */
  priors(): Map<Target, number> {
    const factorOf = this.#factors();
    const {weight} = this;
    return new Map([...this.next().keys()].map((target) => [target, factorOf(target) ** weight]));
  }

  /** Probability of each target to be pressed next, 0…1, whatever the pointer does. */
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

  /** What was predicted before a press of the target at `at`, ms; it is then forgotten. */
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
