import type {Trajectory} from '../pointer/trajectory.js';
import {candidateCapacity, selectCandidates} from './candidates.js';
import {readMovement, velocityWindowsMs, type Movement} from './movement.js';

/** Raised when the meaning of a feature changes: models of another version do not fit. */
export const featureVersion = 1;

/** The features of one row, by name, in order. Lengths and times enter as logarithms. */
export const featureNames = [
  'none',
  'distance',
  'inside',
  'centreDistance',
  'cosine50',
  'cosine120',
  'cosine300',
  'angularMiss',
  'rayMiss',
  'closing50',
  'closing120',
  'timeToContact',
  'distanceIn120',
  'distanceIn240',
  'size',
  'narrowSide',
  'distanceRank',
  'distanceLead',
  'extrapolatedRank',
  'extrapolatedLead',
  'covered',
  'startDistance',
  'lineDeviation',
  'dwell',
  'speed50',
  'speed120',
  'speed300',
  'speedOfPeak',
  'peakSpeed',
  'sincePeak',
  'path',
  'straightness',
  'duration',
  'idle',
  'acceleration',
  'candidates',
  'insideAny',
  'nearestDistance',
  'nearestExtrapolated',
] as const;

export type FeatureName = (typeof featureNames)[number];

export const featureCount = featureNames.length;

/** Feature name → its place in the row. */
export const featureIndex = Object.fromEntries(featureNames.map((name, index) => [name, index])) as Record<
  FeatureName,
  number
>;

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

const logLength = (px: number): number => Math.log1p(px / 8);
const logTime = (ms: number): number => Math.log1p(ms / 50);
const logSpeed = (pxPerMs: number): number => Math.log1p(pxPerMs * 10);
const signedLog = (pxPerMs: number): number => Math.sign(pxPerMs) * logSpeed(Math.abs(pxPerMs));

