/**
 * Points closer in time than this, ms, are merged, so that mice of 1000 Hz and 125 Hz give the same paths.
 */
export const minSpacingMs = 6;

/**
 * A gap longer than this, ms, ends a movement: hands pause at least this long between aimed movements, and
 * the slowest remote desktops send an event every 110 ms.
 */
export const pauseMs = 250;

/** What is before a gap longer than this, ms, is dropped: the machine has slept, its clock has jumped, or nobody was there. */
export const forgetMs = 60_000;

/** Points kept: 1.5 s at the densest spacing, at least 2 s of an ordinary mouse. */
export const trajectoryCapacity = 250;

/** Coordinates beyond this, px, are a fault, not a place on a screen. */
const farthestPx = 1e6;

/** The pointer's latest positions: CSS px and ms, oldest first, times strictly ascending. */
export class Trajectory {
  /** x, y, t of each point, in twice the space needed: when it is full, the points kept move to the front. */
  readonly #places = new Float64Array(6 * trajectoryCapacity);
  /** Offset of the oldest point. */
  #first = 0;
  #length = 0;
  #movementStart = 0;

  get length(): number {
    return this.#length;
  }

  /** Index of the first point after the latest pause. */
  get movementStart(): number {
    return this.#movementStart;
  }

  /** The latest position. Needs at least one point. */
  get end(): {x: number; y: number} {
    return {x: this.x(this.#length - 1), y: this.y(this.#length - 1)};
  }

  x(index: number): number {
    return this.#places[this.#first + 3 * index]!;
  }

  y(index: number): number {
    return this.#places[this.#first + 3 * index + 1]!;
  }

  t(index: number): number {
    return this.#places[this.#first + 3 * index + 2]!;
  }

  /**
   * Adds a point and returns `true`; drops points that are not finite or impossibly far away and returns
   * `false`. A clock that runs backwards, or jumps ahead, restarts the trajectory.
   */
  push(x: number, y: number, t: number): boolean {
    if (!(Math.abs(x) <= farthestPx && Math.abs(y) <= farthestPx && Number.isFinite(t))) return false;
    if (this.#length > 0) this.#makeSpace(t - this.t(this.#length - 1));
    const places = this.#places;
    let end = this.#first + 3 * this.#length++;
    if (end === places.length) {
      places.copyWithin(0, this.#first);
      end -= this.#first;
      this.#first = 0;
    }
    places[end] = x;
    places[end + 1] = y;
    places[end + 2] = t;
    return true;
  }

  reset(): void {
    this.#first = this.#length = this.#movementStart = 0;
  }

  /**
   * Writes the position at `t`, linearly interpolated, into `out` as x, y. The pointer is taken to rest
   * across a pause, and before the first point. Needs at least one point.
   */
  positionAt(t: number, out: Float64Array): void {
    let after = this.length - 1;
    while (after > 0 && this.t(after - 1) > t) after--;
    const before = Math.max(0, after - 1);
    const t0 = this.t(before);
    const t1 = this.t(after);
    let share = t1 > t0 ? (t - t0) / (t1 - t0) : 1;
    if (t1 - t0 > pauseMs) share = t < t1 ? 0 : 1;
    share = Math.min(1, Math.max(0, share));
    out[0] = this.x(before) + share * (this.x(after) - this.x(before));
    out[1] = this.y(before) + share * (this.y(after) - this.y(before));
  }

  /** A copy of the points, oldest first. */
  points(): [x: number, y: number, t: number][] {
    return [...Array<undefined>(this.#length)].map((_, i) => [this.x(i), this.y(i), this.t(i)]);
  }

  /** Removes points to make space for the next one, `sinceLast` ms after the last. */
  #makeSpace(sinceLast: number): void {
    if (sinceLast < 0 || sinceLast > forgetMs) this.reset();
    else if (sinceLast > pauseMs) this.#movementStart = this.#length;
    else if (sinceLast === 0 || this.#lastIsTentative()) this.#length--;
    if (this.#length < trajectoryCapacity) return;
    this.#first += 3;
    this.#length--;
    this.#movementStart = Math.max(0, this.#movementStart - 1);
  }

  /** Whether the last point is still so close to the one before that the next replaces it. */
  #lastIsTentative(): boolean {
    const last = this.length - 1;
    return last > this.#movementStart && this.t(last) - this.t(last - 1) < minSpacingMs;
  }
}
