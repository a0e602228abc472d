import {horizonsMs, type Prediction, type PredictionContext, type Timing} from '../core/prediction.js';
import {Decision, type Threshold} from './decision.js';
import {restMs, tickInterval} from './pace.js';
import {PressRate} from './press-rate.js';
import {Predictor, type RowModel} from './predictor.js';
import {Trajectory} from './trajectory.js';

/** Lower probabilities count as 0: they would be rounded to 0.00. */
const leastProbability = 0.005;

/** A pointer that moves farther than this with a button held drags and does not press, CSS px. */
const dragPx = 10;

/** A tick is due when less than this remains, ms: browsers truncate timer delays to whole milliseconds. */
const timerSlackMs = 1;

/** A rest that is shorter than the last of `restMs` by at most this counts as that long, ms: timers are imprecise. */
const restSlackMs = 50;

/** A press by the pointer: when the button went down, and the movement before it. */
export interface PressStart {
  /** ms on the clock of `event.timeStamp`. */
  t: number;
  /** Whether all its events came from the user. */
  trusted: boolean;
  /** The movement before it, CSS px of the viewport and ms. */
  points: [x: number, y: number, t: number][];
}

/** The targets that can be pressed at one moment. */
export interface Layout<Target> {
  targets: readonly Target[];
  /** x, y, w, h of each target, in their order. */
  boxes: ArrayLike<number>;
  /** Whether the pointer is over a target. */
  isOverTarget: boolean;
  /**
   * Deletes the targets that no press reaches from the probabilities. Returns whether the layout has changed, so that
   * the targets should be scored again.
   */
  confirm?(likely: Map<Target, number>): boolean;
}

/** Most times that the targets are scored at one tick. */
const mostRounds = 3;

/** Scores the targets at one moment. */
export type PredictFrom = Pick<Predictor, 'predict'>;

export interface EngineOptions {
  model: RowModel;
  /** Probability from which a target is predicted, 0…1, or `auto`. */
  threshold?: Threshold;
  predictor?: PredictFrom;
  /** Time until the next tick, ms, for the highest probability of a target. */
  tickIntervalMs?: (highest: number) => number;
}

/**
 * Predicts from the pointer's movements which target is pressed next. Callers pass in movements; the engine says
 * when it needs a tick, and each tick returns a prediction. It uses no document and no timers: pages, benchmarks
 * and the training of the shipped weights drive the same engine.
 */
export class Engine<Target> {
  readonly trajectory = new Trajectory();
  readonly decision: Decision<Target>;
  /** The model that scores the targets. */
  model: RowModel;
  /** Knowledge besides the pointer, once there is any. */
  context: PredictionContext<Target> | undefined;
  readonly #predictor: PredictFrom;
  readonly #tickIntervalMs: (highest: number) => number;
  /** When the pointer's movement needs a tick, when the latest such tick was, and the interval after it. */
  #tickAt = Infinity;
  #tickedAt = -Infinity;
  #intervalMs = 0;
  /** When the next rest tick is due, when the rest started, and the index of the current step. */
  #restAt = Infinity;
  #restingSince = 0;
  #restStep = 0;
  #pointerId: number | undefined;
  #trusted = true;
  /** Where the held button went down. */
  #heldFrom: {x: number; y: number} | undefined;
  readonly #rate = new PressRate();
  /** Whether a target was pressed since the last prediction. */
  #hasPressed = false;
  #isCleared = true;
  #approach = 0;

  constructor({
    model,
    threshold = 0.5,
    predictor = new Predictor(),
    tickIntervalMs = tickInterval,
  }: EngineOptions) {
    this.model = model;
    this.decision = new Decision({threshold});
    this.#predictor = predictor;
    this.#tickIntervalMs = tickIntervalMs;
  }

