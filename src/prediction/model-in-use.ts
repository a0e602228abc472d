import type {RowModel} from './predictor.js';
import {Scorer} from './scorer.js';
import type {ScorerWeights} from '../core/model.js';
import {forPresentFeatures} from './older-features.js';
import {shippedWeights} from './weights.js';

/** A model that answers asynchronously, from the latest points and for all keys at once. */
export interface WindowModel {
  /** Whether it is ready; the first call of `predict()` opens it. */
  isOpen(): boolean;
  /**
   * Probability of each key, given the latest points as `[x, y, t]` relative to the region; `undefined` while
   * it is busy with an earlier call, since a late answer is worthless.
   */
  predict(points: [x: number, y: number, t: number][]): Promise<ReadonlyMap<string, number> | undefined>;
}

/** Scores the targets: synchronously by rows; or by input windows, and by rows until those are ready. */
export type ModelInUse =
  {kind: 'heuristic' | 'scorer'; rows: RowModel} | {kind: 'sequence'; rows: RowModel; windows: WindowModel};

/** A network, with the shipped weights unless others are given, maybe of an older version of the features. */
export function scorerInUse(weights: ScorerWeights = shippedWeights): ModelInUse {
  return {kind: 'scorer', rows: new Scorer(forPresentFeatures(weights))};
}
