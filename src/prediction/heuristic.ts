import {featureCount} from './feature-names.js';
import type {ModelInUse} from './model-in-use.js';

/** Indices of the features it reads. */
export const featureAt = {
  distance: 1,
  cosine120: 4,
  distanceIn120: 8,
  idle: 20,
  insideAny: 21,
} as const;

/**
 * How steeply plausibility falls with the cost of reaching a target: twice the cost, a fifth of the odds.
 * Chosen by hand so that the probabilities of three buttons in a row are about right.
 */
const steepness = 2.4;

/** A target at this cost, px, is as likely as no press while the hand moves. */
const costOfNothingPx = 120;

/** Costs below this, px, make no difference: the hand trembles by as much. */
const finestPx = 10;

/** After a rest of this length outside all targets, ms, no press is as likely as all targets. */
const patienceMs = 700;

const lengthOf = (feature: number): number => Math.expm1(feature) * 8;
/** The time, ms, that a feature is the logarithm of. */
export const timeOf = (feature: number): number => Math.expm1(feature) * 50;

/**
 * A predictor that needs no learning, used with `model="none"`: targets are likely if they are near and
 * ahead, judged by direction and by the position that the present velocity leads to. Takes the same rows as
 * `Scorer`, and returns the same kind of logits.
 */
export class Heuristic {
  logits(features: Float32Array, rows: number, out: Float32Array): void {
    for (let row = 0; row < rows - 1; row++) out[row] = targetLogit(features, row * featureCount);
    if (rows > 0) out[rows - 1] = noneLogit(features, (rows - 1) * featureCount);
  }
}

function targetLogit(features: Float32Array, offset: number): number {
  const distance = lengthOf(features[offset + featureAt.distance]!);
  const ahead = lengthOf(features[offset + featureAt.distanceIn120]!);
  const cosine = features[offset + featureAt.cosine120]!;
  const cost = (0.4 * distance + 0.6 * ahead) * (1.3 - cosine);
  return -steepness * Math.log(cost + finestPx);
}

function noneLogit(features: Float32Array, offset: number): number {
  const idleMs = timeOf(features[offset + featureAt.idle]!);
  const impatience = features[offset + featureAt.insideAny] === 1 ? 0 : idleMs / patienceMs;
  return -steepness * (Math.log(costOfNothingPx + finestPx) - impatience);
}

export function heuristicInUse(): ModelInUse {
  return {kind: 'heuristic', rows: new Heuristic()};
}
