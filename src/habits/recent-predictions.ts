import type {PastPrediction} from './habit-trust.js';

/** Interval between the predictions kept, and their age at the press, ms. */
const gapMs = 100;
const spanMs = [100, 1000] as const;

/** What the pointer alone predicted at one moment, and the habit factors of the same targets. */
export interface KeptPrediction<Target> extends Omit<PastPrediction, 'pressed'> {
  at: number;
  targets: readonly Target[];
}

/** The latest predictions, kept until a press shows whether they were right. Pure: callers pass the time. */
export class RecentPredictions<Target> {
  #predictions: KeptPrediction<Target>[] = [];

  keep(prediction: KeptPrediction<Target>): void {
    const last = this.#predictions.at(-1);
    if (last !== undefined && prediction.at - last.at < gapMs) return;
    this.#predictions.push(prediction);
    if (this.#predictions.length > spanMs[1] / gapMs) this.#predictions.shift();
  }

  /** Removes and returns the predictions that preceded a press of a target at `at`, ms. */
  takeBefore(at: number, pressed: Target): PastPrediction[] {
    const predictions = this.#predictions;
    this.#predictions = [];
    return predictions.flatMap(({at: predictedAt, targets, ...prediction}) => {
      const ageMs = at - predictedAt;
      const index = targets.indexOf(pressed);
      return ageMs >= spanMs[0] && ageMs <= spanMs[1] && index >= 0 ? [{...prediction, pressed: index}] : [];
    });
  }
}
