import type {Prediction} from '../../src/core/prediction.js';
import {shareWithin} from '../../src/prediction/timing.js';

/** An engine's prediction in a replay, with targets as indices. */
export type RegionPrediction = Prediction<number>;

/** A prediction for one moment as plain data: the targets with a probability, by index. */
export interface TimedPrediction {
  t: number;
  probabilities: [target: number, probability: number][];
  none: number;
  /** When these targets are pressed, where the model tells: shares of their presses within each of `horizonsMs`. */
  timing?: [target: number, shares: number[]][];
}

export function timedPrediction({time, probabilities, none, timing}: RegionPrediction): TimedPrediction {
  return {
    t: time,
    probabilities: [...probabilities],
    none,
    timing: [...timing].map(([target, shares]) => [target, Array.from(shares)]),
  };
}

/** What the predictions say of the next `ms` alone, and whether they say anything of when. */
export function lookingAhead(
  predictions: readonly TimedPrediction[],
  ms: number,
): (TimedPrediction & {isTimed: boolean})[] {
  return predictions.map(({t, probabilities, none, timing}) => {
    const shares = new Map(timing);
    const soon = probabilities.map(([target, probability]): [number, number] => {
      const own = shares.get(target);
      return [target, own === undefined ? probability : probability * shareWithin(own, ms)];
    });
    const later = probabilities.reduce((sum, [, probability], i) => sum + probability - soon[i]![1], 0);
    return {t, probabilities: soon, none: none + later, isTimed: shares.size > 0};
  });
}
