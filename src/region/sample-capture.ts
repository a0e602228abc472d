import {SampleRecorder, type Capture, type SamplePlace} from '../learning/sample-recorder.js';
import type {PredictiveTarget} from '../core/target.js';
import type {FeatureContext, Press} from './feature-context.js';

/** Maximum number of boxes in a sample. The targets nearest to a press are among the first on screen. */
const maxPlaceTargets = 1000;

export interface SampleCaptureOptions {
  context: Pick<FeatureContext, 'engine' | 'boxes' | 'targets' | 'host' | 'origin'>;
  onCapture: (capture: Capture) => void;
}

/** Captures training samples: the user's own presses, and movements without a press. */
export class SampleCapture {
  readonly #options: SampleCaptureOptions;
  readonly #recorder = new SampleRecorder({time: Date.now, random: Math.random});
  /** A press that has started, with the positions of all targets at that time. */
  #begun: {press: Press; place: SamplePlace} | undefined;

  constructor(options: SampleCaptureOptions) {
    this.#options = options;
  }

  /** The pointer went down on a target, or the press was cancelled. */
  begin(press: Press | undefined): void {
    this.#begun = press && {press, place: this.#place()};
  }

  /** The press has become a click. */
  end(press: Press): void {
    const {labelOn} = this.#options.context.host;
    if (this.#begun?.press === press && labelOn === 'click') this.#capture(this.#begun);
  }

  /** The pointer entered a target, which counts as a press of it. */
  enter(target: PredictiveTarget | undefined): void {
    const {engine, boxes, targets} = this.#options.context;
    const {trajectory, trusted} = engine;
    const points = trajectory.points();
    const last = points.at(-1);
    if (target === undefined || target.targetDisabled || last === undefined) return;
    boxes.refresh();
    const press = {target, key: targets.keyOf(target), start: {t: last[2], trusted, points}};
    this.#capture({press, place: this.#place()});
    engine.startMovement();
  }

  /**
   * Called at each tick: a movement may turn out to have no press. `held` is the number of samples held of each
   * kind.
   */
  move(now: number, held: {presses: number; none: number}): void {
    const {trajectory, trusted} = this.#options.context.engine;
    if (!trusted || trajectory.length === 0) return;
    this.#keep(
      this.#recorder.move(now, {
        startedAt: trajectory.t(trajectory.movementStart),
        points: () => trajectory.points(),
        place: () => this.#place(),
        held,
      }),
    );
  }

  /** Forgets the current press and movement. */
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
    const {context} = this.#options;
    const {x: originX, y: originY} = context.origin();
    const {visible, boxes} = context.boxes;
    const targets = visible.slice(0, maxPlaceTargets).map((target, index) => {
      const [x = 0, y = 0, w = 0, h = 0] = boxes.slice(index * 4, index * 4 + 4);
      return {key: context.targets.keyOf(target), x, y, w, h};
    });
    return {originX, originY, targets};
  }
}
