import {FeatureExtractor} from '../prediction/features.js';
import {softmaxInPlace} from '../prediction/scorer.js';
import type {HeldOutPrediction} from './evaluation.js';
import {earlierLeadsMs, evaluationMoment, sceneAt} from './moments.js';
import type {Sample} from '../core/sample.js';
import {nearWindow} from './input-windows.js';

/** Scores rows of features: the scorer or the heuristic. */
export interface RowScorer {
  logits(features: Float32Array, rows: number, out: Float32Array): void;
}

interface ScorerPredictionOptions {
  givenPress?: boolean;
}

/**
 * One prediction of `scorer` for each sample with known buttons, about 200 ms before its press. With
 * `givenPress`, only buttons get probabilities, as from a sequence model. That is the default if every sample
 * is a press: presses alone cannot show how likely "no press" is.
 */
export function scorerPredictions(
  samples: readonly Sample[],
  scorer: RowScorer,
  options?: ScorerPredictionOptions,
): HeldOutPrediction[] {
  return predictionsAt(samples, scorer, {...options, timesOf: (sample) => [evaluationMoment(sample)]});
}

/** Predictions of `scorer` earlier before each press, as far as the pointer had moved by then. */
export function earlierPredictions(
  samples: readonly Sample[],
  scorer: RowScorer,
  options?: ScorerPredictionOptions,
): HeldOutPrediction[] {
  return predictionsAt(samples, scorer, {
    ...options,
    timesOf: ({points, pressedAt}) =>
      // Two points are a movement.
      earlierLeadsMs.map((leadMs) => pressedAt - leadMs).filter((now) => (points[1]?.[2] ?? Infinity) <= now),
  });
}

function predictionsAt(
  samples: readonly Sample[],
  scorer: RowScorer,
  {
    timesOf,
    givenPress = samples.every(({pressed}) => pressed !== null),
  }: ScorerPredictionOptions & {timesOf: (sample: Sample) => number[]},
): HeldOutPrediction[] {
  const extractor = new FeatureExtractor();
  return samples.flatMap((sample) =>
    timesOf(sample).flatMap((now) => {
      const scene = sceneAt(sample, now, extractor);
      if (scene === undefined) return [];
      const {features, rows, candidates} = scene;
      const logits = new Float32Array(rows);
      scorer.logits(features, rows, logits);
      softmaxInPlace(logits, givenPress ? rows - 1 : rows);
      const probabilities = new Map(sample.targets.map(({key}) => [key, 0]));
      candidates.forEach((target, row) => {
        const {key} = sample.targets[target]!;
        probabilities.set(key, probabilities.get(key)! + logits[row]!);
      });
      return [
        {
          actual: sample.pressed,
          probabilities: Object.fromEntries(probabilities),
          none: givenPress ? 0 : logits[rows - 1]!,
          weight: sample.weight,
        },
      ];
    }),
  );
}

/** The window on which a sequence model is evaluated: the last 25 points until about 200 ms before the press. */
export function evaluationWindow(sample: Sample): Float32Array {
  const now = evaluationMoment(sample);
  return nearWindow(sample.points.filter(([, , t]) => t <= now));
}

/** Held-out predictions from a sequence model's probabilities, `[samples × keys]`, in the order of the samples. */
export function sequencePredictions(
  samples: readonly Sample[],
  {keys, probabilities}: {keys: readonly string[]; probabilities: Float32Array},
): HeldOutPrediction[] {
  return samples.map(({pressed, weight}, row) => ({
    actual: pressed,
    probabilities: Object.fromEntries(keys.map((key, i) => [key, probabilities[row * keys.length + i]!])),
    none: 0,
    weight,
  }));
}
