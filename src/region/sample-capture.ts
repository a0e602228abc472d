import {SampleRecorder, type Capture, type SamplePlace} from '../learning/sample-recorder.js';
import type {PredictiveTarget} from '../core/target.js';
import type {PredictionLoop} from './prediction-loop.js';
import type {Press} from './presses.js';
import type {TargetRegistry} from './targets.js';

/** Boxes kept with a sample at most: those nearest to being pressed are among the first on the screen. */
const maxPlaceTargets = 1000;

export interface SampleCaptureOptions {
  loop: PredictionLoop;
  registry: TargetRegistry;
  /** The region's top left corner, CSS px of the viewport. */
  origin: () => {x: number; y: number};
  /** Whether a press is a sample; else entering is. */
  labelsClicks: () => boolean;
  onCapture: (capture: Capture) => void;
}

/** Captures what a region learns from: the user's own presses, and movements that led to none. */
export class SampleCapture {
  readonly #options: SampleCaptureOptions;
  readonly #recorder = new SampleRecorder({time: Date.now, random: Math.random});
  /** A press that has begun, and where all targets lay then. */
  #begun: {press: Press; place: SamplePlace} | undefined;

  constructor(options: SampleCaptureOptions) {
    this.#options = options;
  }

  /** The pointer went down on a target, or what it began came to nothing. */
  begin(press: Press | undefined): void {
    this.#begun = press && {press, place: this.#place()};
  }

  /** The press has become a click. */
  end(press: Press): void {
    if (this.#begun?.press === press && this.#options.labelsClicks()) this.#capture(this.#begun);
  }

  /** The pointer entered a target, which stands for a press of it. */
  enter(target: PredictiveTarget | undefined): void {
    const {loop, registry} = this.#options;
    const {trajectory, trusted} = loop.pointer;
    const points = trajectory.points();
    const last = points.at(-1);
    if (target === undefined || target.targetDisabled || last === undefined) return;
    loop.rects.refresh();
    const press = {target, key: registry.keyOf(target), start: {t: last[2], trusted, points}};
    this.#capture({press, place: this.#place()});
    loop.pointer.startAnew();
  }

  /** Told at each look: a movement may turn out to have led to no press. `held` is what is held of each kind. */
  move(now: number, held: {presses: number; none: number}): void {
    const {pointer} = this.#options.loop;
    const {trajectory} = pointer;
    if (!pointer.trusted || trajectory.length === 0) return;
    this.#keep(
      this.#recorder.move(now, {
        startedAt: trajectory.t(trajectory.movementStart),
        points: () => trajectory.points(),
        place: () => this.#place(),
        held,
      }),
    );
  }

  /** Forgets what is under way. */
  reset(): void {
    this.#recorder.reset();
    this.#begun = undefined;
  }

  #capture({press: {key, start}, place}: {press: Press; place: SamplePlace}): void {
    if (place.targets.some((one) => one.key === key)) this.#keep(this.#recorder.press(key, start, place));
  }

  #keep(capture: Capture | undefined): void {
    if (capture !== undefined) this.#options.onCapture(capture);
  }

  #place(): SamplePlace {
    const {loop, registry, origin} = this.#options;
    const {x: originX, y: originY} = origin();
    const {visible, boxes} = loop.rects;
    const targets = visible.slice(0, maxPlaceTargets).map((target, index) => {
      const [x = 0, y = 0, w = 0, h = 0] = boxes.slice(index * 4, index * 4 + 4);
      return {key: registry.keyOf(target), x, y, w, h};
    });
    return {originX, originY, targets};
  }
}
