import type {Look} from './habit-trust.js';

/** Looks are kept so far apart, and so long before a press, ms. */
const gapMs = 100;
const spanMs = [100, 1000] as const;

/** What the pointer alone said at one moment, and habit of the same targets. */
export interface SeenLook<Target> extends Omit<Look, 'pressed'> {
  at: number;
  targets: readonly Target[];
}

/** The latest looks at the pointer, until it is known what they led to. Told the time, never asking. */
export class LookMemory<Target> {
  #looks: SeenLook<Target>[] = [];

  keep(look: SeenLook<Target>): void {
    const last = this.#looks.at(-1);
    if (last !== undefined && look.at - last.at < gapMs) return;
    this.#looks.push(look);
    if (this.#looks.length > spanMs[1] / gapMs) this.#looks.shift();
  }

  /** The looks that led to a press of a target at this time, which are then forgotten. */
  takeBefore(at: number, pressed: Target): Look[] {
    const looks = this.#looks;
    this.#looks = [];
    return looks.flatMap(({at: seenAt, targets, ...look}) => {
      const ageMs = at - seenAt;
      const index = targets.indexOf(pressed);
      return ageMs >= spanMs[0] && ageMs <= spanMs[1] && index >= 0 ? [{...look, pressed: index}] : [];
    });
  }
}
