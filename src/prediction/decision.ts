/**
 * A prediction stays until its probability falls below this share of the threshold. The gap keeps the
 * highlight from flickering when a probability varies around the threshold.
 */
export const keepShare = 0.8;

/** Probability from which a target is predicted: a number, 0…1, or `auto`, which also predicts a clear favourite. */
export type Threshold = number | 'auto';

/** With `auto`: the threshold of every target, and that of a favourite, which is so many times as likely as any other. */
const ordinary = 0.5;
const favourite = 0.3;
const favouriteLead = 3;

/** Chooses the predicted target, with hysteresis: predicted at the threshold, cleared a little below it. */
export class Decision<Target> {
  threshold: Threshold;
  #predicted: Target | null = null;

  constructor({threshold}: {threshold: Threshold}) {
    this.threshold = threshold;
  }

  get predicted(): Target | null {
    return this.#predicted;
  }

  /** Applies the latest probabilities, 0…1 by target, and returns the target now predicted. */
  update(probabilities: Iterable<readonly [Target, number]>): Target | null {
    let best: Target | null = null;
    let highest = -1;
    let second = -1;
    let held = -1;
    for (const [target, probability] of probabilities) {
      if (probability > highest) {
        second = highest;
        best = target;
        highest = probability;
      } else if (probability > second) second = probability;
      if (target === this.#predicted) held = probability;
    }
    const threshold = thresholdFor(this.threshold, highest, second);
    const stays = this.#predicted !== null && held >= threshold * keepShare;
    if (highest >= threshold && !(stays && highest <= held)) this.#predicted = best;
    else if (!stays) this.#predicted = null;
    return this.#predicted;
  }

  /** Clears the prediction at any probability: the movement has ended, or the target is gone. */
  clear(): void {
    this.#predicted = null;
  }
}

/** The threshold that applies while the two likeliest targets have these probabilities. */
export function thresholdFor(threshold: Threshold, highest: number, second: number): number {
  if (threshold !== 'auto') return threshold;
  return highest >= favouriteLead * second ? favourite : ordinary;
}
