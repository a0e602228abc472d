import {asPredictiveError} from '../core/errors.js';
import {
  PredictiveErrorEvent,
  PredictiveModelEvent,
  PredictiveSampleEvent,
  PredictiveTrainEvent,
} from '../core/events.js';
import type {Learner, LearnerSettings} from '../learning/learner.js';
import type {OpenedLearner} from '../learning/open-learner.js';
import {minimumPresses, sampleCapacity, summaryOf, type SampleSummary} from '../core/sample.js';
import type {Capture} from '../learning/sample-recorder.js';
import type {Persist} from '../storage/records.js';

export interface LearningLinkOptions {
  region: HTMLElement;
  /** Which learner: where it is kept, and its name. */
  identity: () => {persist: Persist; name: string};
  /** The learner's model in use may have changed. */
  onModel: (learner: Learner) => void;
}

/**
 * Ties a region to its learner. The learning code is loaded when there is something to learn from, to
 * keep or to load; until then captures wait here.
 */
export class LearningLink {
  readonly #options: LearningLinkOptions;
  #opening: Promise<OpenedLearner> | undefined;
  #learner: Learner | undefined;
  #waiting: Capture[] = [];
  #summary: SampleSummary | undefined;

  constructor(options: LearningLinkOptions) {
    this.#options = options;
  }

  /** The learner, once it is open. */
  get learner(): Learner | undefined {
    return this.#learner;
  }

  get summary(): SampleSummary {
    return this.#learner?.summary() ?? (this.#summary ??= summaryOf(this.#waiting));
  }

  /** The learner, with every capture that waited; rejects with `chunk-unavailable` if its code cannot be loaded. */
  async open(): Promise<Learner> {
    const opening = (this.#opening ??= this.#load());
    const {learner, announce} = await opening;
    if (opening === this.#opening && this.#learner === undefined) {
      this.#learner = learner;
      this.#options.onModel(learner);
      announce();
    }
    if (this.#waiting.length > 0 && learner === this.#learner) {
      const waiting = this.#waiting;
      this.#waiting = [];
      await learner.keep(waiting, undefined);
    }
    return learner;
  }

  /** Opens the learner for work that nobody waits for: a failure is one event, and plain buttons. */
  async use(work: (learner: Learner) => unknown): Promise<void> {
    try {
      await work(await this.open());
    } catch (error) {
      if ((error as Error).name === 'AbortError') return;
      const message = 'Learning failed.';
      this.#fire(new PredictiveErrorEvent({error: asPredictiveError('training-failed', message, error)}));
    }
  }

  /** Keeps a capture, here or in the learner; with `autoTrain` it may lead to training. */
  add(capture: Capture, autoTrain: LearnerSettings | undefined): void {
    const isReady = (): boolean => this.summary.count - this.summary.none >= minimumPresses;
    if (this.#learner !== undefined) void this.use((learner) => learner.keep([capture], autoTrain));
    else {
      this.#waiting = [...this.#waiting.slice(1 - sampleCapacity), capture];
      this.#summary = undefined;
      this.#fire(new PredictiveSampleEvent({key: capture.pressed, count: this.#waiting.length}));
      if (this.#opening === undefined && autoTrain !== undefined && isReady())
        void this.use((learner) => learner.keep([], autoTrain));
    }
  }

  /** Lets go of the learner and of what waited; the next use opens the one that `identity` then names. */
  close(): void {
    const opening = this.#opening;
    this.#opening = this.#learner = this.#summary = undefined;
    this.#waiting = [];
    opening?.then(
      ({release}) => release(),
      () => {},
    );
  }

  async #load(): Promise<OpenedLearner> {
    try {
      const {openLearner} = await import('../learning/open-learner.js');
      const {identity, onModel} = this.#options;
      return await openLearner({
        ...identity(),
        observer: {
          onSamples: (key, count) => this.#fire(new PredictiveSampleEvent({key, count})),
          onTrain: (progress) => this.#fire(new PredictiveTrainEvent(progress)),
          onModel: (change) => this.#fire(new PredictiveModelEvent(change)),
          onError: (error) => this.#fire(new PredictiveErrorEvent({error})),
        },
        onModel: (learner) => learner === this.#learner && onModel(learner),
      });
    } catch (cause) {
      throw asPredictiveError('chunk-unavailable', 'Learning could not be loaded.', cause);
    }
  }

  #fire(event: Event): void {
    this.#options.region.dispatchEvent(event);
  }
}
