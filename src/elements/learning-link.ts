import {asPredictiveError, PredictiveError} from '../errors.js';
import {
  PredictiveErrorEvent,
  PredictiveModelEvent,
  PredictiveSampleEvent,
  PredictiveTrainEvent,
  type ModelChange,
  type TrainProgress,
} from '../events.js';
import type {Learner, LearnerObserver} from '../learning/learner.js';
import type {Sample} from '../learning/sample.js';
import type {Persist} from '../storage/store.js';

export interface LearningLinkOptions {
  region: HTMLElement;
  /** Which learner: where it is kept, and its name. */
  identity: () => {persist: Persist; name: string};
  /** The learner's model in use has changed. */
  onModelInUse: (learner: Learner) => void;
}

/**
 * Ties a region to its learner: loads the learning code when there is something to learn or to load,
 * and passes on what the learner reports as events of the region.
 */
export class LearningLink implements LearnerObserver {
  readonly #options: LearningLinkOptions;
  #opening: Promise<Learner> | undefined;
  #learner: Learner | undefined;
  #failed = false;

  constructor(options: LearningLinkOptions) {
    this.#options = options;
  }

  /** The learner, once it is open. */
  get learner(): Learner | undefined {
    return this.#learner;
  }

  /** The learner; rejects with `chunk-unavailable` if its code cannot be loaded. */
  open(): Promise<Learner> {
    this.#opening ??= this.#open();
    return this.#opening;
  }

  /** Opens the learner for work that nobody waits for: a failure is one event, and plain buttons. */
  async use(work: (learner: Learner) => Promise<unknown> | void): Promise<void> {
    if (this.#failed) return;
    const opening = this.open();
    try {
      await work(await opening);
    } catch (error) {
      if (opening === this.#opening && this.#learner === undefined) this.#failed = true;
      if (!(error instanceof DOMException && error.name === 'AbortError'))
        this.onError(asPredictiveError('training-failed', 'Learning failed; prediction goes on without it.', error));
    }
  }

  add(sample: Sample, autoTrain: Parameters<Learner['add']>[1]): Promise<void> {
    return this.use((learner) => learner.add(sample, autoTrain));
  }

  /** Lets go of the learner; the next use opens the one that `identity` then names. */
  close(): void {
    const opening = this.#opening;
    this.#opening = undefined;
    this.#learner = undefined;
    this.#failed = false;
    opening?.then(
      (learner) => learner.release(this),
      () => {},
    );
  }

  onSamples(key: string | null | undefined, count: number): void {
    this.#fire(new PredictiveSampleEvent({key, count}));
  }

  onTrain(progress: TrainProgress): void {
    this.#fire(new PredictiveTrainEvent(progress));
  }

  onModel(change: ModelChange): void {
    if (this.#learner !== undefined) this.#options.onModelInUse(this.#learner);
    this.#fire(new PredictiveModelEvent(change));
  }

  onError(error: PredictiveError): void {
    this.#fire(new PredictiveErrorEvent({error}));
  }

  async #open(): Promise<Learner> {
    const {openLearner} = await import('../learning/open-learner.js').catch((cause: unknown) => {
      this.#opening = undefined;
      throw new PredictiveError('chunk-unavailable', 'The learning code could not be loaded.', {cause});
    });
    const opening = this.#opening;
    const learner = await openLearner({...this.#options.identity(), observer: this});
    // Closed in the meantime: close() lets go of it.
    if (opening !== this.#opening) return learner;
    this.#learner = learner;
    this.#options.onModelInUse(learner);
    return learner;
  }

  #fire(event: Event): void {
    this.#options.region.dispatchEvent(event);
  }
}
