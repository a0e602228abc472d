import type {Prediction, PredictionContext} from '../core/prediction.js';
import {Decision} from './decision.js';
import {restMs, tickInterval} from './pace.js';
import {Predictor, type RowModel} from './predictor.js';
import {Trajectory} from './trajectory.js';

/** Below this a probability counts as none: it would be rounded to 0.00. */
const leastProbability = 0.005;

/** A button held and moved farther than this is a drag and no press, CSS px. */
const dragPx = 10;

/** A tick is due when less than this is missing, ms: browsers cut off what is less than a millisecond. */
const timerSlackMs = 1;

/** A rest this much shorter than the last moment of `restMs` counts as one that long, ms: timers come late or early. */
const restSlackMs = 50;

/** A press as the pointer made it: when the button went down, and the movement until then. */
export interface PressStart {
  /** ms on the clock of `event.timeStamp`. */
  t: number;
  /** Whether every event of it came from the user. */
  trusted: boolean;
  /** The movement that led to it, CSS px of the viewport and ms. */
  points: [x: number, y: number, t: number][];
}

/** What can be pressed at one moment. */
export interface Layout<Target> {
  targets: readonly Target[];
  /** x, y, w, h of each target, in their order. */
  boxes: ArrayLike<number>;
  /** Whether the pointer is over a target. */
  isOverTarget: boolean;
}

/** Scores the targets at one moment. */
export type PredictFrom = Pick<Predictor, 'predict'>;

export interface EngineOptions {
  model: RowModel;
  /** Probability from which a target is predicted, 0…1. */
  threshold?: number;
  predictor?: PredictFrom;
  /** Until the next tick, ms, by the highest probability. */
  tickIntervalMs?: (highest: number) => number;
}

/**
 * Predicts which target is pressed next from what the pointer does: told of its movements, it says when it wants
 * a tick, and at a tick what is predicted. It knows no document and no timers: pages, benchmarks and the training
 * of the shipped weights drive the same engine.
 */
export class Engine<Target> {
  readonly trajectory = new Trajectory();
  readonly decision: Decision<Target>;
  /** What scores the targets. */
  model: RowModel;
  /** What is known beside the pointer, once there is something. */
  context: PredictionContext<Target> | undefined;
  readonly #predictor: PredictFrom;
  readonly #tickIntervalMs: (highest: number) => number;
  /** When a tick is due because the pointer has moved, when the latest such tick was, and how long it is enough. */
  #tickAt = Infinity;
  #tickedAt = -Infinity;
  #intervalMs = 0;
  /** When the next moment of the rest is due, since when the pointer has rested, and which moment that is. */
  #restAt = Infinity;
  #restingSince = 0;
  #restStep = 0;
  #pointerId: number | undefined;
  #trusted = true;
  /** Where the button went down that is still held. */
  #heldFrom: {x: number; y: number} | undefined;
  #none = 1;
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

