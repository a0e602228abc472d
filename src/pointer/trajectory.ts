/** Points closer in time than this are merged into one, so that a 1000 Hz mouse and a 125 Hz one look alike. */
export const minSpacingMs = 6;

/** A gap this long ends a movement: hands pause at least this long between aimed movements, and the
 * slowest remote desktops send an event every 110 ms. */
export const pauseMs = 250;

/** Points kept: 1.5 s at the densest spacing, 2 s and more of an ordinary mouse. */
export const trajectoryCapacity = 250;

/** Coordinates beyond this are a fault of the machine, not a place on a screen. */
const farthestPx = 1e6;

type Point = [x: number, y: number, t: number];

/** The pointer's latest positions: CSS px and ms, oldest first, times strictly ascending. */
export class Trajectory {
  #points: Point[] = [];
  #movementStart = 0;

  get length(): number {
    return this.#points.length;
  }

  /** Index of the first point after the latest pause. */
  get movementStart(): number {
    return this.#movementStart;
  }

  x(index: number): number {
    return this.#points[index]![0];
  }

  y(index: number): number {
    return this.#points[index]![1];
  }

  t(index: number): number {
    return this.#points[index]![2];
  }

  /**
   * Takes a point in. Returns whether it was taken: points that are not finite or lie impossibly far
   * away are dropped, and a clock that runs backwards starts the trajectory anew.
   */
  push(x: number, y: number, t: number): boolean {
    if (!(Math.abs(x) <= farthestPx && Math.abs(y) <= farthestPx && Number.isFinite(t))) return false;
    const points = this.#points;
    const sinceLast = t - (points.at(-1)?.[2] ?? t);
    if (sinceLast < 0) this.reset();
    else if (sinceLast > pauseMs) this.#movementStart = points.length;
    else if (points.length > 0 && (sinceLast === 0 || this.#lastIsTentative())) points.pop();
    if (points.length === trajectoryCapacity) {
      points.shift();
      this.#movementStart = Math.max(0, this.#movementStart - 1);
    }
    this.#points.push([x, y, t]);
    return true;
  }

  reset(): void {
    this.#points = [];
    this.#movementStart = 0;
  }

  /**
   * Where the pointer was at `t`, by linear interpolation, into `out` as x, y. Across a pause it
   * rested; before the first point it is taken to have rested there. Needs at least one point.
   */
  positionAt(t: number, out: Float64Array): void {
    let after = this.length - 1;
    while (after > 0 && this.t(after - 1) > t) after--;
    const [x0, y0, t0] = this.#points[Math.max(0, after - 1)]!;
    const [x1, y1, t1] = this.#points[after]!;
    let share = t1 > t0 ? (t - t0) / (t1 - t0) : 1;
    if (t1 - t0 > pauseMs) share = t < t1 ? 0 : 1;
    share = Math.min(1, Math.max(0, share));
    out[0] = x0 + share * (x1 - x0);
    out[1] = y0 + share * (y1 - y0);
  }

  /** A copy of the points, oldest first. */
  points(): Point[] {
    return [...this.#points];
  }

  /** The last point gives way to the next while it is too close to the one before it. */
  #lastIsTentative(): boolean {
    const last = this.length - 1;
    return last > this.#movementStart && this.t(last) - this.t(last - 1) < minSpacingMs;
  }
}
