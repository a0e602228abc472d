/** Points closer in time than this are merged into one, so that a 1000 Hz mouse and a 125 Hz one look alike. */
export const minSpacingMs = 6;

/** A gap this long ends a movement: hands pause at least this long between aimed movements, and the
 * slowest remote desktops send an event every 110 ms. */
export const pauseMs = 250;

/** Points kept: 1.5 s at the densest spacing, 2 s and more of an ordinary mouse. */
export const trajectoryCapacity = 250;

/** Coordinates beyond this are a fault of the machine, not a place on a screen. */
const farthestPx = 1e6;

/** A ring of the pointer's latest positions: CSS px and ms, oldest first, times strictly ascending. */
export class Trajectory {
  readonly #xs = new Float64Array(trajectoryCapacity);
  readonly #ys = new Float64Array(trajectoryCapacity);
  readonly #ts = new Float64Array(trajectoryCapacity);
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
    return this.#xs[this.#slot(index)]!;
  }

  y(index: number): number {
    return this.#ys[this.#slot(index)]!;
  }

  t(index: number): number {
    return this.#ts[this.#slot(index)]!;
  }

  /**
   * Takes a point in. Returns whether it was taken: points that are not finite or lie impossibly far
   * away are dropped, and a clock that runs backwards starts the trajectory anew.
   */
  push(x: number, y: number, t: number): boolean {
    if (!(Math.abs(x) <= farthestPx && Math.abs(y) <= farthestPx && Number.isFinite(t))) return false;
    if (this.#length > 0) {
      const sinceLast = t - this.t(this.#length - 1);
      if (sinceLast < 0) this.reset();
      else if (sinceLast > pauseMs) this.#movementStart = this.#length;
      else if (sinceLast === 0 || this.#lastIsTentative()) this.#length--;
    }
    if (this.#length === trajectoryCapacity) {
      this.#first = (this.#first + 1) % trajectoryCapacity;
      this.#length--;
      if (this.#movementStart > 0) this.#movementStart--;
    }
    const slot = this.#slot(this.#length);
    this.#xs[slot] = x;
    this.#ys[slot] = y;
    this.#ts[slot] = t;
    this.#length++;
    return true;
  }

  reset(): void {
    this.#first = 0;
    this.#length = 0;
    this.#movementStart = 0;
  }

  /**
   * Where the pointer was at `t`, by linear interpolation, into `out` as x, y. Across a pause it
   * rested; before the first point it is taken to have rested there. Needs at least one point.
   */
  positionAt(t: number, out: Float64Array): void {
    let after = this.#length - 1;
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

  /** The points, oldest first. */
  points(): [x: number, y: number, t: number][] {
    return Array.from({length: this.#length}, (_, i) => [this.x(i), this.y(i), this.t(i)]);
  }

  /** The last point gives way to the next while it is too close to the one before it. */
  #lastIsTentative(): boolean {
    const last = this.#length - 1;
    return last > this.#movementStart && this.t(last) - this.t(last - 1) < minSpacingMs;
  }

  #slot(index: number): number {
    return (this.#first + index) % trajectoryCapacity;
  }
}
