import type {Trajectory} from './trajectory.js';
import {candidateCapacity, selectCandidates} from './candidates.js';
import {averagedFeatures, featureCount, meansFrom, targetFeatureCount} from './feature-names.js';
import {readMovement, type Movement, type Velocity} from './movement.js';

/** Rows of features at one moment. The arrays are reused by the next call. */
export interface FeatureRows {
  /** Number of rows: the candidates and, last, the "none" row. */
  rows: number;
  /** Box index of each row but the last. */
  candidates: Int32Array;
  /** `[rows × featureCount]`. */
  features: Float32Array;
}

/** Speed below which a direction means little, px per ms: one pixel in 20 ms. */
const slowPxPerMs = 0.05;

// Lengths, times and speeds are logarithms, since their ratios matter.
const logLength = (px: number): number => Math.log1p(px / 8);
const logTime = (ms: number): number => Math.log1p(ms / 50);
const logSpeed = (pxPerMs: number): number => Math.sign(pxPerMs) * Math.log1p(Math.abs(pxPerMs) * 10);

/** Distance of a place from a span that starts at `from`, 0 within. */
function gap(place: number, from: number, size: number): number {
  return Math.max(from - place, 0, place - from - size);
}

/** Distance from a point to a box, 0 inside. */
export function distanceToBox(
  px: number,
  py: number,
  {x, y, w, h}: {x: number; y: number; w: number; h: number},
): number {
  return Math.hypot(gap(px, x, w), gap(py, y, h));
}

/**
 * `distanceToBox` for the box at index `at` of `boxes`, without allocating an object: each tick measures
 * many.
 */
function distanceToBoxAt(boxes: ArrayLike<number>, at: number, px: number, py: number): number {
  return Math.hypot(gap(px, boxes[at]!, boxes[at + 2]!), gap(py, boxes[at + 1]!, boxes[at + 3]!));
}

/** The input of the rows. */
interface Scene {
  trajectory: Trajectory;
  now: number;
  movement: Movement;
  boxes: ArrayLike<number>;
  /** Number of boxes, indices of the candidates, and number of candidates. */
  targets: number;
  candidates: Int32Array;
  count: number;
}

/** Distances of the candidates from one place, and the shortest of them. */
class Distances {
  readonly of = new Float64Array(candidateCapacity);
  shortest = Infinity;
  #second = Infinity;

  measure({boxes, candidates, count}: Scene, px: number, py: number): void {
    this.shortest = this.#second = Infinity;
    for (let row = 0; row < count; row++) {
      const distance = (this.of[row] = distanceToBoxAt(boxes, candidates[row]! * 4, px, py));
      if (distance < this.shortest) {
        this.#second = this.shortest;
        this.shortest = distance;
      } else if (distance < this.#second) this.#second = distance;
    }
  }

  /** Logarithm of a row's distance relative to the best other row's, 0 if there is no other. */
  lead(row: number): number {
    const own = this.of[row]!;
    const other = own === this.shortest ? this.#second : this.shortest;
    return other === Infinity ? 0 : Math.log((own + 8) / (other + 8));
  }
}

/**
 * Turns the pointer's recent path and the targets' boxes into one row of features per target, seen from the
 * pointer: where the target is, how the path relates to it, how the hand moves. Shifting or mirroring the
 * page, or reordering the targets, does not change the rows.
 */
export class FeatureExtractor {
  readonly #candidates = new Int32Array(candidateCapacity);
  readonly #features = new Float32Array((candidateCapacity + 1) * featureCount);
  /** Distances from the pointer, and from its position 120 ms ahead at the present velocity. */
  readonly #now = new Distances();
  readonly #ahead = new Distances();

  /** `boxes` is `count` times x, y, w, h in the trajectory's coordinates; `now` is not before its end. */
  extract(trajectory: Trajectory, now: number, boxes: ArrayLike<number>, count: number): FeatureRows {
    const movement = readMovement(trajectory, now);
    const {x, y, middle} = movement;
    const candidates = this.#candidates;
    const features = this.#features;
    const found = selectCandidates(movement, boxes, count, candidates);
    const scene: Scene = {trajectory, now, movement, boxes, targets: count, candidates, count: found};
    this.#now.measure(scene, x, y);
    this.#ahead.measure(scene, x + middle.x * 120, y + middle.y * 120);
    const none = found * featureCount;
    features.fill(0, none, none + targetFeatureCount);
    features[none] = 1;
    this.#writeMovement(none + targetFeatureCount, scene);
    for (let row = 0; row < found; row++) this.#writeTarget(row, scene);
    this.#writeMeans(none + meansFrom, found);
    for (let row = 0; row < found; row++) {
      const common = row * featureCount + targetFeatureCount;
      features.copyWithin(common, none + targetFeatureCount, none + featureCount);
    }
    return {rows: found + 1, candidates, features};
  }

