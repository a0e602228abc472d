import type {Prediction} from '../../src/core/prediction.js';

/** An engine's prediction in a replay, with targets as indices. */
export type RegionPrediction = Prediction<number>;

/** A prediction for one moment as plain data: the targets with a probability, by index. */
export interface TimedPrediction {
  t: number;
  probabilities: [target: number, probability: number][];
  none: number;
}

export function timedPrediction({time, probabilities, none}: RegionPrediction): TimedPrediction {
  return {t: time, probabilities: [...probabilities], none};
}
