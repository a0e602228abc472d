import type {SampleTarget} from '../core/sample.js';

/** Time without a press after which a movement counts as "no press", ms. */
export const noPressMs = 2500;

/** Movements without a press that are all kept; beyond that they are thinned out. */
const noneFloor = 20;

/** A movement is captured for "no press" at a random time within this span after its start, ms. */
const earliestRecordingMs = 150;
const latestRecordingMs = 1500;

/** Shorter movements are not captured, CSS px. */
const shortestMovementPx = 24;

export interface SamplePlace {
  /** Top left corner of the region, in the coordinates of the points. */
  originX: number;
  originY: number;
  /** The visible targets, in the coordinates of the points. */
  targets: readonly SampleTarget[];
}

/** The movement before a press, up to pointerdown. */
export interface PressMovement {
  /** Time of pointerdown on the clock of the points, ms. */
  t: number;
  /** Whether all of its events came from the user. */
  trusted: boolean;
  points: [x: number, y: number, t: number][];
}

/** A recorded movement, from which `sampleOf` makes a sample. */
export interface Capture {
  /** Time of recording, ms since 1970. */
  time: number;
  /** The key pressed; `null` for no press. */
  pressed: string | null;
  /** Time of the press on the clock of the points, ms. */
  pressedAt: number;
  /** In CSS px of the viewport, and ms. */
  points: [x: number, y: number, t: number][];
  place: SamplePlace;
  weight: number;
}

interface Pending extends Pick<Capture, 'points' | 'place'> {
  at: number;
}

export interface SampleClock {
  /** ms since 1970. */
  time: () => number;
  /** 0…1. */
  random: () => number;
}

/** Records presses, and some of the movements that led to no press. */
export class SampleRecorder {
  readonly #clock: SampleClock;
  #pending: Pending | undefined;
  #recordAfterMs = earliestRecordingMs;

  constructor(clock: SampleClock) {
    this.#clock = clock;
  }

  /**
   * Captures a press; `undefined` if one of its events did not come from the user, or the pointer had not
   * moved.
   */
  press(key: string, movement: PressMovement, place: SamplePlace): Capture | undefined {
    this.#pending = undefined;
    if (!movement.trusted || movement.points.length < 2) return undefined;
    return {
      time: this.#clock.time(),
      pressed: key,
      pressedAt: movement.t,
      points: movement.points,
      place,
      weight: 1,
    };
  }

  /**
   * Call in each frame: `points` returns the movement so far, which started at `startedAt`; `now` is on the
   * same clock. Returns a capture once an earlier movement turns out to have led to no press.
   */
  move(
    now: number,
    {
      startedAt,
      points,
      place,
      held,
    }: {
      startedAt: number;
      points: () => [x: number, y: number, t: number][];
      place: () => SamplePlace;
      held: {presses: number; none: number};
    },
  ): Capture | undefined {
    const pending = this.#pending;
    if (pending !== undefined) {
      if (now - pending.at < noPressMs) return undefined;
      this.#pending = undefined;
      return this.#thinnedOut(pending, held);
    }
    if (now - startedAt < this.#recordAfterMs) return undefined;
    this.#recordAfterMs =
      earliestRecordingMs + this.#clock.random() * (latestRecordingMs - earliestRecordingMs);
    const path = points();
    const [[fromX, fromY], [toX, toY]] = [path[0]!, path.at(-1)!];
    if (Math.hypot(toX - fromX, toY - fromY) >= shortestMovementPx)
      this.#pending = {points: path, at: now, place: place()};
    return undefined;
  }

  /** Drops the movement that may still lead to a press. */
  reset(): void {
    this.#pending = undefined;
  }

  #thinnedOut(
    {points, place}: Pending,
    {presses, none}: {presses: number; none: number},
  ): Capture | undefined {
    const weight = 1 + Math.floor(none / Math.max(noneFloor, presses));
    if (this.#clock.random() * weight >= 1) return undefined;
    return {time: this.#clock.time(), pressed: null, pressedAt: points.at(-1)![2], points, place, weight};
  }
}
