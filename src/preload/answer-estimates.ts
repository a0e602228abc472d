import type {PredictiveTarget} from '../core/target.js';
import {noteAnswer, unknownAnswerMs, usualAnswerMs} from './answers.js';

/** How long the preloads of a region's targets are expected to take. */
export class AnswerEstimates {
  readonly #hrefOf: (target: PredictiveTarget) => string | null;
  /** How long the page's own work for a target took last, ms. */
  readonly #workMs = new WeakMap<PredictiveTarget, number>();

  /** `hrefOf` returns the declared URL. */
  constructor(hrefOf: (target: PredictiveTarget) => string | null) {
    this.#hrefOf = hrefOf;
  }

  /** How long a target's preload is expected to take, ms. */
  of(target: PredictiveTarget): number {
    const origin = this.#originOf(target);
    const usualMs = origin === undefined ? 0 : usualAnswerMs(origin);
    return Math.max(usualMs, this.#workMs.get(target) ?? 0) || unknownAnswerMs;
  }

  /** The origin of a target's URL took this long to answer, ms. */
  noteAnswer(target: PredictiveTarget, ms: number): void {
    noteAnswer(this.#originOf(target)!, ms);
  }

  /** The page's own work for a target took this long, ms. */
  noteWork(target: PredictiveTarget, ms: number): void {
    this.#workMs.set(target, ms);
  }

  #originOf(target: PredictiveTarget): string | undefined {
    const href = this.#hrefOf(target);
    // Browsers of before 2024 cannot parse without throwing; what they do not know, is taken for usual.
    return href === null ? undefined : URL.parse?.(href, target.element.baseURI)?.origin;
  }
}
