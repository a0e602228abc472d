import type {PredictiveError} from '../core/errors.js';
import type {Observation} from '../core/observation.js';
import {answersKey, requestsKey} from '../core/tab-keys.js';
import type {JoinedTarget} from '../core/target-connect-event.js';
import type {PredictiveTarget} from '../core/target.js';
import {Engine} from '../prediction/engine.js';
import {Lazy} from '../core/lazy.js';
import type {Scorecard} from '../scorecard/scorecard.js';
import type {EarlyEvent} from './early-input.js';
import type {
  FeatureContext,
  FeatureEvents,
  LearnerChoice,
  LearningPart,
  Parts,
  RegionPrediction,
} from './feature-context.js';
import type {RegionHost} from './region-host.js';
import {FeatureSet} from './feature-set.js';
import {Input, type InputContext} from './input.js';
import {ModelChoice} from './model-choice.js';
import {TargetBoxes} from './target-boxes.js';
import type * as outsideModule from './outside.js';
import {Targets} from './targets.js';

/** State that outlives a session. */
export interface Lasting {
  /** Loaded by the first prediction. */
  score: Lazy<Scorecard> | undefined;
  readonly seededOrders: readonly (readonly string[])[];
  report(error: PredictiveError): void;
}

/**
 * Exists while one region is used: owns the targets, their boxes, the engine and the input, and passes each event
 * to the features in order (`features.ts`). Features send no events.
 */
