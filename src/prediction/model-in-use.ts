import type {RowModel} from './predictor.js';
import {Scorer} from './scorer.js';
import type {ScorerWeights} from '../core/model.js';
import {shippedWeights} from './weights.js';

/** A model that answers later, from the latest points and for all keys at once. */
export interface WindowModel {
  /** Whether it can be asked; the first question opens it. */
  isOpen(): boolean;
  /**
   * Probability of each key, given the latest points as `[x, y, t]` relative to the region; `undefined`
   * if the answer is not worth waiting for, because it is still busy with an earlier question.
   */
  predict(points: [x: number, y: number, t: number][]): Promise<ReadonlyMap<string, number> | undefined>;
}

/** What the targets are scored by: row by row at once; or by windows of points, and by rows until that is open. */
export type ModelInUse =
  {kind: 'heuristic' | 'scorer'; rows: RowModel} | {kind: 'sequence'; rows: RowModel; windows: WindowModel};

/** A network, by its weights: those the kit ships, unless others are given. */
export function scorerInUse(weights: ScorerWeights = shippedWeights): ModelInUse {
  return {kind: 'scorer', rows: new Scorer(weights)};
}
