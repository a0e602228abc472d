import type {Evaluation} from '../core/evaluation.js';
import {PredictiveModelEvent, PredictiveTrainEvent, type ModelChange} from '../core/learning-events.js';
import {asPredictiveError} from '../core/errors.js';
import {PredictiveErrorEvent, PredictiveSampleEvent} from '../core/events.js';
import {Lazy} from '../core/lazy.js';
import {minimumPresses, sampleCapacity, summaryOf, type SampleSummary} from '../core/sample.js';
import type {PredictiveTarget} from '../core/target.js';
import type {Learner, LearnerObserver, LearnerSettings} from '../learning/learner.js';
import type {OpenedLearner} from '../learning/open-learner.js';
import type {Capture} from '../learning/sample-recorder.js';
import {askWindows} from './ask-windows.js';
import type {
  FeatureContext,
  LearnerChoice,
  LearningPart,
  PressBeginning,
  TargetPress,
} from './feature-context.js';
import {isModelUrl} from './model-choice.js';
import type {RegionHost} from './region-host.js';
import {SampleCapture} from './sample-capture.js';

/**
 * Captures one region's samples and connects it to its learner. The learner loads when there is something to
 * learn, to keep or to load; until then captures wait here.
 */
class LearningFeature implements LearningPart {
  readonly #context: FeatureContext;
  readonly #capture: SampleCapture;
  readonly #opened: Lazy<OpenedLearner>;
  #learner: Learner | undefined;
  /** Until this signal aborts, the learner attends to other tabs. */
  #attending: AbortSignal | undefined;
  #waiting: Capture[] = [];
  #summary: SampleSummary | undefined;
  /** The URL of the `model.json` that was loaded because the page names it; the signal aborts once it does no more. */
  #named: {url: string; end: AbortController} | undefined;
  /** Ends the training that starts by itself. */
  #automatic = new AbortController();
  readonly #signal: AbortSignal;

