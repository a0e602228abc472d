/**
 * A prediction is withdrawn when its probability falls below this share of the threshold. The gap keeps
 * the highlight from flickering while a probability hovers about the threshold.
 */
export const withdrawalShare = 0.8;

/** The candidates' probabilities at one moment. */
export interface Candidate<Target> {
  target: Target;
  /** 0…1. */
  probability: number;
}

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

  /** Takes the latest probabilities and returns the target that is predicted from now on. */
  update(candidates: readonly Candidate<Target>[]): Target | null {
    let best: Candidate<Target> | undefined;
    let held = -1;
    for (const candidate of candidates) {
      if (best === undefined || candidate.probability > best.probability) best = candidate;
      if (candidate.target === this.#predicted) held = candidate.probability;
    }
    const stays = this.#predicted !== null && held >= this.threshold * withdrawalShare;
    if (best !== undefined && best.probability >= this.threshold && !(stays && best.probability <= held))
      this.#predicted = best.target;
    else if (!stays) this.#predicted = null;
    return this.#predicted;
  }

  /** Takes the prediction back, whatever the probabilities: the movement is over, or the target gone. */
  withdraw(): void {
    this.#predicted = null;
  }
}