  /** When the next tick is due, ms on the clock of the points, maybe in the past; `Infinity` for never. */
  get nextTickAt(): number {
    return Math.min(this.#tickAt, this.#restAt);
  }

  /** Whether every event of the current movement came from the user. */
  get trusted(): boolean {
    return this.#trusted;
  }

  /** Increases when an approach ends, which makes answers to earlier questions stale. */
  get approach(): number {
    return this.#approach;
  }

  /** Whether nothing but habits predicts since the last approach ended. */
  get isCleared(): boolean {
    return this.#isCleared;
  }

  /**
   * Continues the movement with this pointer. A different pointer starts a new movement; an event not from the
   * user makes the movement untrusted.
   */
  follow(pointerId: number, isTrusted: boolean): void {
    if (pointerId !== this.#pointerId) {
      this.#pointerId = pointerId;
      this.startMovement();
    }
    this.#heldFrom = undefined;
    if (!isTrusted) this.#trusted = false;
  }

  /** Adds a point of the pointer: `x`, `y` in CSS px, `t` in ms. */
  push(x: number, y: number, t: number): void {
    this.trajectory.push(x, y, t);
    this.requestTick();
  }

  /**
   * Requests a tick after a change other than the pointer's: the page has moved under the pointer. It comes `withinMs`
   * of the one before, by default at the usual pace.
   */
  requestTick(withinMs = this.#intervalMs): void {
    if (this.trajectory.length > 0) this.#tickAt = Math.min(this.#tickAt, this.#tickedAt + withinMs);
  }

  /** Handles a move with a button held. Returns whether it became a drag, after which the pointer counts as lost. */
  drag(x: number, y: number): boolean {
    const from = this.#heldFrom;
    if (from === undefined || Math.hypot(x - from.x, y - from.y) <= dragPx) return false;
    this.#heldFrom = undefined;
    return true;
  }

  /** Handles a button that went down. Returns the press that may follow, if `canPress` and there was a movement. */
  hold({
    x,
    y,
    t,
    isTrusted,
    canPress,
  }: {
    x: number;
    y: number;
    t: number;
    isTrusted: boolean;
    canPress: boolean;
  }): PressStart | undefined {
    const {trajectory} = this;
    this.#heldFrom = {x, y};
    return canPress && trajectory.length > 0
      ? {t, trusted: isTrusted && this.#trusted, points: trajectory.points()}
      : undefined;
  }

  /** Drops the current movement and starts a new one. */
  startMovement(): void {
    this.trajectory.reset();
    this.#trusted = true;
    this.#restAt = Infinity;
    this.#restStep = 0;
  }

  /** Whether the next tick is a rest tick. */
  get isResting(): boolean {
    return this.#restAt <= this.#tickAt;
  }

  /** Whether a tick is due. */
  isDue(now: number): boolean {
    return this.nextTickAt - timerSlackMs < now;
  }

  /**
   * Predicts at `now`, ms, and schedules the next tick. Returns `undefined` without a movement; after a long rest
   * outside all targets, only habits predict. With `predicts: false`, another model predicts.
   */
  tick(
    now: number,
    layout: Layout<Target>,
    {predicts = true}: {predicts?: boolean} = {},
  ): Prediction<Target> | undefined {
    const isRest = this.isResting;
    const {trajectory} = this;
    if (!isRest) {
      this.#tickAt = Infinity;
      this.#tickedAt = now;
    }
    if (trajectory.length === 0) {
      this.#restAt = Infinity;
      return undefined;
    }
    this.#awaitRest(now, isRest ? this.#restStep + 1 : 0);
    const time = Math.max(now, trajectory.t(trajectory.length - 1));
    if (
      isRest &&
      !layout.isOverTarget &&
      time - trajectory.t(trajectory.length - 1) >= restMs[1] - restSlackMs
    )
      return this.clear(time, {isRest});
    return predicts ? this.#predict(time, layout) : undefined;
  }

  /** Decides from the targets' probabilities above 0, and that of none, all 0…1. */
  decide(
    probabilities: ReadonlyMap<Target, number>,
    {
      time,
      none,
      timing = new Map(),
      styled = probabilities,
      actionable = probabilities,
    }: Pick<Prediction<Target>, 'time' | 'none'> &
      Partial<Pick<Prediction<Target>, 'timing' | 'styled' | 'actionable'>>,
  ): Prediction<Target> {
    this.#isCleared = false;
    const predicted = this.decision.update(probabilities);
    return {time, predicted, probabilities, none, timing, styled, actionable};
  }

  /** Combines the pointer's probabilities with the context, and decides. */
  conclude(
    probabilities: Map<Target, number>,
    {time, none}: {time: number; none: number},
  ): Prediction<Target> {
    return this.decide(probabilities, {time, none: this.#fuse(probabilities, {time, none})});
  }

  /** A target was pressed at `time`, ms; `clear()` follows. */
  pressed(time: number): void {
    this.#rate.press(time);
    this.#hasPressed = true;
  }

  /**
   * Ends the approach, after a press or when the pointer rests or is lost: only habits predict, and how fast presses
   * follow each other.
   */
  clear(time: number, {isRest = false} = {}): Prediction<Target> {
    this.#approach++;
    const sign = this.#hasPressed ? 'press' : isRest ? 'rest' : 'gone';
    const none = 1 - this.#rate.probability(time, sign);
    this.#hasPressed = false;
    const prediction = this.decide(new Map(), {time, none, ...this.context?.habitOnly()});
    this.#isCleared = true;
    return prediction;
  }

  /** Removes a target that can no longer be pressed from a prediction. */
  removeTarget(target: Target, prediction: Prediction<Target>): Prediction<Target> {
    const {predicted, probabilities, timing, styled, actionable} = prediction;
    const without = <Value>(map: ReadonlyMap<Target, Value>): ReadonlyMap<Target, Value> =>
      map.has(target) ? new Map([...map].filter(([each]) => each !== target)) : map;
    if (this.decision.predicted === target) this.decision.clear();
    return {
      ...prediction,
      predicted: predicted === target ? null : predicted,
      probabilities: without(probabilities),
      timing: without(timing),
      styled: without(styled),
      actionable: without(actionable),
    };
  }

  #predict(time: number, layout: Layout<Target>): Prediction<Target> {
    const likely = new Map<Target, number>();
    const timing = new Map<Target, Timing>();
    let none = this.#score(time, layout, likely, timing);
    for (let round = 1; layout.confirm?.(likely) === true && round < mostRounds; round++)
      none = this.#score(time, layout, likely, timing);
    let highest = 0;
    for (const probability of likely.values()) highest = Math.max(highest, probability);
    this.#intervalMs = this.#tickIntervalMs(highest);
    return this.decide(likely, {time, none, timing});
  }

  /** Writes the probabilities of the likely targets and when they will be pressed; returns the probability of none. */
  #score(
    time: number,
    {targets, boxes}: Layout<Target>,
    likely: Map<Target, number>,
    timing: Map<Target, Timing>,
  ): number {
    const {
      count,
      indices,
      probabilities,
      none,
      timing: shares,
    } = this.#predictor.predict(this.model, this.trajectory, time, boxes, targets.length);
    likely.clear();
    for (let i = 0; i < count; i++) {
      const probability = probabilities[i]!;
      if (probability < leastProbability) continue;
      const target = targets[indices[i]!]!;
      likely.set(target, probability);
      if (shares !== undefined)
        timing.set(target, shares.slice(i * horizonsMs.length, (i + 1) * horizonsMs.length));
    }
    return this.#fuse(likely, {time, none});
  }

  /** Combines the pointer's probabilities with the context, in place; returns that of none. */
  #fuse(probabilities: Map<Target, number>, {time, none}: {time: number; none: number}): number {
    return this.context?.fuse(probabilities, {none, now: time}) ?? none;
  }

  #awaitRest(now: number, step: number): void {
    if (step === 0) this.#restingSince = now;
    this.#restStep = step;
    this.#restAt = this.#restingSince + (restMs[step] ?? Infinity);
  }
}
