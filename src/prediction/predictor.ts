import type {Trajectory} from './trajectory.js';
import {horizonsMs} from '../core/prediction.js';
import {candidateCapacity} from './candidates.js';
import {FeatureExtractor} from './features.js';
import {softmaxInPlace} from './scorer.js';

/** Scores rows of features: the heuristic, or the network. */
export interface RowModel {
  /** Number of times within which it expects a press: 1, or that of `horizonsMs`; 1 if absent. */
  readonly horizons?: number;
  /** Writes a logit for each row, and for several horizons the share of its presses within each. */
  logits(features: Float32Array, rows: number, out: Float32Array, timing?: Float32Array): void;
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
  /** Share of each scored target's presses within each of `horizonsMs`, if the model tells. */
  timing: Float32Array | undefined;
}

/** Turns a trajectory and boxes into probabilities, with any row model. */
export class Predictor {
  readonly #extractor = new FeatureExtractor();
  readonly #logits = new Float32Array(candidateCapacity + 1);
  readonly #timing = new Float32Array((candidateCapacity + 1) * horizonsMs.length);

  predict(
    model: RowModel,
    trajectory: Trajectory,
    now: number,
    boxes: ArrayLike<number>,
    count: number,
  ): Prediction {
    const {rows, candidates, features} = this.#extractor.extract(trajectory, now, boxes, count);
    model.logits(features, rows, this.#logits, this.#timing);
    softmaxInPlace(this.#logits, rows);
    return {
      count: rows - 1,
      indices: candidates,
      probabilities: this.#logits,
      none: this.#logits[rows - 1]!,
      timing: model.horizons === horizonsMs.length ? this.#timing : undefined,
    };
  }
}
