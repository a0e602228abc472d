import {restMs} from '../../src/region/pointer.js';
import {Trajectory} from '../../src/prediction/trajectory.js';
import {lookInterval} from '../../src/prediction/pace.js';
import {Predictor, type RowModel} from '../../src/prediction/predictor.js';
import type {PointerScript, PointerStep} from '../recordings/pointer-script.js';
import type {ReplayedHabits} from './replayed-habits.js';

/** What the kit thought at one moment: the targets with a probability, by index. */
export interface Thought {
  t: number;
  probabilities: [target: number, probability: number][];
  none: number;
}

/** A region shows a probability below this as none. */
const leastShown = 0.005;

/** A button held and moved farther than this is a drag, CSS px. */
const dragPx = 10;

/** What a region does with the pointer: looks at it now and then, and settles once it has ended somewhere. */
export interface RegionObserver {
  /** Returns how long until the next look, ms. */
  look(trajectory: Trajectory, now: number): number;
  settle(t: number): void;
  /** A target was clicked: the button that went down at `pressedAt` came up over the same one. */
  click?(target: number, pressedAt: number): void;
  /** The button goes down, at the end of the movement so far; `target` is an index, −1 for none. */
  press?(trajectory: Trajectory, press: {t: number; target: number}): void;
}

/**
 * What a region would think while the script happens, from the kit's own pure modules and without a page:
 * quick, for tuning. The browser's run is the one that counts; a test holds the two together. With `habits` it
 * learns the order of presses as it goes.
 */
export function replay(
  model: RowModel,
  script: PointerScript,
  {habits}: {habits?: ReplayedHabits | undefined} = {},
): Thought[] {
  const {indices: onScreen, boxes} = boxesOnScreen(script);
  const predictor = new Predictor();
  const thoughts: Thought[] = [];
  watchScript(script, {
    look(trajectory, now) {
      const {count, indices, probabilities, none} = predictor.predict(
        model,
        trajectory,
        now,
        boxes,
        onScreen.length,
      );
      const seen = [...indices.subarray(0, count).keys()].filter((i) => probabilities[i]! >= leastShown);
      const targets = seen.map((i) => onScreen[indices[i]!]!);
      const shown = Float64Array.from(seen, (i) => probabilities[i]!);
      const fusedNone = habits?.fuse(targets, shown, {t: now, none}) ?? none;
      thoughts.push({
        t: now,
        probabilities: targets.map((target, i): [number, number] => [target, shown[i]!]),
        none: fusedNone,
      });
      return lookInterval(shown.reduce((highest, each) => Math.max(highest, each), 0));
    },
    settle: (t) => thoughts.push({t, probabilities: [], none: 1}),
    click: (target, pressedAt) => habits?.press(target, pressedAt),
  });
  return thoughts;
}

/** The boxes of the targets on the screen, as x, y, w, h, and the index of each among all targets. */
export function boxesOnScreen({viewport: [width, height], targets}: PointerScript): {
  indices: number[];
  boxes: Float64Array;
} {
  const indices = [...targets.keys()].filter((index) => {
    const {x, y, w, h} = targets[index]!;
    return x < width && y < height && x + w > 0 && y + h > 0;
  });
  const boxes = indices.flatMap((index) => {
    const {x, y, w, h} = targets[index]!;
    return [x, y, w, h];
  });
  return {indices, boxes: Float64Array.from(boxes)};
}

/** Tells the observer when a region would look at the pointer while the script happens. */
export function watchScript(script: PointerScript, observer: RegionObserver): void {
  new Watch(observer).follow(script.steps);
}

class Watch {
  readonly #observer: RegionObserver;
  readonly #trajectory = new Trajectory();
  #lookAt = Infinity;
  #lookedAt = -Infinity;
  #lookMs = 0;
  #restAt = Infinity;
  #restStep = 0;
  #under = -1;
  #held = false;
  #pressed: {t: number; target: number} | undefined;
  #heldFrom: {x: number; y: number} | undefined;

  constructor(observer: RegionObserver) {
    this.#observer = observer;
  }

  follow(steps: readonly PointerStep[]): void {
    for (const step of steps) {
      this.#wait(step.t);
      if (step.kind === 'move') this.#move(step);
      else if (step.kind === 'down') this.#down(step);
      else this.#up(step);
    }
  }

  /** Lets the looks and rests happen that are due until `t`. */
  #wait(t: number): void {
    for (;;) {
      const next = Math.min(this.#lookAt, this.#restAt);
      if (next > t) return;
      if (next === this.#restAt) {
        this.#observe(next, true);
        this.#scheduleRest(next, this.#restStep + 1);
      } else {
        this.#lookAt = Infinity;
        this.#lookedAt = next;
        this.#observe(next, false);
        this.#scheduleRest(next, 0);
      }
    }
  }

  #scheduleRest(now: number, step: number): void {
    this.#restStep = step;
    const at = restMs[step];
    this.#restAt = at === undefined ? Infinity : now + at - (restMs[step - 1] ?? 0);
  }

  #move({t, x, y, target}: PointerStep): void {
    if (this.#held) {
      this.#drag({t, x, y});
      return;
    }
    this.#heldFrom = undefined;
    this.#trajectory.push(x, y, t);
    this.#under = target;
    if (this.#lookAt === Infinity) this.#lookAt = Math.max(t, this.#lookedAt + this.#lookMs);
  }

  #drag({t, x, y}: {t: number; x: number; y: number}): void {
    const from = this.#heldFrom;
    if (from === undefined || Math.hypot(x - from.x, y - from.y) <= dragPx) return;
    this.#heldFrom = undefined;
    this.#startAnew();
    this.#under = -1;
    this.#observer.settle(t);
  }

  #down({t, x, y, target}: PointerStep): void {
    this.#held = true;
    this.#heldFrom = {x, y};
    // A press that nothing led to is only known by its click.
    this.#pressed = this.#trajectory.length > 0 ? {t, target} : undefined;
    this.#observer.press?.(this.#trajectory, {t, target});
    this.#startAnew();
  }

  /** The click follows; one beside every target settles nothing. */
  #up({t, target}: PointerStep): void {
    this.#held = false;
    const pressed = this.#pressed;
    this.#pressed = undefined;
    if (target < 0) return;
    this.#observer.click?.(target, pressed?.target === target ? pressed.t : t);
    this.#observer.settle(t);
  }

  #startAnew(): void {
    this.#trajectory.reset();
    this.#restAt = Infinity;
  }

  #observe(at: number, resting: boolean): void {
    const trajectory = this.#trajectory;
    if (trajectory.length === 0) return;
    const last = trajectory.t(trajectory.length - 1);
    const now = Math.max(at, last);
    const isOver = resting && now - last >= restMs[1] - 50 && this.#under < 0;
    if (isOver) this.#observer.settle(now);
    else this.#lookMs = this.#observer.look(trajectory, now);
  }
}
