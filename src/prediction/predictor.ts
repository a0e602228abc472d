import type {Trajectory} from './trajectory.js';
import {candidateCapacity} from './candidates.js';
import {FeatureExtractor} from './features.js';
import {softmaxInPlace} from './scorer.js';

/** Scores rows of features: the heuristic, or the network. */
export interface RowModel {
  logits(features: Float32Array, rows: number, out: Float32Array): void;
}

/** Probabilities at one moment. The arrays are reused by the next prediction. */
export interface Prediction {
  /** Number of scored targets; the others have probability 0. */
  count: number;
  /** Box index of each scored target. */
  indices: Int32Array;
  /** Probability of each scored target, 0…1. */
  probabilities: Float32Array;
  /** Probability that none of the targets is pressed next. */
  none: number;
}

/** Turns a trajectory and boxes into probabilities, with any row model. */
export class Predictor {
  readonly #extractor = new FeatureExtractor();
  readonly #logits = new Float32Array(candidateCapacity + 1);

  predict(
    model: RowModel,
    trajectory: Trajectory,
    now: number,
    boxes: ArrayLike<number>,
    count: number,
  ): Prediction {
    const {rows, candidates, features} = this.#extractor.extract(trajectory, now, boxes, count);
    model.logits(features, rows, this.#logits);
    softmaxInPlace(this.#logits, rows);
    return {
      count: rows - 1,
      indices: candidates,
      probabilities: this.#logits,
      none: this.#logits[rows - 1]!,
    };
  }
}