export class Session implements InputContext {
  readonly host: RegionHost;
  readonly score: Lazy<Scorecard>;
  readonly targets: Targets;
  readonly boxes: TargetBoxes;
  readonly engine: Engine<PredictiveTarget>;
  readonly #lasting: Lasting;
  readonly #model: ModelChoice;
  readonly #input: Input;
  readonly #features: FeatureSet;
  #prediction: RegionPrediction;
  /** Loaded for a region whose targets are outside it, or that seems to have none. */
  readonly #outside = new Lazy<typeof outsideModule>(() => import('./outside.js'), {
    onError: (error) => this.report(error),
  });
  /** Ends when the region leaves the page. */
  #connection: AbortSignal | undefined;
  /** Set while the region watches. */
  #watch: AbortController | undefined;
  #isClosed = false;

  constructor(host: RegionHost, lasting: Lasting) {
    this.host = host;
    this.boxes = new TargetBoxes(host);
    this.#lasting = lasting;
    this.score = lasting.score ??= new Lazy(
      async () => new (await import('../scorecard/scorecard.js')).Scorecard(),
      {onError: (error) => lasting.report(error)},
    );
    this.#model = new ModelChoice(this);
    this.engine = new Engine({model: this.#model.current.rows, threshold: host.threshold});
    this.#prediction = this.engine.clear(performance.now());
    this.targets = new Targets({
      context: this,
      onAdded: (target) => this.#onAdded(target),
      onRemoved: (target) => this.#onRemoved(target),
      onMutated: () => this.#onMutated(),
      onMatched: () => this.#onMatched(),
      onMarked: () => this.tell('onMarked'),
    });
    this.#features = new FeatureSet(this);
    this.#input = new Input(this);
    this.#chooseModel();
  }

  get parts(): FeatureContext['parts'] {
    return this.#features.parts;
  }

  get seededOrders(): readonly (readonly string[])[] {
    return this.#lasting.seededOrders;
  }

  get watching(): AbortSignal | undefined {
    return this.#watch?.signal;
  }

  get prediction(): RegionPrediction {
    return this.#prediction;
  }

  get modelKind(): Observation['model'] {
    return this.#model.current.kind;
  }

  get presses(): number {
    return this.#input.presses;
  }

  /** Adds the joined targets and the native ones, until the signal aborts. */
  connect(joined: Iterable<JoinedTarget>, signal: AbortSignal): void {
    this.#connection = signal;
    for (const each of joined) this.join(each);
    this.targets.select(this.host.targets);
    this.targets.connect(signal);
  }

  join({target, signal}: JoinedTarget): void {
    this.targets.join(target);
    // A target beside the region may stay for longer.
    signal.addEventListener('abort', () => this.targets.leave(target), {signal: this.#connection!});
  }

  /** Starts watching, and replays the early events, once the page is shown; does nothing if it already watches. */
  start(early: readonly EarlyEvent[] = []): void {
    const {disabled, ownerDocument} = this.host;
    if (this.#watch !== undefined || disabled) return;
    // A prerendered page has no user yet. A cast: only Chromium prerenders.
    if ((ownerDocument as Document & {prerendering?: boolean}).prerendering) {
      ownerDocument.addEventListener('prerenderingchange', () => this.start(), {signal: this.#connection!});
      return;
    }
    this.#watch = new AbortController();
    this.#input.watch(ownerDocument.defaultView!, this.#watch.signal);
    this.#settingsApply();
    this.#input.replay(early);
  }

  /** Stops capturing and predicting. */
  stop(): void {
    const watch = this.#watch;
    if (watch === undefined) return;
    this.#watch = undefined;
    watch.abort();
    this.#features.endWatch();
    this.tell('onStop');
    this.clear();
    this.#input.resetPress();
  }

  /** Closes for good: unsaved data is lost. */
  close(): void {
    this.#isClosed = true;
    this.stop();
    this.#features.endAll();
  }

  /** Applies changed attributes of the region, given by their properties. */
  applySettings(changed: ReadonlyMap<PropertyKey, unknown>): void {
    const {host} = this;
    this.engine.decision.threshold = host.threshold;
    if (['targets', 'scope', 'ignore'].some((name) => changed.has(name))) this.targets.select(host.targets);
    // The region now uses another learner.
    if (changed.has('persist') || changed.has('name')) {
      this.#features.end('learning');
      this.#features.end('habits');
      this.#chooseModel();
    } else if (changed.has('model')) this.#chooseModel();
    if (host.habits === 'off') this.#features.end('habits');
    this.#settingsApply();
  }

  /**
   * Opens the learner that the region had when it was `asked`, with the presses so far. Rejects with
   * `chunk-unavailable`, or an `AbortError` if the region has another learner by now.
   */
  async learning(asked: LearnerChoice): Promise<LearningPart> {
    this.#refuseIfClosed();
    const learning = await this.parts.learning.request();
    this.#refuseIfClosed();
    await learning.open(asked);
    if (this.parts.habits.isRequested) await this.parts.habits.request().catch(() => undefined);
    return learning;
  }

  /** Calls back at each prediction, until the signal aborts. */
  observe({callback, signal}: {callback: (observation: Observation) => void; signal: AbortSignal}): void {
    const {prediction} = this;
    this.parts.observation.use((observation) => {
      observation.add(callback, {signal, isLate: this.prediction !== prediction});
    });
  }

  /** Forgets the current press and movement, because learned data is about to be deleted. */
  forgetUnderWay(): void {
    this.#input.resetPress();
    this.parts.learning.current?.forgetUnderWay();
  }

  /** The target's key, disabled state or preload has changed. */
  targetChanged(target: PredictiveTarget): void {
    this.targets.renamed();
    this.boxes.invalidate();
    this.tell('onTargetsChange');
    if (target.targetDisabled) this.#targetGone(target);
    this.tell('onTargetChanged', target);
  }

  /** Preloads the target now, because the page wants it. */
  requestPreload(target: PredictiveTarget): void {
    this.parts.preload.use((preload) => {
      if (this.#watch !== undefined) preload.engage(target, 'manual');
    });
  }

  /** The browser's copies of preloaded pages are gone. */
  forgetPreloads(): void {
    try {
      for (const key of [requestsKey, answersKey]) sessionStorage.removeItem(key);
    } catch {
      // The browser blocks it, so nothing is there.
    }
    this.parts.preload.current?.forget();
  }

  /** Calls `act` with the habits, unless they are off. */
  useHabits(act: (habits: Parts['habits']) => void): void {
    if (this.host.habits !== 'off' && this.#watch !== undefined) this.parts.habits.use(act);
  }

  origin(): {x: number; y: number} {
    // The region has no box; its nearest ancestor with a box moves with it.
    let around = this.host.parentElement;
    while (around !== null && around.getClientRects().length === 0) around = around.parentElement;
    return (around ?? this.host).getBoundingClientRect();
  }

  report(error: PredictiveError): void {
    this.#lasting.report(error);
  }

  /** Passes an event to the features, in the order of the table. */
  tell<Event extends keyof FeatureEvents>(event: Event, ...told: FeatureEvents[Event]): void {
    this.#features.tell(event, ...told);
  }

  publish(prediction: RegionPrediction): void {
    const before = this.#prediction;
    this.#prediction = prediction;
    this.tell('onPrediction', prediction, before);
  }

  clear(): void {
    this.publish(this.engine.clear(performance.now()));
  }

  modelChanged(): void {
    this.#chooseModel();
    this.tell('onModel');
  }

  /** Tells the settings that apply now, while the region watches. */
  #settingsApply(): void {
    const {host, watching} = this;
    if (watching === undefined) return;
    this.tell('onSettings');
    if (host.scope || !host.firstElementChild || this.#outside.current)
      this.#outside.use(({follow}) => follow(this, watching));
  }

  #refuseIfClosed(): void {
    if (this.#isClosed) throw new DOMException('The region was removed.', 'AbortError');
  }

  #chooseModel(): void {
    this.#model.choose(this.parts.learning.current?.learner, () => {
      this.engine.model = this.#model.current.rows;
    });
  }

  #onAdded(target: PredictiveTarget): void {
    this.boxes.add(target);
    this.tell('onTargetAdded', target);
  }

  #onRemoved(target: PredictiveTarget): void {
    this.boxes.delete(target);
    this.#targetGone(target);
  }

  /** Causes no tick: an observer's write into the region also triggers this, and would loop forever. */
  #onMutated(): void {
    this.boxes.invalidate();
    this.tell('onTargetsChange');
  }

  #onMatched(): void {
    for (const target of this.targets.values()) if (target.targetDisabled) this.#targetGone(target);
  }

  /** The target can no longer be pressed: removes its prediction and preload. */
  #targetGone(target: PredictiveTarget): void {
    this.boxes.invalidate();
    this.#input.forget(target);
    this.tell('onTargetGone', target);
    const before = this.#prediction;
    const after = this.engine.removeTarget(target, before);
    if (after.predicted !== before.predicted) this.publish(after);
    else this.#prediction = after;
  }
}
