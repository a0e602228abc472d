import {Trajectory} from '../prediction/trajectory.js';
import {featureCount} from '../prediction/feature-names.js';
import {FeatureExtractor} from '../prediction/features.js';
import type {Sample} from '../core/sample.js';

/** What the scorer learns from: the rows of one moment, and the row that turned out right. */
export interface Moment {
  /** `[rows × featureCount]`, raw; the last row is "no press". */
  features: Float32Array;
  rows: number;
  /** The row of the button that was pressed, or the last. */
  label: number;
  /** How much of the time it stands for, in tenths of a second, times the weight of its sample. */
  weight: number;
  /** How long before the press it is, or before the end of a movement without one, ms. */
  leadMs?: number;
}

/** A moment of any sample, and the button behind each row but the last. */
export interface Scene {
  features: Float32Array;
  rows: number;
  /** Index into the sample's `targets`. */
  candidates: Int32Array;
}

/**
 * When a movement is looked at, ms before its press. Closer together towards the end, where the path tells
 * most; the earliest is when a target begins to count as pressed next, less what a sample can hold.
 */
export const leadTimesMs = [
  30, 60, 120, 200, 300, 450, 600, 800, 1000, 1300, 1600, 2000, 2500, 3000, 4000,
] as const;

/** A movement without a press is looked at where it ends, too: nothing is near there that would be a press. */
const leadTimesWithoutPressMs = [0, ...leadTimesMs] as const;

/** Time that a weight of 1 stands for, ms. */
const weightUnitMs = 100;

/**
 * A movement without a press stands for more time than its path shows: what follows it is not looked at again
 * for a while. On continuous use 0.7 to 1 of the time that was really without a press did best, which is this
 * many times what the paths show.
 */
const timeUnseen = 1.6;

/** The lead at which models are judged: early enough to be worth something, late enough to be knowable. */
export const judgedLeadMs = 200;

/** A pointer whose last point is older than this has stopped: the slowest mice report every 110 ms. */
const stillAfterMs = 120;

/** Fewer points than this have no direction. */
const leastPoints = 3;

/**
 * The moments of a sample at the usual lead times at which the pointer was moving; at its end, if there are
 * none. Each weighs as much as the time it stands for, so that what is learned is right as often as people look.
 * Samples without known buttons give none.
 */
export function momentsOf(sample: Sample, {extractor = new FeatureExtractor()} = {}): Moment[] {
  const isPress = sample.pressed !== null;
  const leads: readonly number[] = isPress ? leadTimesMs : leadTimesWithoutPressMs;
  const perMs = (sample.weight * (isPress ? 1 : timeUnseen)) / weightUnitMs;
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
 * The moment at which a held-out sample is judged, ms on its clock: 200 ms before the press, or half-way
 * where the movement was shorter than 400 ms.
 */
export function judgedMoment({points, pressedAt}: Sample): number {
  const begin = points[0]?.[2] ?? pressedAt;
  return Math.max(pressedAt - judgedLeadMs, (begin + pressedAt) / 2);
}

/** What the scorer saw at `now`; `undefined` where there was no pointer yet or no button is known. */
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

/** One moment, or none where its answer is not among the rows. */
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
  // One number that is not finite would spoil the whole network.
  if (label === -1 || !features.every(Number.isFinite)) return [];
  return [{features, rows, label, weight, leadMs}];
}
