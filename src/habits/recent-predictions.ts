import type {PastPrediction} from './habit-trust.js';

/** Predictions are kept this far apart, and from this long before a press, ms. */
const gapMs = 100;
const spanMs = [100, 1000] as const;

/** What the pointer alone said at one moment, and habit of the same targets. */
export interface SeenPrediction<Target> extends Omit<PastPrediction, 'pressed'> {
  at: number;
  targets: readonly Target[];
}

/** The latest predictions, until it is known what they led to. Told the time, never asking. */
export class RecentPredictions<Target> {
  #predictions: SeenPrediction<Target>[] = [];

  keep(prediction: SeenPrediction<Target>): void {
    const last = this.#predictions.at(-1);
    if (last !== undefined && prediction.at - last.at < gapMs) return;
    this.#predictions.push(prediction);
    if (this.#predictions.length > spanMs[1] / gapMs) this.#predictions.shift();
  }

  /** The predictions that led to a press of a target at this time, which are then forgotten. */
  takeBefore(at: number, pressed: Target): PastPrediction[] {
    const predictions = this.#predictions;
    this.#predictions = [];
    return predictions.flatMap(({at: seenAt, targets, ...prediction}) => {
      const ageMs = at - seenAt;
      const index = targets.indexOf(pressed);
      return ageMs >= spanMs[0] && ageMs <= spanMs[1] && index >= 0 ? [{...prediction, pressed: index}] : [];
    });
  }
}
