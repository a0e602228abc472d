import type {PressStart} from '../prediction/engine.js';
import type {SampleTarget} from '../core/sample.js';

/** A movement counts as one without a press when none followed for this long, ms. */
export const noPressMs = 2500;

/** Movements without a press are kept one for one up to this many, and then thinned out. */
const noneFloor = 20;

/** A movement is looked at for "no press" at a moment drawn from this span after its start, ms. */
const earliestLookMs = 150;
const latestLookMs = 1500;

/** A movement that got no farther than this teaches nothing, CSS px. */
const shortestMovementPx = 24;

export interface SamplePlace {
  /** Top left corner of the region, in the coordinates of the points. */
  originX: number;
  originY: number;
  /** The visible targets, in the coordinates of the points. */
  targets: readonly SampleTarget[];
}

/** A movement as it was seen: what a sample is made from, where it is kept. */
export interface Capture {
  /** When it was taken, ms since 1970. */
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

/** Captures presses, and, thinned out, movements that no press followed. */
export class SampleRecorder {
  readonly #clock: SampleClock;
  #pending: Pending | undefined;
  #lookAfterMs = earliestLookMs;

  constructor(clock: SampleClock) {
    this.#clock = clock;
  }

  /** A press; `undefined` if an event in it was not the user's or nothing had moved. */
  press(key: string, start: PressStart, place: SamplePlace): Capture | undefined {
    this.#pending = undefined;
    if (!start.trusted || start.points.length < 2) return undefined;
    return {
      time: this.#clock.time(),
      pressed: key,
      pressedAt: start.t,
      points: start.points,
      place,
      weight: 1,
    };
  }

  /**
   * Told each frame: `points` returns the movement so far, `startedAt` is its beginning and `now` the
   * present, on one clock. Returns a capture when a movement turned out to have led to no press.
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
    if (now - startedAt < this.#lookAfterMs) return undefined;
    this.#lookAfterMs = earliestLookMs + this.#clock.random() * (latestLookMs - earliestLookMs);
    const path = points();
    const [[fromX, fromY], [toX, toY]] = [path[0]!, path.at(-1)!];
    if (Math.hypot(toX - fromX, toY - fromY) >= shortestMovementPx)
      this.#pending = {points: path, at: now, place: place()};
    return undefined;
  }

  /** Forgets a movement that it is waiting to judge. */
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
