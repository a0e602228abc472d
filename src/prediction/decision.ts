/**
 * A prediction stays until its probability falls below this share of the threshold. The gap keeps the
 * highlight from flickering when a probability varies around the threshold.
 */
export const keepShare = 0.8;

/** Chooses the predicted target, with hysteresis: predicted at the threshold, cleared a little below it. */
export class Decision<Target> {
  /** Probability from which a target is predicted, 0…1. */
  threshold: number;
  #predicted: Target | null = null;

  constructor({threshold}: {threshold: number}) {
    this.threshold = threshold;
  }

  get predicted(): Target | null {
    return this.#predicted;
  }

  /** Applies the latest probabilities, 0…1 by target, and returns the target now predicted. */
  update(probabilities: Iterable<readonly [Target, number]>): Target | null {
    let best: Target | null = null;
    let highest = -1;
    let held = -1;
    for (const [target, probability] of probabilities) {
      if (probability > highest) {
        best = target;
        highest = probability;
      }
      if (target === this.#predicted) held = probability;
    }
    const stays = this.#predicted !== null && held >= this.threshold * keepShare;
    if (highest >= this.threshold && !(stays && highest <= held)) this.#predicted = best;
    else if (!stays) this.#predicted = null;
    return this.#predicted;
  }

  /** Clears the prediction at any probability: the movement has ended, or the target is gone. */
  clear(): void {
    this.#predicted = null;
  }
}
