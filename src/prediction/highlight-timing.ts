import type {Prediction} from '../core/prediction.js';

/**
 * A target is highlighted this long after the last prediction that favoured another one, ms; from this probability on
 * it is favoured; and from the last one it is highlighted at once. On recorded use this takes away an eighth of the
 * highlights, mostly wrong ones, and 6 ms of their median lead of 341 ms.
 */
export const agreementMs = 120;
export const favouriteFrom = 0.2;
export const sureFrom = 0.65;

/**
 * The likeliest target stays highlighted while the pointer is over it, until it has less than this share of the
 * probability with which it lit up: under a hand that rests before it presses, probabilities fall.
 */
export const keptShare = 0.5;

/** Shortest time that a highlight is shown, ms: a shorter one is seen as a flicker. Half of all were shorter. */
export const leastLitMs = 200;

/**
 * Chooses the highlighted target: the predicted one, once it has been the likeliest for a while, and then for a while
 * at least. Only what is seen goes by it; events, scores and preloads go by the prediction.
 */
export class HighlightTiming<Target> {
  #lit: Target | null = null;
  #litAt = -Infinity;
  /** Its probability then. */
  #litWith = 0;
  #predicted: Target | null = null;
  /** From when on the present prediction may be shown. */
  #agreedAt = -Infinity;
  #favourite: Target | null = null;
  /** When the latest prediction was made, and the latest that favoured another target. */
  #updatedAt = -Infinity;
  #otherAt = -Infinity;

  /** The highlighted target. */
  get lit(): Target | null {
    return this.#lit;
  }

  /** When the highlight changes if the prediction does not, ms; `Infinity` for never. */
  get nextAt(): number {
    if (this.#lit === this.#predicted) return Infinity;
    return this.#lit === null ? this.#agreedAt : Math.max(this.#agreedAt, this.#litAt + leastLitMs);
  }

  /** Applies a prediction at `now`, ms, with the pointer over a target or none, and returns the target to highlight. */
  update(
    {predicted: stated, probabilities}: Pick<Prediction<Target>, 'predicted' | 'probabilities'>,
    now: number,
    over?: Target,
  ): Target | null {
    let favourite: Target | null = null;
    let highest = favouriteFrom;
    for (const [target, probability] of probabilities) {
      if (probability < highest) continue;
      favourite = target;
      highest = probability;
    }
    if (favourite !== this.#favourite) {
      this.#favourite = favourite;
      this.#otherAt = this.#updatedAt;
    }
    this.#updatedAt = now;
    const isKept = favourite === over && favourite === this.#lit && highest >= keptShare * this.#litWith;
    const predicted = stated ?? (isKept ? favourite : null);
    if (predicted !== this.#predicted) {
      this.#predicted = predicted;
      this.#agreedAt = predicted === null ? now : Math.max(now, this.#otherAt + agreementMs);
    }
    if (predicted !== null && (probabilities.get(predicted) ?? 0) >= sureFrom)
      this.#agreedAt = Math.min(this.#agreedAt, now);
    if (now >= this.nextAt) {
      if (predicted !== null) this.#litWith = probabilities.get(predicted) ?? 0;
      this.#lit = predicted;
      this.#litAt = now;
    }
    return this.#lit;
  }

  /** Ends the highlight at once: the approach is over, or the target is gone. */
  clear(): void {
    this.#lit = this.#predicted = this.#favourite = null;
  }
}
