import type {TrainedModel} from '../src/core/model.js';
import type {Sample} from '../src/core/sample.js';
import {evaluateCandidate, missingForTraining} from '../src/learning/model-gate.js';
import {train} from '../src/training/train.js';
import {wasmUrl} from './tensorflow-in-node.js';

/** The defaults of the region's attributes and of its learner. */
const usual = {minAccuracy: 0.7, epochs: 200, seed: 1};

/** The result of learning from some samples. */
export interface Learned {
  /** The model in use from then on. */
  model: TrainedModel | undefined;
  /** The model gate's verdict, or why nothing was trained. */
  verdict: string;
  seconds: number;
}

/** Learns as a visitor's browser does: trains, evaluates the candidate, and keeps the better model. */
export async function learn(samples: readonly Sample[], current: TrainedModel | undefined): Promise<Learned> {
  const missing = missingForTraining(samples);
  if (missing !== undefined) return {model: current, verdict: missing, seconds: 0};
  const {minAccuracy, epochs, seed} = usual;
  const {model, evaluation, baseline, seconds} = await train({
    samples,
    current,
    options: {architecture: 'scorer', epochs, seed, backend: 'wasm', wasmUrl},
  });
  const {verdict, reasons} = evaluateCandidate({candidate: evaluation, baseline, minAccuracy});
  return {
    model: verdict === 'taken' ? model : current,
    verdict: `${verdict}: ${reasons.join(' ')}`,
    seconds,
  };
}