  /** Writes in the order of `featureNames`, one by one: building arrays took longer than all the rest. */
  #writeTarget(row: number, {trajectory, now, movement, boxes, candidates}: Scene): void {
    const box = candidates[row]! * 4;
    const w = boxes[box + 2]!;
    const h = boxes[box + 3]!;
    const centreX = boxes[box]! + w / 2;
    const centreY = boxes[box + 1]! + h / 2;
    const toX = centreX - movement.x;
    const toY = centreY - movement.y;
    const centreDistance = Math.hypot(toX, toY);
    const halfSize = Math.sqrt(w * h) / 2;
    const distance = this.#now.of[row]!;
    const startDistance = distanceToBoxAt(boxes, box, movement.startX, movement.startY);
    const closing = ({x, y}: Velocity): number => (x * toX + y * toY) / (centreDistance + 1);
    const cosineOf = (velocity: Velocity): number => closing(velocity) / (velocity.speed + slowPxPerMs);
    const closingSpeed = closing(movement.middle);
    const cosine = cosineOf(movement.middle);
    const miss = Math.acos(Math.min(1, Math.max(-1, cosine)));
    const out = this.#features;
    let at = row * featureCount;
    out[at++] = 0;
    out[at++] = logLength(distance);
    out[at++] = +(distance === 0);
    out[at++] = cosineOf(movement.short);
    out[at++] = cosine;
    out[at++] = Math.log1p(miss / Math.atan2(halfSize, centreDistance));
    out[at++] = logSpeed(closingSpeed);
    out[at++] = logTime(Math.min(3000, distance / Math.max(0.01, closingSpeed)));
    out[at++] = logLength(this.#ahead.of[row]!);
    out[at++] = logLength(2 * halfSize);
    out[at++] = this.#now.lead(row);
    out[at++] = this.#ahead.lead(row);
    out[at++] = Math.max(-1, 1 - (distance + 1) / (startDistance + 1));
    out[at] = distance === 0 ? logTime(now - enteredAt(boxes, box, trajectory)) : 0;
  }

  /** Writes in the order of `featureNames`. */
  #writeMovement(from: number, {movement, targets, count}: Scene): void {
    const {short, middle, peakSpeed, pathPx} = movement;
    const nearest = this.#now.shortest;
    const out = this.#features;
    let at = from;
    out[at++] = logSpeed(short.speed);
    out[at++] = logSpeed(middle.speed);
    out[at++] = short.speed / (peakSpeed + slowPxPerMs);
    out[at++] = logSpeed(peakSpeed);
    out[at++] = logTime(movement.sincePeakMs);
    out[at++] = logLength(pathPx);
    out[at++] = logTime(movement.idleMs);
    out[at++] = +(nearest === 0);
    out[at++] = count > 0 ? logLength(nearest) : 0;
    out[at] = Math.log1p(targets);
  }

  /** What the targets have in common: whether the hand moves towards many of them at once, or between them. */
  #writeMeans(from: number, count: number): void {
    const out = this.#features;
    for (let i = 0; i < averagedFeatures.length; i++) {
      let sum = 0;
      for (let row = 0; row < count; row++) sum += out[row * featureCount + averagedFeatures[i]!]!;
      out[from + i] = count > 0 ? sum / count : 0;
    }
  }
}

/** Time since which the pointer has been inside the box at `box` without leaving. */
function enteredAt(boxes: ArrayLike<number>, box: number, trajectory: Trajectory): number {
  let entered = trajectory.length - 1;
  while (
    entered > 0 &&
    distanceToBoxAt(boxes, box, trajectory.x(entered - 1), trajectory.y(entered - 1)) === 0
  )
    entered--;
  return trajectory.t(entered);
}
