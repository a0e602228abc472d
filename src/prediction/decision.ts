/**
 * A prediction is withdrawn when its probability falls below this share of the threshold. The gap keeps
 * the highlight from flickering while a probability hovers about the threshold.
 */
export const withdrawalShare = 0.8;

/** Which target is predicted, with hysteresis: taken at the threshold, withdrawn a little below it. */
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

  /** Takes the latest probabilities, 0…1 by target, and returns the target that is predicted from now on. */
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
    const stays = this.#predicted !== null && held >= this.threshold * withdrawalShare;
    if (highest >= this.threshold && !(stays && highest <= held)) this.#predicted = best;
    else if (!stays) this.#predicted = null;
    return this.#predicted;
  }

  /** Takes the prediction back, whatever the probabilities: the movement is over, or the target gone. */
  withdraw(): void {
    this.#predicted = null;
  }
}
