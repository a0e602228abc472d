import type {Trajectory} from '../pointer/trajectory.js';
import {candidateCapacity, selectCandidates} from './candidates.js';
import {featureCount, targetFeatureCount} from './feature-names.js';
import {readMovement, type Movement, type Velocity} from './movement.js';

/** Where the features are that the heuristic reads. */
export const featureAt = {
  distance: 1,
  cosine120: 4,
  distanceIn120: 9,
  idle: 24,
  insideAny: 25,
} as const;

/** Rows of features for one moment. The arrays are reused by the next call. */
export interface FeatureRows {
  /** Candidates and, last, the "none" row. */
  rows: number;
  /** The box of each row but the last, by index. */
  candidates: Int32Array;
  /** `[rows × featureCount]`. */
  features: Float32Array;
}

/** Below this speed a direction means little, px per ms: one pixel in 20 ms. */
const slowPxPerMs = 0.05;

// Lengths, times and speeds enter as logarithms: what matters of them is their ratio.
const logLength = (px: number): number => Math.log1p(px / 8);
const logTime = (ms: number): number => Math.log1p(ms / 50);
const logSpeed = (pxPerMs: number): number => Math.sign(pxPerMs) * Math.log1p(Math.abs(pxPerMs) * 10);

/** A target as seen from the pointer. */
interface View {
  x: number;
  y: number;
  w: number;
  h: number;
  /** To the box, 0 inside, now and where 120 ms at the present velocity would lead. */
  distance: number;
  extrapolated: number;
}

/** Distance from a point to a box, 0 inside. */
export function distanceToBox(
  px: number,
  py: number,
  {x, y, w, h}: Pick<View, 'x' | 'y' | 'w' | 'h'>,
): number {
  return Math.hypot(Math.max(x - px, 0, px - x - w), Math.max(y - py, 0, py - y - h));
}

/**
 * Turns the pointer's recent path and the targets' boxes into one row of features per target, seen
 * from the pointer: where the target lies, how the path relates to it, how the hand moves. The rows
 * do not change when the page is shifted or mirrored, or the targets come in another order.
 */
export class FeatureExtractor {
  readonly #candidates = new Int32Array(candidateCapacity);
  readonly #features = new Float32Array((candidateCapacity + 1) * featureCount);

  /** `boxes` is `count` times x, y, w, h in the trajectory's coordinates; `now` is not before its end. */
  extract(trajectory: Trajectory, now: number, boxes: ArrayLike<number>, count: number): FeatureRows {
    const movement = readMovement(trajectory, now);
    const found = selectCandidates(movement, boxes, count, this.#candidates);
    const views = Array.from(this.#candidates.subarray(0, found), (index) =>
      viewOf(boxes, index * 4, movement),
    );
    const common = movementFeatures(movement, views);
    views.forEach((view, row) => {
      const offset = row * featureCount;
      this.#features.set(targetFeatures(view, views, movement, trajectory, now), offset);
      this.#features.set(common, offset + targetFeatureCount);
    });
    const none = found * featureCount;
    this.#features.fill(0, none, none + targetFeatureCount);
    this.#features[none] = 1;
    this.#features.set(common, none + targetFeatureCount);
    return {rows: found + 1, candidates: this.#candidates, features: this.#features};
  }
}

function viewOf(boxes: ArrayLike<number>, at: number, {x: px, y: py, middle}: Movement): View {
  const box = {x: boxes[at]!, y: boxes[at + 1]!, w: boxes[at + 2]!, h: boxes[at + 3]!};
  return {
    ...box,
    distance: distanceToBox(px, py, box),
    extrapolated: distanceToBox(px + middle.x * 120, py + middle.y * 120, box),
  };
}

/** In the order of `featureNames`. */
function targetFeatures(
  view: View,
  views: readonly View[],
  movement: Movement,
  trajectory: Trajectory,
  now: number,
): number[] {
  const {w, h, distance, extrapolated} = view;
  const {middle} = movement;
  const centreX = view.x + w / 2;
  const centreY = view.y + h / 2;
  const toX = centreX - movement.x;
  const toY = centreY - movement.y;
  const centreDistance = Math.hypot(toX, toY);
  const halfSize = Math.sqrt(w * h) / 2;
  const closing = ({x, y}: Velocity): number => (x * toX + y * toY) / (centreDistance + 1);
  const cosineOf = (velocity: Velocity): number => closing(velocity) / (velocity.speed + slowPxPerMs);
  const cosine = cosineOf(middle);
  const startDistance = distanceToBox(movement.startX, movement.startY, view);
  const lineX = centreX - movement.startX;
  const lineY = centreY - movement.startY;
  return [
    0,
    logLength(distance),
    +(distance === 0),
    cosineOf(movement.short),
    cosine,
    cosineOf(movement.long),
    Math.log1p(Math.acos(Math.min(1, Math.max(-1, cosine))) / Math.atan2(halfSize, centreDistance)),
    logSpeed(closing(middle)),
    logTime(Math.min(3000, distance / Math.max(0.01, closing(middle)))),
    logLength(extrapolated),
    logLength(2 * halfSize),
    Math.log1p(views.filter((other) => other.distance < distance).length),
    leadOf(
      distance,
      views.map((other) => (other === view ? Infinity : other.distance)),
    ),
    leadOf(
      extrapolated,
      views.map((other) => (other === view ? Infinity : other.extrapolated)),
    ),
    Math.max(-1, 1 - (distance + 1) / (startDistance + 1)),
    logLength(Math.abs(lineX * toY - lineY * toX) / (Math.hypot(lineX, lineY) + 1)),
    distance === 0 ? logTime(now - enteredAt(view, trajectory)) : 0,
  ];
}

/** The logarithm of a distance against the best other's. */
function leadOf(own: number, others: readonly number[]): number {
  return others.length > 1 ? Math.log((own + 8) / (Math.min(...others) + 8)) : 0;
}

/** In the order of `featureNames`. */
function movementFeatures(movement: Movement, views: readonly View[]): number[] {
  const {short, middle, peakSpeed, pathPx} = movement;
  const displacement = Math.hypot(movement.x - movement.startX, movement.y - movement.startY);
  const nearest = Math.min(...views.map(({distance}) => distance));
  return [
    logSpeed(short.speed),
    logSpeed(middle.speed),
    short.speed / (peakSpeed + slowPxPerMs),
    logSpeed(peakSpeed),
    logTime(movement.sincePeakMs),
    logLength(pathPx),
    Math.min(1, (displacement + 1) / (pathPx + 1)),
    logTime(movement.idleMs),
    +(nearest === 0),
    views.length > 0 ? logLength(nearest) : 0,
  ];
}

/** Since when the pointer has been inside the box without leaving. */
function enteredAt(view: View, trajectory: Trajectory): number {
  let entered = trajectory.length - 1;
  while (entered > 0 && distanceToBox(trajectory.x(entered - 1), trajectory.y(entered - 1), view) === 0)
    entered--;
  return trajectory.t(entered);
}
