import {gaussian, type Random} from '../../src/core/random.js';
import {between, pick} from './draw.js';
import type {Place} from './hand.js';
import type {Layout} from './layouts.js';
import type {Parameters} from './parameters.js';

/** What is pressed often on a screen, and what after what. */
export class ScreenHabits {
  readonly #popularity: number[];
  readonly #next: number[];
  readonly #random: Random;

  constructor(targets: number, random: Random) {
    this.#random = random;
    const spread = between(random, 0.5, 2);
    this.#popularity = Array.from({length: targets}, () => Math.exp(spread * gaussian(random)));
    this.#next = Array.from({length: targets}, () => this.popular());
  }

  popular(): number {
    let left = this.#random() * this.#popularity.reduce((sum, each) => sum + each, 0);
    return Math.max(
      0,
      this.#popularity.findIndex((each) => (left -= each) < 0),
    );
  }

  after(target: number): number {
    return this.#next[target]!;
  }
}

/** What a choice depends on. */
export interface Choosing {
  layout: Layout;
  habits: ScreenHabits;
  /** The presses so far. */
  presses: readonly {target: number}[];
  random: Random;
  parameters: Pick<Parameters, 'choice'>;
}

/** How many presses ago a target still counts as pressed recently. */
const recentPresses = 4;

/** The index of the target that a hand at `place` goes to next. */
export function chooseTarget(
  {x, y}: Place,
  {layout: {targets}, habits, presses, random, parameters}: Choosing,
): number {
  const {near, popular, recent, next} = parameters.choice;
  const all = [...targets.keys()];
  const pressed = presses.filter(({target}) => target >= 0);
  const left = random() * (1 + popular + next + recent + near);
  if (left < 1) return pick(random, all);
  if (left < 1 + popular) return habits.popular();
  if (left < 1 + popular + next && pressed.length > 0) return habits.after(pressed.at(-1)!.target);
  if (left < 1 + popular + next + recent && pressed.length > 0)
    return pick(random, pressed.slice(-recentPresses)).target;
  const distance = (index: number): number =>
    Math.hypot(targets[index]!.x + targets[index]!.w / 2 - x, targets[index]!.y + targets[index]!.h / 2 - y);
  return all.sort((a, b) => distance(a) - distance(b))[
    Math.min(all.length - 1, Math.floor(random() ** 2 * 6))
  ]!;
}
