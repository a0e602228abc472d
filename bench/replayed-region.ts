import {restMs} from '../src/pointer/pointer-controller.js';
import {Trajectory} from '../src/pointer/trajectory.js';
import {Predictor, type RowModel} from '../src/prediction/predictor.js';
import {frameAfter, type PointerScript, type PointerStep} from './pointer-script.js';

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

/**
 * What a region would think while the script happens, from the kit's own pure modules and without a page:
 * quick, for tuning. The browser's run is the one that counts; a test holds the two together.
 */
export function replay(model: RowModel, script: PointerScript): Thought[] {
  return new Replay(model, script).run();
}

class Replay {
  readonly #model: RowModel;
  readonly #script: PointerScript;
  readonly #boxes: Float64Array;
  /** Index among the targets of each box: those on the screen. */
  readonly #onScreen: number[] = [];
  readonly #trajectory = new Trajectory();
  readonly #predictor = new Predictor();
  readonly #thoughts: Thought[] = [];
  #frameAt = Infinity;
  #restAt = Infinity;
  #restStep = 0;
  #under = -1;
  #hovered = -1;
  /** The target pressed last, until the pointer leaves it. */
  #pressed = -1;
  #held = false;
  #heldFrom: {x: number; y: number} | undefined;

  constructor(model: RowModel, script: PointerScript) {
    this.#model = model;
    this.#script = script;
    const [width, height] = script.viewport;
    const boxes: number[] = [];
    script.targets.forEach(({x, y, w, h}, index) => {
      if (x >= width || y >= height || x + w <= 0 || y + h <= 0) return;
      this.#onScreen.push(index);
      boxes.push(x, y, w, h);
    });
    this.#boxes = Float64Array.from(boxes);
  }

  run(): Thought[] {
    for (const step of this.#script.steps) {
      this.#wait(step.t);
      if (step.kind === 'move') this.#move(step);
      else if (step.kind === 'down') this.#down(step);
      else this.#up(step);
    }
    return this.#thoughts;
  }

  /** Lets the frames and rests happen that are due until `t`. */
  #wait(t: number): void {
    for (;;) {
      const next = Math.min(this.#frameAt, this.#restAt);
      if (next > t) return;
      if (next === this.#restAt) {
        this.#observe(next, true);
        this.#scheduleRest(next, this.#restStep + 1);
      } else {
        this.#frameAt = Infinity;
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
    if (this.#frameAt === Infinity) this.#frameAt = frameAfter(t);
  }

  #drag({t, x, y}: {t: number; x: number; y: number}): void {
    const from = this.#heldFrom;
    if (from === undefined || Math.hypot(x - from.x, y - from.y) <= dragPx) return;
    this.#heldFrom = undefined;
    this.#startAnew();
    this.#under = this.#hovered = -1;
    this.#settle(t, -1);
  }

  #down({x, y}: PointerStep): void {
    this.#held = true;
    this.#heldFrom = {x, y};
    this.#startAnew();
  }

  /** The click follows; one beside every target settles nothing. */
  #up({t, target}: PointerStep): void {
    this.#held = false;
    if (target >= 0) this.#settle(t, target);
  }

  #startAnew(): void {
    this.#trajectory.reset();
    this.#restAt = Infinity;
  }

  #settle(t: number, pressed: number): void {
    this.#pressed = pressed;
    this.#thoughts.push({t, probabilities: [], none: 1});
  }

  #observe(frame: number, resting: boolean): void {
    const trajectory = this.#trajectory;
    if (trajectory.length === 0) return;
    const last = trajectory.t(trajectory.length - 1);
    const now = Math.max(frame, last);
    this.#hovered = this.#under;
    if (this.#hovered !== this.#pressed) this.#pressed = -1;
    if (resting && now - last >= restMs[1] - 50 && this.#hovered < 0) {
      this.#settle(now, -1);
      return;
    }
    const {count, indices, probabilities, none} = this.#predictor.predict(
      this.#model,
      trajectory,
      now,
      this.#boxes,
      this.#onScreen.length,
    );
    const shown: Thought['probabilities'] = [];
    let ofPressed = 0;
    for (let i = 0; i < count; i++) {
      const target = this.#onScreen[indices[i]!]!;
      const probability = probabilities[i]!;
      if (target === this.#pressed) ofPressed = probability;
      else if (probability >= leastShown) shown.push([target, probability]);
    }
    this.#thoughts.push({t: now, probabilities: shown, none: none + ofPressed});
  }
}
