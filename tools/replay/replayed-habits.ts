import {Habits} from '../../src/habits/habits.js';
import {LookMemory} from '../../src/habits/recent-predictions.js';
import {fuse} from '../../src/prediction/fusion.js';
import type {PointerScript} from '../recordings/pointer-script.js';

/** What a region knows of the order of presses in a script, as it goes. Targets by index. */
export class ReplayedHabits {
  readonly #habits = new Habits();
  readonly #looks = new LookMemory<number>();
  readonly #keys: string[];
  #factors: number[] | undefined;

  constructor({targets}: PointerScript) {
    this.#keys = targets.map((_, index) => String(index));
  }

  /** Takes habit into the probabilities of these targets, in place; returns that of none. */
  fuse(
    targets: readonly number[],
    probabilities: Float64Array,
    {t, none}: {t: number; none: number},
  ): number {
    this.#factors ??= factorsOf(this.#habits.probabilities(this.#keys));
    const factors = Float64Array.from(targets, (target) => this.#factors![target]!);
    this.#looks.keep({at: t, targets, probabilities: probabilities.slice(), factors, none});
    return fuse(probabilities, {none, factors, weight: this.#habits.weight});
  }

  /** A target was pressed: the button went down at `t`. */
  press(target: number, t: number): void {
    // Whatever day it was, the visit is one.
    this.#habits.press(this.#keys[target]!, {now: 1, looks: this.#looks.takeBefore(t, target)});
    this.#factors = undefined;
  }
}

/** How much more or less often than the others each is pressed. */
function factorsOf(probabilities: readonly number[]): number[] {
  const mean = probabilities.reduce((sum, each) => sum + each, 0) / probabilities.length;
  return probabilities.map((each) => each / mean);
}
