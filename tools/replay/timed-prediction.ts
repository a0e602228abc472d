import type {Prediction} from '../../src/core/prediction.js';

/** A prediction of the engine in a replay: targets by index. */
export type RegionPrediction = Prediction<number>;

/** The prediction of one moment: the targets with a probability, by index. Plain data. */
export interface TimedPrediction {
  t: number;
  probabilities: [target: number, probability: number][];
  none: number;
}

export function timedPrediction({time, probabilities, none}: RegionPrediction): TimedPrediction {
  return {t: time, probabilities: [...probabilities], none};
}