/** Distance from a point to a box, 0 inside. */
export function distanceToBox(px: number, py: number, x: number, y: number, w: number, h: number): number {
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
  readonly #distances = new Float64Array(candidateCapacity);
  readonly #extrapolated = new Float64Array(candidateCapacity);

  /** `boxes` is `count` times x, y, w, h in the trajectory's coordinates; `now` is not before its end. */
  extract(trajectory: Trajectory, now: number, boxes: ArrayLike<number>, count: number): FeatureRows {
    const movement = readMovement(trajectory, now);
    const found = selectCandidates(movement, boxes, count, this.#candidates);
    const features = this.#features;
    features.fill(0, 0, (found + 1) * featureCount);
    this.#measure(movement, boxes, found);

    let nearest = Infinity;
    let nearestExtrapolated = Infinity;
    let insideAny = 0;
    for (let row = 0; row < found; row++) {
      nearest = Math.min(nearest, this.#distances[row]!);
      nearestExtrapolated = Math.min(nearestExtrapolated, this.#extrapolated[row]!);
      if (this.#distances[row] === 0) insideAny = 1;
    }
    for (let row = 0; row <= found; row++) {
      const offset = row * featureCount;
      if (row < found) this.#writeTarget(offset, row, found, movement, trajectory, now, boxes);
      else features[offset + featureIndex.none] = 1;
      writeMovement(features, offset, movement);
      features[offset + featureIndex.candidates] = Math.log1p(found);
      features[offset + featureIndex.insideAny] = insideAny;
      features[offset + featureIndex.nearestDistance] = found > 0 ? logLength(nearest) : 0;
      features[offset + featureIndex.nearestExtrapolated] = found > 0 ? logLength(nearestExtrapolated) : 0;
    }
    return {rows: found + 1, candidates: this.#candidates, features};
  }

  /** Distances of every candidate, now and where 120 ms at the present velocity would lead. */
  #measure(movement: Movement, boxes: ArrayLike<number>, found: number): void {
    const aheadX = movement.x + movement.velocityX[1]! * velocityWindowsMs[1];
    const aheadY = movement.y + movement.velocityY[1]! * velocityWindowsMs[1];
    for (let row = 0; row < found; row++) {
      const box = this.#candidates[row]! * 4;
      const x = boxes[box]!;
      const y = boxes[box + 1]!;
      const w = boxes[box + 2]!;
      const h = boxes[box + 3]!;
      this.#distances[row] = distanceToBox(movement.x, movement.y, x, y, w, h);
      this.#extrapolated[row] = distanceToBox(aheadX, aheadY, x, y, w, h);
    }
  }

  #writeTarget(
    offset: number,
    row: number,
    found: number,
    movement: Movement,
    trajectory: Trajectory,
    now: number,
    boxes: ArrayLike<number>,
  ): void {
    const out = this.#features;
    const box = this.#candidates[row]! * 4;
    const x = boxes[box]!;
    const y = boxes[box + 1]!;
    const w = boxes[box + 2]!;
    const h = boxes[box + 3]!;
    const distance = this.#distances[row]!;
    const toX = x + w / 2 - movement.x;
    const toY = y + h / 2 - movement.y;
    const centreDistance = Math.hypot(toX, toY);
    const halfSize = Math.sqrt(w * h) / 2;
    const [vx50 = 0, vx120 = 0, vx300 = 0] = movement.velocityX;
    const [vy50 = 0, vy120 = 0, vy300 = 0] = movement.velocityY;
    const [speed50 = 0, speed120 = 0, speed300 = 0] = movement.speed;

    out[offset + featureIndex.distance] = logLength(distance);
    out[offset + featureIndex.inside] = distance === 0 ? 1 : 0;
    out[offset + featureIndex.centreDistance] = logLength(centreDistance);
    const reach = centreDistance + 1;
    out[offset + featureIndex.cosine50] = (vx50 * toX + vy50 * toY) / reach / (speed50 + slowPxPerMs);
    const cosine = (vx120 * toX + vy120 * toY) / reach / (speed120 + slowPxPerMs);
    out[offset + featureIndex.cosine120] = cosine;
    out[offset + featureIndex.cosine300] = (vx300 * toX + vy300 * toY) / reach / (speed300 + slowPxPerMs);
    const halfAngle = Math.atan2(halfSize, centreDistance);
    out[offset + featureIndex.angularMiss] = Math.log1p(Math.acos(Math.min(1, Math.max(-1, cosine))) / halfAngle);
    const lateral = cosine > 0 ? Math.abs(vx120 * toY - vy120 * toX) / (speed120 + slowPxPerMs) : centreDistance;
    out[offset + featureIndex.rayMiss] = Math.log1p(lateral / halfSize);
    const closing120 = (vx120 * toX + vy120 * toY) / reach;
    out[offset + featureIndex.closing50] = signedLog((vx50 * toX + vy50 * toY) / reach);
    out[offset + featureIndex.closing120] = signedLog(closing120);
    out[offset + featureIndex.timeToContact] = logTime(Math.min(3000, distance / Math.max(0.01, closing120)));
    out[offset + featureIndex.distanceIn120] = logLength(this.#extrapolated[row]!);
    out[offset + featureIndex.distanceIn240] = logLength(
      distanceToBox(movement.x + vx120 * 240, movement.y + vy120 * 240, x, y, w, h),
    );
    out[offset + featureIndex.size] = logLength(2 * halfSize);
    out[offset + featureIndex.narrowSide] = logLength(Math.min(w, h));
    this.#writeRank(offset, featureIndex.distanceRank, featureIndex.distanceLead, this.#distances, row, found);
    this.#writeRank(offset, featureIndex.extrapolatedRank, featureIndex.extrapolatedLead, this.#extrapolated, row, found);

    const startDistance = distanceToBox(movement.startX, movement.startY, x, y, w, h);
    out[offset + featureIndex.covered] = Math.max(-1, 1 - (distance + 1) / (startDistance + 1));
    out[offset + featureIndex.startDistance] = logLength(startDistance);
    const lineX = x + w / 2 - movement.startX;
    const lineY = y + h / 2 - movement.startY;
    const line = Math.hypot(lineX, lineY) + 1;
    out[offset + featureIndex.lineDeviation] = logLength(Math.abs(lineX * toY - lineY * toX) / line);
    out[offset + featureIndex.dwell] = distance === 0 ? logTime(dwellMs(trajectory, now, x, y, w, h)) : 0;
  }

  /** How many candidates are nearer, and the logarithm of the distance against the best other's. */
  #writeRank(offset: number, rank: number, lead: number, values: Float64Array, row: number, found: number): void {
    const own = values[row]!;
    let nearer = 0;
    let best = Infinity;
    for (let other = 0; other < found; other++) {
      if (other === row) continue;
      const value = values[other]!;
      if (value < own) nearer++;
      if (value < best) best = value;
    }
    this.#features[offset + rank] = Math.log1p(nearer);
    this.#features[offset + lead] = found > 1 ? Math.log((own + 8) / (best + 8)) : 0;
  }
}

function writeMovement(out: Float32Array, offset: number, movement: Movement): void {
  const [speed50 = 0, speed120 = 0, speed300 = 0] = movement.speed;
  const displacement = Math.hypot(movement.x - movement.startX, movement.y - movement.startY);
  out[offset + featureIndex.speed50] = logSpeed(speed50);
  out[offset + featureIndex.speed120] = logSpeed(speed120);
  out[offset + featureIndex.speed300] = logSpeed(speed300);
  out[offset + featureIndex.speedOfPeak] = speed50 / (movement.peakSpeed + slowPxPerMs);
  out[offset + featureIndex.peakSpeed] = logSpeed(movement.peakSpeed);
  out[offset + featureIndex.sincePeak] = logTime(movement.sincePeakMs);
  out[offset + featureIndex.path] = logLength(movement.pathPx);
  out[offset + featureIndex.straightness] = Math.min(1, (displacement + 1) / (movement.pathPx + 1));
  out[offset + featureIndex.duration] = logTime(movement.durationMs);
  out[offset + featureIndex.idle] = logTime(movement.idleMs);
  out[offset + featureIndex.acceleration] = (speed50 - speed120) / (movement.peakSpeed + slowPxPerMs);
}

/** How long the pointer has been inside the box without leaving, ms. */
function dwellMs(trajectory: Trajectory, now: number, x: number, y: number, w: number, h: number): number {
  let entered = trajectory.length - 1;
  while (
    entered > 0 &&
    distanceToBox(trajectory.x(entered - 1), trajectory.y(entered - 1), x, y, w, h) === 0
  )
    entered--;
  return now - trajectory.t(entered);
}
