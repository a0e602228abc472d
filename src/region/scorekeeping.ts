import {PredictiveChangeEvent} from '../core/events.js';
import type {Feature, FeatureContext, RegionPrediction, TargetPress} from './feature-context.js';

/** Tells the page when another target is predicted, and keeps the score of the predictions. */
class Scorekeeping implements Feature {
  readonly #context: FeatureContext;

  constructor(context: FeatureContext) {
    this.#context = context;
  }

  onPrediction({predicted, probabilities}: RegionPrediction, before: RegionPrediction): void {
    if (predicted === before.predicted) return;
    const {host, score, targets} = this.#context;
    const subject = predicted ?? before.predicted;
    const probability = (subject && probabilities.get(subject)) ?? 0;
    const key = predicted && targets.keyOf(predicted);
    const now = performance.now();
    score.use((loaded) => loaded.predict(key, {probability, now}));
    host.dispatchEvent(new PredictiveChangeEvent({predicted: predicted?.element ?? null, key, probability}));
  }

  onPress({key, isUsers, isPredictable}: TargetPress): void {
    if (!isUsers || !isPredictable) return;
    const now = performance.now();
    this.#context.score.use((loaded) => loaded.press(key, {now}));
  }
}

/** Keeps the score of one region. */
export function connect(context: FeatureContext): Scorekeeping {
  return new Scorekeeping(context);
}
