/** Points closer in time than this are merged into one, so that a 1000 Hz mouse and a 125 Hz one look alike. */
export const minSpacingMs = 6;

/** A gap this long ends a movement: hands pause at least this long between aimed movements, and the
 * slowest remote desktops send an event every 110 ms. */
export const pauseMs = 250;

/** Points kept: 1.5 s at the densest spacing, 2 s and more of an ordinary mouse. */
export const trajectoryCapacity = 250;

/** Coordinates beyond this are a fault of the machine, not a place on a screen. */
const farthestPx = 1e6;

/** The pointer's latest positions: CSS px and ms, oldest first, times strictly ascending. */
export class Trajectory {
  /** x, y, t of each point, with room for as many again: at its end, those that are kept move to the front. */
  readonly #places = new Float64Array(6 * trajectoryCapacity);
  /** Where the oldest point begins. */
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
   * Takes a point in. Returns whether it was taken: points that are not finite or lie impossibly far
   * away are dropped, and a clock that runs backwards starts the trajectory anew.
   */
  push(x: number, y: number, t: number): boolean {
    if (!(Math.abs(x) <= farthestPx && Math.abs(y) <= farthestPx && Number.isFinite(t))) return false;
    if (this.#length > 0) this.#makeWay(t - this.t(this.#length - 1));
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
   * Where the pointer was at `t`, by linear interpolation, into `out` as x, y. Across a pause it
   * rested; before the first point it is taken to have rested there. Needs at least one point.
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
    return Array.from({length: this.#length}, (_, i) => [this.x(i), this.y(i), this.t(i)]);
  }

  /** Lets go of points that the next one, so many ms after the last, leaves no room for. */
  #makeWay(sinceLast: number): void {
    if (sinceLast < 0) this.reset();
    else if (sinceLast > pauseMs) this.#movementStart = this.#length;
    else if (sinceLast === 0 || this.#lastIsTentative()) this.#length--;
    if (this.#length < trajectoryCapacity) return;
    this.#first += 3;
    this.#length--;
    this.#movementStart = Math.max(0, this.#movementStart - 1);
  }

  /** The last point gives way to the next while it is too close to the one before it. */
  #lastIsTentative(): boolean {
    const last = this.length - 1;
    return last > this.#movementStart && this.t(last) - this.t(last - 1) < minSpacingMs;
  }
}