  constructor(context: FeatureContext, signal: AbortSignal) {
    this.#context = context;
    this.#signal = signal;
    this.#capture = new SampleCapture({context, onCapture: (capture) => this.#keep(capture)});
    this.#opened = new Lazy(() => this.#load());
    signal.addEventListener('abort', () => this.#close(), {once: true});
  }

  get learner(): Learner | undefined {
    return this.#learner;
  }

  get summary(): SampleSummary {
    return this.#learner?.summary() ?? (this.#summary ??= summaryOf(this.#waiting));
  }

  /** Opens the learner. Rejects with an `AbortError` once the feature has ended: nothing would release it. */
  async open(asked?: LearnerChoice): Promise<Learner> {
    const {host} = this.#context;
    this.#refuseIfEnded();
    if (asked !== undefined && (asked.name !== host.name || asked.persist !== host.persist))
      throw new DOMException(
        'The region has another name, or keeps its data elsewhere, by now.',
        'AbortError',
      );
    const {learner, announce} = await this.#opened.request();
    this.#refuseIfEnded();
    if (this.#learner === undefined) {
      this.#learner = learner;
      this.#context.modelChanged();
      announce();
      this.#attend();
    }
    if (this.#waiting.length > 0) {
      const waiting = this.#waiting;
      this.#waiting = [];
      await learner.keep(waiting, undefined);
    }
    return learner;
  }

  async train(signal: AbortSignal | undefined): Promise<ModelChange> {
    return (await this.open()).train({...settingsOf(this.#context.host), ...(signal && {signal})});
  }

  async evaluate(): Promise<Evaluation> {
    return (await this.open()).evaluate(settingsOf(this.#context.host));
  }

  async importDataset(file: Blob): Promise<number> {
    const count = await (await this.open()).importDataset(file, settingsOf(this.#context.host));
    this.#context.parts.habits.current?.invalidate();
    return count;
  }

  async loadModel(source: string | URL | readonly File[]): Promise<ModelChange> {
    const {host, targets} = this.#context;
    const learner = await this.open();
    const keys = await targets.keys();
    this.#refuseIfEnded();
    return learner.loadModel(source, {...settingsOf(host), keys, keep: true});
  }

  get canAnswer(): boolean {
    return this.#context.modelKind === 'sequence' && this.#learner?.windows?.isOpen() === true;
  }

  ask(): void {
    const windows = this.#learner?.windows;
    if (windows !== undefined) askWindows(windows, this.#context);
  }

  /** Loads a stored model, or the one that the page names, before the first sample. */
  onSettings(): void {
    this.#attend();
    const {host} = this.#context;
    if (host.learn !== 'auto') this.#endAutomatic();
    this.#nameModel();
    if (this.#named === undefined && host.persist !== 'none' && host.learn !== 'off' && !this.#learner)
      void this.#use(() => {});
  }

  /** Loads the model that the page names now, in place of the one that it named before. */
  #nameModel(): void {
    const {host, targets} = this.#context;
    const url = isModelUrl(host.model) ? host.model : undefined;
    const before = this.#named;
    if (url === before?.url) return;
    before?.end.abort();
    this.#named = undefined;
    if (url === undefined) {
      void this.#use((learner) => learner.unnameModel());
      return;
    }
    const end = new AbortController();
    this.#named = {url, end};
    void this.#use(async (learner) => {
      const keys = await targets.keys();
      end.signal.throwIfAborted();
      await learner.loadModel(url, {...settingsOf(host), keys, keep: false, signal: end.signal});
    });
  }

  /** Ends the training that has started by itself, or would. */
  #endAutomatic(): void {
    this.#automatic.abort();
    this.#automatic = new AbortController();
  }

  onTick(now: number): void {
    const {count, none} = this.summary;
    this.#capture.move(now, {presses: count - none, none});
  }

  onHover(target: PredictiveTarget | undefined): void {
    if (this.#context.host.labelOn === 'hover') this.#capture.enter(target);
  }

  onPressStart({press}: PressBeginning): void {
    this.#capture.begin(press);
  }

  onPress({press, isUsers, isAssisted}: TargetPress): void {
    // The kit chose the target of such a press; and the movement before it did lead to a press.
    if (isAssisted) this.forgetUnderWay();
    if (press !== undefined && isUsers) this.#capture.end(press);
  }

  onStop(): void {
    this.forgetUnderWay();
    if (this.#context.host.disabled) this.#endAutomatic();
  }

  forgetUnderWay(): void {
    this.#capture.reset();
  }

  /** Attends to other tabs as long as the region watches. */
  #attend(): void {
    const {watching} = this.#context;
    if (this.#learner === undefined || watching === undefined || watching === this.#attending) return;
    this.#attending = watching;
    this.#learner.attend(watching);
  }

  /** Keeps a capture, here or in the learner; this may start training. */
  #keep(capture: Capture): void {
    const {host} = this.#context;
    if (host.learn === 'off') return;
    const autoTrain =
      host.learn === 'auto' ? {...settingsOf(host), signal: this.#automatic.signal} : undefined;
    const isReady = (): boolean => this.summary.count - this.summary.none >= minimumPresses;
    if (this.#learner !== undefined) void this.#use((learner) => learner.keep([capture], autoTrain));
    else {
      this.#waiting = [...this.#waiting.slice(1 - sampleCapacity), capture];
      this.#summary = undefined;
      this.#fire(new PredictiveSampleEvent({key: capture.pressed, count: this.#waiting.length}));
      if (!this.#opened.isRequested && autoTrain !== undefined && isReady())
        void this.#use((learner) => learner.keep([], autoTrain));
    }
  }

  /**
   * Opens the learner for work without a caller to reject: a failure fires one event, and buttons work as plain
   * ones.
   */
  async #use(work: (learner: Learner) => unknown): Promise<void> {
    try {
      await work(await this.open());
    } catch (error) {
      if ((error as Error).name === 'AbortError') return;
      const message = 'Learning failed.';
      this.#fire(new PredictiveErrorEvent({error: asPredictiveError('training-failed', message, error)}));
    }
  }

  /** Drops the learner and the waiting captures. */
  #close(): void {
    const opening = this.#opened.isRequested ? this.#opened.request() : undefined;
    this.#opened.drop();
    this.#endAutomatic();
    this.#named?.end.abort();
    this.#learner = this.#summary = undefined;
    this.#waiting = [];
    opening?.then(
      ({release}) => release(),
      () => {},
    );
  }

  async #load(): Promise<OpenedLearner> {
    const {openLearner} = await import('../learning/open-learner.js');
    const {host} = this.#context;
    return openLearner({persist: host.persist, name: host.name ?? '', owner: this, ...weakly(this)});
  }

  /** Called by the learner. */
  learnerChanged(event: Event): void {
    this.#fire(event);
  }

  /** Called by the learner when the model in use may have changed. */
  modelChanged(learner: Learner): void {
    if (learner === this.#learner) this.#context.modelChanged();
  }

  /** Called by the learner when habits have changed in another tab. */
  habitsChanged(): void {
    this.#context.parts.habits.current?.invalidate();
  }

  #refuseIfEnded(): void {
    if (this.#signal.aborted)
      throw new DOMException('The region was removed, or keeps other data by now.', 'AbortError');
  }

  #fire(event: Event): void {
    this.#context.host.dispatchEvent(event);
  }
}

/**
 * Tells a feature of its learner's changes without holding it: learners are kept for the whole page, and a method
 * may have opened one for a region that is not in it.
 */
function weakly(feature: LearningFeature): {observer: LearnerObserver; onModel: (learner: Learner) => void} {
  const reference = new WeakRef(feature);
  const tell = (event: Event): void => reference.deref()?.learnerChanged(event);
  return {
    observer: {
      onSamples: (key, count) => tell(new PredictiveSampleEvent({key, count})),
      onTrain: (progress) => tell(new PredictiveTrainEvent(progress)),
      onModel: (change) => tell(new PredictiveModelEvent(change)),
      onError: (error) => tell(new PredictiveErrorEvent({error})),
      onHabits: () => reference.deref()?.habitsChanged(),
      onDeleted() {
        const deleted = reference.deref();
        deleted?.forgetUnderWay();
        deleted?.habitsChanged();
      },
    },
    onModel: (learner) => reference.deref()?.modelChanged(learner),
  };
}

/** The training settings in a region's attributes. */
function settingsOf({architecture, minAccuracy, backend, workerUrl}: RegionHost): LearnerSettings {
  return {architecture, minAccuracy, backend, ...(workerUrl !== null && {workerUrl})};
}

/** Learns in one region, until the signal aborts. */
export function connect(context: FeatureContext, signal: AbortSignal): LearningFeature {
  return new LearningFeature(context, signal);
}
