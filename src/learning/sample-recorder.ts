import type {PressStart} from '../pointer/pointer-controller.js';
import {maxSamplePoints, type Sample, type SampleTarget} from './sample.js';

/** A movement counts as one without a press when none followed for this long, ms. */
export const noPressMs = 2500;

/** Movements without a press are kept one for one up to this many, and then thinned out. */
const noneFloor = 20;

/** A movement is looked at for "no press" at a moment drawn from this span after its start, ms. */
const earliestLookMs = 150;
const latestLookMs = 1500;

/** A movement shorter than this teaches nothing, CSS px. */
const shortestMovementPx = 24;

export interface SamplePlace {
  /** Top left corner of the region, in the coordinates of the points. */
  originX: number;
  originY: number;
  /** The visible targets, in the coordinates of the points. */
  targets: readonly SampleTarget[];
}

interface Pending {
  points: [x: number, y: number, t: number][];
  at: number;
  place: SamplePlace;
}

export interface SampleClock {
  /** ms since 1970. */
  time: () => number;
  /** 0…1. */
  random: () => number;
}

/** Makes samples of presses, and, thinned out, of movements that no press followed. */
export class SampleRecorder {
  readonly #clock: SampleClock;
  #pending: Pending | undefined;
  #lookAfterMs = earliestLookMs;

  constructor(clock: SampleClock) {
    this.#clock = clock;
  }

  /** A press, as a sample; `undefined` if an event in it was not the user's or nothing had moved. */
  press(key: string, start: PressStart, place: SamplePlace): Sample | undefined {
    this.#pending = undefined;
    if (!start.trusted || start.points.length < 2) return undefined;
    return this.#sample({pressed: key, pressedAt: start.t, points: start.points, place, weight: 1});
  }

  /**
   * Told each frame: `points` returns the movement so far, `startedAt` is its beginning and `now` the
   * present, on one clock. Returns a sample when a movement turned out to have led to no press.
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
  ): Sample | undefined {
    const pending = this.#pending;
    if (pending !== undefined) {
      if (now - pending.at < noPressMs) return undefined;
      this.#pending = undefined;
      return this.#thinnedOut(pending, held);
    }
    if (now - startedAt < this.#lookAfterMs) return undefined;
    this.#lookAfterMs = earliestLookMs + this.#clock.random() * (latestLookMs - earliestLookMs);
    const path = points();
    if (lengthOf(path) >= shortestMovementPx) this.#pending = {points: path, at: now, place: place()};
    return undefined;
  }

  /** Forgets a movement that it is waiting to judge. */
  reset(): void {
    this.#pending = undefined;
  }

  #thinnedOut(
    {points, place}: Pending,
    {presses, none}: {presses: number; none: number},
  ): Sample | undefined {
    const weight = 1 + Math.floor(none / Math.max(noneFloor, presses));
    if (this.#clock.random() * weight >= 1) return undefined;
    return this.#sample({pressed: null, pressedAt: points.at(-1)![2], points, place, weight});
  }

  #sample({
    pressed,
    pressedAt,
    points,
    place: {originX, originY, targets},
    weight,
  }: Pick<Sample, 'pressed' | 'pressedAt' | 'points' | 'weight'> & {place: SamplePlace}): Sample {
    const kept = points.slice(-maxSamplePoints);
    const t0 = kept[0]![2];
    const time = this.#clock.time();
    return {
      id: `${time.toString(36)}-${Math.floor(this.#clock.random() * 2 ** 40).toString(36)}`,
      time,
      pressed,
      pressedAt: Math.max(Math.round(pressedAt - t0), Math.round(kept.at(-1)![2] - t0)),
      points: strictlyAscending(
        kept.map(([x, y, t]) => [Math.round(x - originX), Math.round(y - originY), Math.round(t - t0)]),
      ),
      targets: targets.map(({key, x, y, w, h}) => ({
        key,
        x: Math.round(x - originX),
        y: Math.round(y - originY),
        w: Math.round(w),
        h: Math.round(h),
      })),
      weight,
    };
  }
}

/** Rounding to whole milliseconds must not make two points one moment. */
function strictlyAscending(points: [number, number, number][]): [number, number, number][] {
  return points.filter((point, index) => index === 0 || point[2] > points[index - 1]![2]);
}

function lengthOf(points: readonly (readonly [number, number, number])[]): number {
  let length = 0;
  for (let i = 1; i < points.length; i++)
    length += Math.hypot(points[i]![0] - points[i - 1]![0], points[i]![1] - points[i - 1]![1]);
  return length;
}
