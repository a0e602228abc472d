import type {PredictiveError} from '../core/errors.js';
import type {ModelChange} from '../core/learning-events.js';
import type {Architecture} from '../core/model.js';
import type {LearnerObserver} from './learner-settings.js';

/** The regions that use a learner, and what they are told. */
export class Observers {
  readonly #observers = new Set<LearnerObserver>();
  /** What failed before one could be told. */
  #untold: PredictiveError[] = [];

  get isEmpty(): boolean {
    return this.#observers.size === 0;
  }

  add(observer: LearnerObserver): void {
    this.#observers.add(observer);
    const untold = this.#untold;
    this.#untold = [];
    for (const error of untold) observer.onError(error);
  }

  delete(observer: LearnerObserver): void {
    this.#observers.delete(observer);
  }

  tell(tell: (observer: LearnerObserver) => void): void {
    for (const observer of this.#observers) tell(observer);
  }

  /** Reports a failure to all, or to the first one that comes. */
  failed(error: PredictiveError): void {
    if (this.isEmpty) this.#untold.push(error);
    else this.tell((observer) => observer.onError(error));
  }

  /** Announces a model, and returns what was said of it. */
  announce(change: ModelChange): ModelChange {
    this.tell((observer) => observer.onModel(change));
    return change;
  }

  announceStored(reason: string, architecture: Architecture): ModelChange {
    return this.announce({verdict: 'taken', reasons: [reason], source: 'storage', architecture});
  }

  announceReset(reason: string): void {
    this.announce({verdict: 'reset', reasons: [reason], source: 'reset', architecture: 'scorer'});
  }
}
