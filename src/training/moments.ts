import {Trajectory} from '../prediction/trajectory.js';
import {featureCount} from '../prediction/feature-names.js';
import {FeatureExtractor} from '../prediction/features.js';
import type {Sample} from '../core/sample.js';

/** A training example of the scorer: the rows of one moment, and the row that turned out right. */
export interface Moment {
  /** `[rows × featureCount]`, raw; the last row is "no press". */
  features: Float32Array;
  rows: number;
  /** The row of the pressed button, or the last row. */
  label: number;
  /** Time that it represents, in tenths of a second, times the weight of its sample. */
  weight: number;
  /** Time before the press, or before the end of a movement without one, ms. */
  leadMs?: number;
  /** What training from scratch aims at, in place of the label: `[rows × horizons]`, 0…1, together 1. */
  target?: Float32Array;
}

/** A moment of any sample, and the button behind each row but the last. */
export interface Scene {
  features: Float32Array;
  rows: number;
  /** Index into the sample's `targets`. */
  candidates: Int32Array;
}

/**
 * Times before a press at which a movement gives moments, ms. Denser towards the end, where the path tells
 * most; the earliest is when a target starts to count as pressed next, limited by what a sample can contain.
 */
export const leadTimesMs = [
  30, 60, 120, 200, 300, 450, 600, 800, 1000, 1300, 1600, 2000, 2500, 3000, 4000,
] as const;

/** A movement without a press also gives a moment where it ends: no press follows there. */
const leadTimesWithoutPressMs = [0, ...leadTimesMs] as const;

/** Time represented by a weight of 1, ms. */
const weightUnitMs = 100;

/**
 * A movement without a press represents this many times the time of its path: what follows gives no moments
 * for a while. On continuous use, 0.7 to 1 of the time without a press did best, which is this factor.
 */
const unseenTimeFactor = 1.6;

/** Lead at which models are evaluated, ms: early enough to be useful, late enough to be predictable. */
export const evaluationLeadMs = 200;

/**
 * Leads at which scorers are evaluated too, ms: what is learned of the end of an approach must not spoil its beginning,
 * where preloads start.
 */
export const earlierLeadsMs = [400, 500] as const;

/** Age of the last point from which the pointer counts as still, ms: the slowest mice report every 110 ms. */
const stillAfterMs = 120;

/** Fewest points that have a direction. */
const leastPoints = 3;

/**
 * The moments of a sample at the lead times at which the pointer was moving; one at its end, if there are
 * none. Each weighs as much as the time it represents, so that training sees moments as often as prediction
 * does. Samples without known buttons give none.
 */
export function momentsOf(sample: Sample, {extractor = new FeatureExtractor()} = {}): Moment[] {
  const isPress = sample.pressed !== null;
  const leads: readonly number[] = isPress ? leadTimesMs : leadTimesWithoutPressMs;
  const perMs = (sample.weight * (isPress ? 1 : unseenTimeFactor)) / weightUnitMs;
  const moments: Moment[] = [];
  leads.forEach((leadMs, index) => {
    const now = sample.pressedAt - leadMs;
    const spanMs = ((leads[index + 1] ?? leadMs) - (leads[index - 1] ?? 0)) / 2;
    if (isMoving(sample, now)) moments.push(...momentAt(sample, {leadMs, weight: spanMs * perMs}, extractor));
  });
  if (moments.length > 0) return moments;
  return momentAt(sample, {leadMs: 0, weight: weightUnitMs * perMs}, extractor);
}

/** The moments of all samples, in order. */
export function trainingMoments(samples: readonly Sample[]): Moment[] {
  const extractor = new FeatureExtractor();
  return samples.flatMap((sample) => momentsOf(sample, {extractor}));
}

/**
 * The moment at which a held-out sample is evaluated, ms on its clock: 200 ms before the press, or half-way
 * through a movement shorter than 400 ms.
 */
export function evaluationMoment({points, pressedAt}: Sample): number {
  const startMs = points[0]?.[2] ?? pressedAt;
  return Math.max(pressedAt - evaluationLeadMs, (startMs + pressedAt) / 2);
}

/** The scorer's input at `now`; `undefined` if there was no pointer yet, or the buttons are unknown. */
export function sceneAt(
  {points, targets}: Sample,
  now: number,
  extractor: FeatureExtractor,
): Scene | undefined {
  const trajectory = new Trajectory();
  for (const [x, y, t] of points) if (t <= now) trajectory.push(x, y, t);
  if (targets.length === 0 || trajectory.length === 0) return undefined;
  const boxes = targets.flatMap(({x, y, w, h}) => [x, y, w, h]);
  const {rows, candidates, features} = extractor.extract(trajectory, now, boxes, targets.length);
  return {
    rows,
    candidates: candidates.slice(0, rows - 1),
    features: features.slice(0, rows * featureCount),
  };
}

function isMoving({points}: Sample, now: number): boolean {
  const before = points.filter(([, , t]) => t <= now);
  return before.length >= leastPoints && now - before.at(-1)![2] <= stillAfterMs;
}

/** One moment, or none if the pressed button is not among the rows. */
function momentAt(
  sample: Sample,
  {leadMs, weight}: {leadMs: number; weight: number},
  extractor: FeatureExtractor,
): Moment[] {
  const scene = sceneAt(sample, sample.pressedAt - leadMs, extractor);
  if (scene === undefined) return [];
  const {features, rows, candidates} = scene;
  const label =
    sample.pressed === null
      ? rows - 1
      : candidates.findIndex((index) => sample.targets[index]!.key === sample.pressed);
  // A single number that is not finite would ruin the whole network.
  if (label === -1 || !features.every(Number.isFinite)) return [];
  return [{features, rows, label, weight, leadMs}];
}
