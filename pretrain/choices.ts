import {featureCount, featureNames, targetFeatureCount} from '../src/prediction/feature-names.js';
import type {Moment} from '../src/training/moments.js';
import {horizonsMs} from '../src/core/prediction.js';
import {withinOf} from './come-true.js';

/**
 * A conditional logit (McFadden 1974) of what people press among many targets, beyond what the teachers say of each: the
 * log odds of a target are `scale` times those that the teachers say, and each of its features times its coefficient.
 */
export interface Choices {
  scale: number;
  coefficients: Readonly<Partial<Record<(typeof featureNames)[number], number>>>;
}

/** Targets from which there are many: the crowded screens of people at work, on which choices are measured. */
export const crowdedFrom = 14;

/** The target's features that have coefficients: all but what marks “none”. */
export const choiceFeatures = featureNames.slice(1, targetFeatureCount);

/**
 * What was said of a moment, as people choose on crowded screens. `said` has a row for each target and the last for none,
 * and in each row what it has for each of `horizonsMs`. Only the targets' shares of their probability change.
 */
export function asChosen(
  said: Float32Array,
  {features, rows}: Pick<Moment, 'features' | 'rows'>,
  choices: Choices,
): Float32Array {
  const horizons = horizonsMs.length;
  const targets = rows - 1;
  if (targets < crowdedFrom) return said;
  const before = saidOfTargets(said);
  const odds = before.map((each) => choices.scale * Math.log(each + least));
  Object.entries(choices.coefficients).forEach(([name, coefficient]) => {
    const feature = featureNames.indexOf(name as (typeof featureNames)[number]);
    for (let row = 0; row < targets; row++)
      odds[row]! += coefficient * features[row * featureCount + feature]!;
  });
  const most = Math.max(...odds);
  const shares = odds.map((each) => Math.exp(each - most));
  const factor = sumOf(before) / sumOf(shares);
  return said.map((value, at) => {
    const row = Math.floor(at / horizons);
    return row === targets ? value : (value / (before[row]! + least)) * shares[row]! * factor;
  });
}

/** What was said of each target at all times together. */
export function saidOfTargets(said: Float32Array): number[] {
  const horizons = horizonsMs.length;
  return Array.from({length: said.length / horizons - 1}, (_, row) => withinOf(said, row, horizons));
}

/** Keeps logarithms finite. */
export const least = 1e-9;

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0);
}
