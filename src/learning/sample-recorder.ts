import type {SampleTarget} from '../core/sample.js';

/** A movement counts as one without a press when none followed for this long, ms. */
export const noPressMs = 2500;

/** Up to this many movements without a press are all kept; more are thinned out. */
const noneFloor = 20;

/** A movement is recorded for "no press" at a random moment of this span after its start, ms. */
const earliestRecordingMs = 150;
const latestRecordingMs = 1500;

/** Shorter movements teach nothing, CSS px. */
const shortestMovementPx = 24;

export interface SamplePlace {
  /** Top left corner of the region, in the coordinates of the points. */
  originX: number;
  originY: number;
  /** The visible targets, in the coordinates of the points. */
  targets: readonly SampleTarget[];
}

/** The movement before a press, until the pointer went down. */
export interface PressMovement {
  /** When the pointer went down, on the clock of the points, ms. */
  t: number;
  /** Whether all of its events came from the user. */
  trusted: boolean;
  points: [x: number, y: number, t: number][];
}

/** A recorded movement; where it is kept, `sampleOf` makes a sample of it. */
export interface Capture {
  /** When it was recorded, ms since 1970. */
  time: number;
  /** The key pressed; `null` for no press. */
  pressed: string | null;
  /** On the clock of the points. */
  pressedAt: number;
  /** CSS px of the viewport, and ms. */
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

/** Records presses, and a part of the movements that led to no press. */
export class SampleRecorder {
  readonly #clock: SampleClock;
  #pending: Pending | undefined;
  #recordAfterMs = earliestRecordingMs;

  constructor(clock: SampleClock) {
    this.#clock = clock;
  }

  /** Records a press; `undefined` if one of its events did not come from the user or the pointer had not moved. */
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
   * To be called in each frame: `points` returns the movement so far, which began at `startedAt`; `now` is on the same
   * clock. Returns a capture when an earlier movement has turned out to have led to no press.
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

  /** Forgets the movement that may still lead to a press. */
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