  /** When the next tick is due, ms on the clock of the points, perhaps in the past; `Infinity` for not at all. */
  get nextTickAt(): number {
    return Math.min(this.#tickAt, this.#restAt);
  }

  /** Whether every event of the present movement came from the user. */
  get trusted(): boolean {
    return this.#trusted;
  }

  /** Rises with each approach that is over: an answer to a question of an earlier one is stale. */
  get approach(): number {
    return this.#approach;
  }

  /** The probability of no press that was predicted last, 0…1. */
  get none(): number {
    return this.#none;
  }

  /** The movement goes on with this pointer. Another one, or what is not the user's, changes what it is worth. */
  follow(pointerId: number, isTrusted: boolean): void {
    if (pointerId !== this.#pointerId) {
      this.#pointerId = pointerId;
      this.startMovement();
    }
    this.#heldFrom = undefined;
    if (!isTrusted) this.#trusted = false;
  }

  /** The pointer is at `x`, `y`, CSS px, at `t`, ms. */
  push(x: number, y: number, t: number): void {
    this.trajectory.push(x, y, t);
    this.requestTick();
  }

  /** Something else has changed what a tick would say: the page has moved under the pointer. */
  requestTick(): void {
    if (this.#tickAt === Infinity && this.trajectory.length > 0)
      this.#tickAt = this.#tickedAt + this.#intervalMs;
  }

  /** The pointer moved with a button held. Returns whether that became a drag: then the pointer is lost. */
  drag(x: number, y: number): boolean {
    const from = this.#heldFrom;
    if (from === undefined || Math.hypot(x - from.x, y - from.y) <= dragPx) return false;
    this.#heldFrom = undefined;
    return true;
  }

  /**
   * A button went down: the movement ends. Returns the press that may come of it, if `canPress` and something has
   * moved.
   */
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

  /** The movement has ended or is not to be used: the next one starts anew. */
  startMovement(): void {
    this.trajectory.reset();
    this.#trusted = true;
    this.#restAt = Infinity;
    this.#restStep = 0;
  }

  /** Whether the next tick is one of a rest. */
  get isResting(): boolean {
    return this.#restAt <= this.#tickAt;
  }

  /** Whether a tick is due. */
  isDue(now: number): boolean {
    return this.nextTickAt - timerSlackMs < now;
  }

  /**
   * Predicts as things are `now`, ms, and schedules the next tick. Returns `undefined` where no movement is known;
   * where the movement has come to nothing, only habit speaks. With `predicts: false` something else predicts.
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
      return this.clear(time);
    return predicts ? this.#predict(time, layout) : undefined;
  }

  /** Decides by these probabilities, 0…1, of the targets that have any, and that of none. */
  decide(
    probabilities: ReadonlyMap<Target, number>,
    {
      time,
      none,
      styled = probabilities,
      actionable = probabilities,
    }: Pick<Prediction<Target>, 'time' | 'none'> & Partial<Pick<Prediction<Target>, 'styled' | 'actionable'>>,
  ): Prediction<Target> {
    this.#none = none;
    const predicted = this.decision.update(probabilities);
    return {time, predicted, probabilities, none, styled, actionable};
  }

  /** Takes the context into what the pointer says, and decides. */
  conclude(
    probabilities: Map<Target, number>,
    {time, none}: {time: number; none: number},
  ): Prediction<Target> {
    const fused = this.context?.fuse(probabilities, {none, now: time}) ?? none;
    return this.decide(probabilities, {time, none: fused});
  }

  /** The approach is over, by a press or because nothing is known any more: only habit speaks. */
  clear(time: number): Prediction<Target> {
    this.#approach++;
    return this.decide(new Map(), {time, none: 1, ...this.context?.habitOnly()});
  }

  /** The same prediction without a target that can no longer be pressed. */
  removeTarget(target: Target, prediction: Prediction<Target>): Prediction<Target> {
    const {predicted, probabilities, styled, actionable} = prediction;
    const without = (map: ReadonlyMap<Target, number>): ReadonlyMap<Target, number> =>
      map.has(target) ? new Map([...map].filter(([each]) => each !== target)) : map;
    if (this.decision.predicted === target) this.decision.clear();
    return {
      ...prediction,
      predicted: predicted === target ? null : predicted,
      probabilities: without(probabilities),
      styled: without(styled),
      actionable: without(actionable),
    };
  }

  #predict(time: number, {targets, boxes}: Layout<Target>): Prediction<Target> {
    const {count, indices, probabilities, none} = this.#predictor.predict(
      this.model,
      this.trajectory,
      time,
      boxes,
      targets.length,
    );
    const likely = new Map<Target, number>();
    for (let i = 0; i < count; i++) {
      const probability = probabilities[i]!;
      if (probability >= leastProbability) likely.set(targets[indices[i]!]!, probability);
    }
    const prediction = this.conclude(likely, {time, none});
    let highest = 0;
    for (const probability of likely.values()) highest = Math.max(highest, probability);
    this.#intervalMs = this.#tickIntervalMs(highest);
    return prediction;
  }

  #awaitRest(now: number, step: number): void {
    if (step === 0) this.#restingSince = now;
    this.#restStep = step;
    this.#restAt = this.#restingSince + (restMs[step] ?? Infinity);
  }
}
