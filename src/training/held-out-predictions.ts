import {FeatureExtractor} from '../prediction/features.js';
import {softmaxInPlace} from '../prediction/scorer.js';
import type {Outcome} from './evaluation.js';
import {judgedMoment, sceneAt} from './moments.js';
import type {Sample} from '../core/sample.js';
import {nearWindow} from './input-windows.js';

/** Anything that scores rows of features: the scorer or the heuristic. */
export interface RowScorer {
  logits(features: Float32Array, rows: number, out: Float32Array): void;
}

/**
 * What `scorer` says of each sample with known buttons, once, about 200 ms before its press.
 * With `givenPress`, probabilities are of the buttons only, as those of a sequence model are; so they are
 * where every sample is a press, because those cannot say how likely none is.
 */
export function scorerOutcomes(
  samples: readonly Sample[],
  scorer: RowScorer,
  {givenPress = samples.every(({pressed}) => pressed !== null)}: {givenPress?: boolean} = {},
): Outcome[] {
  const extractor = new FeatureExtractor();
  return samples.flatMap((sample) => {
    const scene = sceneAt(sample, judgedMoment(sample), extractor);
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
  });
}

/** The window a sequence model is judged by: its last 25 points about 200 ms before the press. */
export function judgedWindow(sample: Sample): Float32Array {
  const now = judgedMoment(sample);
  return nearWindow(sample.points.filter(([, , t]) => t <= now));
}

/** Outcomes from a sequence model's answers, `[samples × keys]`, in the samples' order. */
export function sequenceOutcomes(
  samples: readonly Sample[],
  {keys, probabilities}: {keys: readonly string[]; probabilities: Float32Array},
): Outcome[] {
  return samples.map(({pressed, weight}, row) => ({
    actual: pressed,
    probabilities: Object.fromEntries(keys.map((key, i) => [key, probabilities[row * keys.length + i]!])),
    none: 0,
    weight,
  }));
}
