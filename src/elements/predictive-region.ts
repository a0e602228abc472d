import {
  ReactiveElement,
  unsafeCSS,
  type PropertyDeclarations,
  type PropertyValues,
} from '@lit/reactive-element';
import {asPredictiveError, PredictiveError} from '../core/errors.js';
import {PredictiveChangeEvent, PredictiveErrorEvent, type ModelChange} from '../core/events.js';
import type {HabitForecast} from '../habits/habits.js';
import type {Evaluation} from '../core/evaluation.js';
import type {Learner, LearnerSettings} from '../learning/learner.js';
import type {Architecture, Backend} from '../core/model.js';
import type {SampleSummary} from '../core/sample.js';
import type {Capture} from '../learning/sample-recorder.js';
import type {PredictiveTarget} from '../core/target.js';
import {scorerInUse} from '../prediction/model-in-use.js';
import type {Eagerness, PreloadAction, PreloadDeclaration, PreloadFilter} from '../core/preload.js';
import type {Preloader} from '../preload/preloader.js';
import {Scorecard, type ScorecardReport} from '../scorecard/scorecard.js';
import type {Persist} from '../storage/records.js';
import {oneOf, preloadProperties, selector, share, takeBack} from './attribute-converters.js';
import type {LearningLink} from '../region/learning-feature.js';
import type * as habitPart from '../region/habits-feature.js';
import type {Observation} from '../region/observation.js';
import {PredictionLoop} from '../region/prediction-loop.js';
import {PressTracker} from '../region/presses.js';
import type {SampleCapture} from '../region/sample-capture.js';
import type {TargetOwner} from '../core/target-connect-event.js';
import {TargetRegistry} from '../region/targets.js';

/** A click may leave the page: what is loaded because of it waits so long, ms, or the next page would wait for it. */
const leaveMs = 500;

/**
 * A part of a page whose buttons are predicted: it watches the pointer, learns how this person moves,
 * and tells the `<predictive-button>`s in it, and the native elements matched by `targets`, which of
 * them is about to be pressed. It has no box of its own (`display: contents`).
 *
 * @tag predictive-region
 * @slot - The part of the page.
 * @attr {number} [likely-from=0.3] - With `hints`: probability from which a target is likely, 0…1.
 * @attr {number} [unlikely-below=0.03] - With `hints`: probability below which a target is unlikely where another is likely, 0…1.
 * @attr {string} [hint-description=Likely next] - With `hints="described"`: the description of a likely target, in the page's language.
 * @fires {PredictiveChangeEvent} predictive-change - Another target, or none, is predicted.
 * @fires {PredictiveSampleEvent} predictive-sample - The data set has grown or shrunk.
 * @fires {PredictiveTrainEvent} predictive-train - Training goes on.
 * @fires {PredictiveModelEvent} predictive-model - A model was taken, refused or reset, and why.
 * @fires {PredictiveErrorEvent} predictive-error - Something failed that the page goes on without.
 */
export class PredictiveRegion extends ReactiveElement implements TargetOwner {
  static readonly tagName = 'predictive-region';
  static override readonly styles = unsafeCSS(':host { display: contents; }');
  static override readonly properties: PropertyDeclarations = {
    threshold: {converter: share('threshold', 0.5)},
    model: {converter: (value) => value ?? 'auto'},
    architecture: {converter: oneOf('architecture', ['scorer', 'simple-rnn', 'gru', 'lstm'])},
    learn: {converter: oneOf('learn', ['auto', 'manual', 'off'])},
    labelOn: {attribute: 'label-on', converter: oneOf('label-on', ['click', 'hover'])},
    minAccuracy: {attribute: 'min-accuracy', converter: share('min-accuracy', 0.7)},
    persist: {converter: oneOf('persist', ['none', 'session', 'local'])},
    name: {},
    targets: {converter: selector('targets')},
    ...preloadProperties,
    habits: {converter: oneOf('habits', ['on', 'off'])},
    hints: {},
    backend: {converter: oneOf('backend', ['auto', 'webgl', 'wasm', 'cpu'])},
    workerUrl: {attribute: 'worker-url'},
    disabled: {type: Boolean, reflect: true},
  };

  /**
   * Probability from which a button is `predicted`, 0…1.
   * @default 0.5
   */
  declare threshold: number;

  /**
   * `auto`: the shipped network, personalised as it learns; `none`: the heuristic alone; else the URL of a `model.json`.
   * @default 'auto'
   */
  declare model: string | null;

  /**
   * What learning trains.
   * @default 'scorer'
   */
  declare architecture: Architecture;

  /**
   * `auto`: when there is enough new data and the page is idle; `manual`: by `train()`; `off`: keeps no samples.
   * @default 'auto'
   */
  declare learn: 'auto' | 'manual' | 'off';

  /**
   * `hover` counts entering a button as a press, to collect a data set quickly.
   * @default 'click'
   */
  declare labelOn: 'click' | 'hover';

  /**
   * Accuracy, 0…1, that a new model must reach for every button with enough held-out samples.
   * @default 0.7
   */
  declare minAccuracy: number;

  /**
   * Where samples and models are kept: nowhere, until the tab is closed, or in this browser.
   * @default 'none'
   */
  declare persist: Persist;

  /** Names the stored learner; regions of one name on one origin share it. */
  declare name: string | null;

  /**
   * CSS selector of native elements inside the region to predict as well.
   * @default ''
   */
  declare targets: string;

  /**
   * What to do with the URLs of targets that do not say it themselves, when they are predicted.
   * @default 'none'
   */
  declare preload: PreloadAction | 'none';

  /**
   * How sure to be before preloading a target that does not say it itself.
   * @default 'moderate'
   */
  declare eagerness: Eagerness;

  /** Asked before a URL is preloaded that is safe as far as can be seen: `false` refuses it. */
  preloadFilter: PreloadFilter | undefined;

  /**
   * Whether the order of presses is learned and used.
   * @default 'on'
   */
  declare habits: 'on' | 'off';

  /**
   * Where there, it is shown which target is likely to be pressed next, before the pointer moves: by the states
   * `likely` and `unlikely` (`data-hint` of native elements) and `--predictive-probability`. `described` tells
   * assistive technology, too.
   */
  declare hints: string | null;

  /**
   * Where TensorFlow.js trains; `auto` measures.
   * @default 'auto'
   */
  declare backend: Backend | 'auto';

  /** Where the training worker is served from, where the kit cannot know: bundled code of another origin, say. */
  declare workerUrl: string | null;

  /**
   * Whether to rest: no capture, no prediction.
   * @default false
   */
  declare disabled: boolean;

  /** While it is in the page, it has its targets; while it is not disabled, it watches. */
  #connection: AbortController | undefined;
  #watch: AbortController | undefined;
  /** Loaded with the first movement that may be learned from. */
  #samples: SampleCapture | undefined;
  #habits: habitPart.HabitLink | undefined;
  #loadingHabits: Promise<typeof habitPart | undefined> | undefined;
  /** Has them loaded now. */
  #hurryHabits: (() => void) | undefined;
  #orders: readonly (readonly string[])[] = [];
  /** The `model.json` that was loaded because the page names it. */
  #loadedFrom: string | null = null;
  readonly #scorecard = new Scorecard();
  readonly #observers = new Set<(now: number) => void>();
  /** Loaded with the first movement that may be learned from, or when there is something to keep or to load. */
  #link: LearningLink | undefined;
  #loadingLink: Promise<LearningLink> | undefined;
  readonly #registry = new TargetRegistry({
    region: this,
    onAdded: (target) => this.#onAdded(target),
    onRemoved: (target) => this.#loop.delete(target),
    onMutated: () => this.#onMutated(),
    onMarked: () => this.#onMarked(),
    onError: (error) => this.#onError(error),
  });
  readonly #loop = new PredictionLoop({
    registry: this.#registry,
    origin: () => this.#origin(),
    onChange: (change) => this.#onChange(change),
    loadPreloader: () => this.#loadPreloader(),
    onHover: (target) => this.labelOn === 'hover' && this.#samples?.enter(target),
    onLook: (now) => this.#onLook(now),
    onShown: () => this.#observers.forEach((observe) => observe(performance.now())),
    onPressStart: (target, start) => this.#presses.start(target, start),
  });
  readonly #presses = new PressTracker({
    loop: this.#loop,
    registry: this.#registry,
    samples: () => this.#samples,
    priors: () => this.#habits?.priors(),
    onPress: (key) => this.#scorecard.press(key, {now: performance.now()}),
    onClick: (target, click) => this.#useHabits((habits) => habits.press(target, click), {delayMs: leaveMs}),
    onError: (error) => this.#onError(error),
  });

  constructor() {
    super();
    // Each property begins as what the absence of its attribute means.
    for (const name of PredictiveRegion.observedAttributes) super.attributeChangedCallback(name, null, null);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.ownerDocument.defaultView === null) return;
    this.#connection = new AbortController();
    this.#registry.connect(this.#connection.signal);
    if (!this.disabled) this.#start(this.ownerDocument.defaultView);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    const connection = this.#connection;
    this.#connection = undefined;
    connection?.abort();
    this.#stop();
    // A region that is only moved keeps its learner.
    queueMicrotask(() => {
      if (!this.isConnected) this.#close();
    });
  }

  /** How the region has predicted since the page was loaded. */
  get scorecard(): ScorecardReport {
    return this.#scorecard.report();
  }

  /** Samples held, and the presses of each key among them. */
  get sampleCounts(): SampleSummary {
    return this.#link?.summary ?? {count: 0, none: 0, perKey: {}};
  }

  /** What habit alone says of the next press; `undefined` until the first one, hints or good orders ask for it. */
  get habitForecast(): HabitForecast | undefined {
    return this.#habits?.forecast();
  }

  /**
   * Trains now, in a worker, and takes the model into use if it passes; says which in the answer and by
   * events. Rejects with a `PredictiveError` if there is too little data or training fails, and with the
   * signal's reason when it aborts.
   */
  async train({signal}: {signal?: AbortSignal} = {}): Promise<ModelChange> {
    return (await this.#openLearner()).train({...this.#settings, ...(signal && {signal})});
  }

  /** Evaluates the model in use on the newest fifth of the samples. Rejects as `train()` does. */
  async evaluate(): Promise<Evaluation> {
    return (await this.#openLearner()).evaluate(this.#settings);
  }

  /** The samples and the habits as a JSON file. */
  async exportDataset(): Promise<Blob> {
    return (await this.#openLearner()).exportDataset();
  }

  /**
   * Adds the samples of a file made by `exportDataset()`, or of the array format of recurrent demos
   * (`[{x: [[x, y, dx, dy, dt], …], y: 1…}]`), and the habits in it. All or nothing: rejects with `invalid-dataset`.
   * Returns how many samples were new.
   */
  async importDataset(file: Blob): Promise<number> {
    const count = await (await this.#openLearner()).importDataset(file);
    this.#habits?.invalidate();
    return count;
  }

  /** The model in use, the shipped one at first, as a TensorFlow.js layers model. */
  async exportModel(): Promise<{modelJson: File; weights: File}> {
    return (await this.#openLearner()).exportModel();
  }

  /**
   * Takes a TensorFlow.js layers model into use: the URL of its `model.json`, or its files. Rejects with
   * `invalid-model` or `model-unreachable`; the model in use then stays.
   */
  async loadModel(source: string | URL | readonly File[]): Promise<ModelChange> {
    return (await this.#openLearner()).loadModel(source, {
      ...this.#settings,
      keys: await this.#registry.keys(),
      keep: true,
    });
  }

  /** Deletes the samples, stored or held, or `only` those of these ids (as in `exportDataset()`). The model stays. */
  async resetDataset(which?: {only?: readonly string[]}): Promise<void> {
    this.#presses.reset();
    await (await this.#openLearner()).resetDataset(which);
  }

  /** Gives the learned model up, stored or held, and predicts as on the first visit. Samples stay. */
  async resetModel(): Promise<void> {
    await (await this.#openLearner()).resetModel();
  }

  /** Deletes every sample, model and habit of this learner, stored or held, for good. */
  async forget(): Promise<void> {
    this.#presses.reset();
    await (await this.#openLearner()).forget();
  }

  /**
   * Tells good orders of presses, a list of keys for each visit, in place of those told before: where the person's
   * own habit is not known yet, what comes next is predicted from them. Nothing of them is kept. Throws
   * `invalid-argument` for anything else.
   */
  seedOrders(orders: readonly (readonly string[])[]): void {
    const isVisit = (visit: unknown): boolean =>
      Array.isArray(visit) && visit.every((key) => typeof key === 'string' && key !== '');
    if (!Array.isArray(orders) || !orders.every(isVisit))
      throw new PredictiveError('invalid-argument', 'seedOrders() takes a list of keys for each visit.', {
        value: orders,
      });
    this.#orders = orders;
    this.#useHabits((habits) => habits.invalidate());
  }

  /**
   * A new visit begins for the order of presses: another task, another customer. By itself one does half an hour after
   * the latest press.
   */
  startVisit(): void {
    this.#useHabits((habits) => habits.startVisit());
  }

  /** Calls back whenever the probabilities are new, with what the region sees and thinks; returns how to stop. */
  observe(callback: (observation: Observation) => void): () => void {
    const observer = (now: number): void => {
      // Loaded when asked for: only tools observe.
      void import('../region/observation.js').then(
        ({observationOf}) => {
          if (!this.#observers.has(observer)) return;
          callback(observationOf(this.#loop, {now, keyOf: (target) => this.#registry.keyOf(target)}));
        },
        (error: unknown) => {
          if (this.#observers.delete(observer)) this.#onError(error);
        },
      );
    };
    this.#observers.add(observer);
    return () => void this.#observers.delete(observer);
  }

  /** Called by targets. */
  targetChanged(target: PredictiveTarget): void {
    this.#registry.renamed();
    this.#loop.invalidate();
    if (target.targetDisabled) this.#loop.retract(target);
    this.#expectPreload(target);
  }

  /** Called by targets. */
  requestPreload(target: PredictiveTarget): void {
    this.#loop.preload((preloader) => {
      if (this.#watch !== undefined) preloader.engage(target, 'manual');
    });
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    root.append(document.createElement('slot'));
    return root;
  }

  protected override willUpdate(): void {
    takeBack(this);
  }

  protected override update(changed: PropertyValues<this>): void {
    super.update(changed);
    this.#loop.decision.threshold = this.threshold;
    if (changed.has('preload')) for (const target of this.#registry.values()) this.#expectPreload(target);
    if (changed.has('targets')) void this.#registry.select(this.targets);
    if (this.disabled) this.#stop();
    else if (this.#watch === undefined && this.#connection !== undefined)
      this.#start(this.ownerDocument.defaultView!);
    // Another learner from now on; before the first update none has been opened.
    if (this.hasUpdated && (changed.has('persist') || changed.has('name'))) this.#close();
    if (changed.has('model')) this.#useModel(this.#link?.learner);
    if (this.habits === 'off') this.#dropHabits();
    else if (this.hints !== null) this.#useHabits((habits) => habits.invalidate());
    if (!this.disabled) this.#restore();
  }

  get #settings(): LearnerSettings {
    const {architecture, minAccuracy, backend, workerUrl} = this;
    return {architecture, minAccuracy, backend, ...(workerUrl !== null && {workerUrl})};
  }

  #start(view: Window): void {
    this.#watch = new AbortController();
    const {signal} = this.#watch;
    this.#loop.pointer.watch(view, signal);
    this.#presses.watch(view, {region: this, signal});
    const passive = {capture: true, passive: true, signal};
    const stale = ({type}: Event): void => {
      this.#loop.rects.invalidate();
      this.#loop.pointer.requestLook();
      if (type === 'scroll') this.#habits?.scroll();
    };
    view.addEventListener('scroll', stale, passive);
    view.addEventListener('resize', stale, passive);
    if (this.hasUpdated) this.#restore();
  }

  #stop(): void {
    const watch = this.#watch;
    if (watch === undefined) return;
    this.#watch = undefined;
    watch.abort();
    this.#loop.preloader?.cancelAll();
    this.#loop.settle();
    this.#presses.reset();
  }

  /** Lets go of the learner: what is not stored is lost. */
  #close(): void {
    this.#link?.close();
    this.#dropHabits();
    this.#loadedFrom = null;
    this.#useModel(undefined);
  }

  /** The model that the page names, or one that was stored, is worth having before the first sample. */
  #restore(): void {
    const {model: url} = this;
    if (url !== null && url !== 'auto' && url !== 'none' && url !== this.#loadedFrom) {
      this.#loadedFrom = url;
      this.#useLearner(async (learner) => {
        const keys = await this.#registry.keys();
        if (url === this.#loadedFrom) await learner.loadModel(url, {...this.#settings, keys, keep: false});
      });
    } else if (this.persist !== 'none' && this.learn !== 'off') this.#useLearner(() => {});
  }

  #onAdded(target: PredictiveTarget): void {
    this.#loop.add(target);
    this.#expectPreload(target);
  }

  /** Where work is declared, what does it is ready before it is needed; where someone may listen, when a press is likely. */
  #expectPreload(target: PredictiveTarget): void {
    if (this.#declarationOf(target).action !== 'none') this.#loop.preload(() => {});
  }

  #declarationOf(target: PredictiveTarget): PreloadDeclaration {
    const {preload: action, eagerness} = this;
    return {action, eagerness, href: null, cost: 1, allow: [], ...target.preloadDeclaration};
  }

  async #loadPreloader(): Promise<Preloader | undefined> {
    const part = await this.#load(import('../preload/preloader.js'));
    return (
      part &&
      new part.Preloader({
        now: () => performance.now(),
        onOutcome: (outcome) => this.#scorecard.preloadEnded(outcome),
        declarationOf: (target) => this.#declarationOf(target),
        filter: () => this.preloadFilter,
      })
    );
  }

  /** Loaded when there is something to learn, to show or to tell; after `delayMs` if that is the first of it. */
  #useHabits(act: (habits: habitPart.HabitLink) => void, {delayMs = 0} = {}): void {
    if (this.habits === 'off' || this.#watch === undefined) return;
    if (this.#habits) {
      act(this.#habits);
      return;
    }
    const loading = (this.#loadingHabits ??= new Promise<void>((resolve) => {
      this.#hurryHabits = resolve;
      setTimeout(resolve, delayMs);
    }).then(() => this.#load(import('../region/habits-feature.js'))));
    if (delayMs === 0) this.#hurryHabits?.();
    void loading.then((part) => {
      if (part === undefined || loading !== this.#loadingHabits) return;
      this.#loop.habits = this.#habits ??= new part.HabitLink({
        region: this,
        loop: this.#loop,
        registry: this.#registry,
        learner: () => this.#link?.learner,
        orders: () => this.#orders,
      });
      act(this.#habits);
    });
  }

  #dropHabits(): void {
    this.#habits?.close();
    this.#loop.habits = this.#habits = this.#loadingHabits = undefined;
  }

  /** What the buttons are scored by: the model in use, unless the page wants none. */
  #useModel(learner: Learner | undefined): void {
    const {windows, model} = learner ?? {};
    if (learner) this.#useHabits((habits) => habits.invalidate());
    if (this.model === 'none') void this.#useHeuristic();
    else if (windows !== undefined) this.#loop.model = {...scorerInUse(), kind: 'sequence', windows};
    else this.#loop.model = scorerInUse(model?.architecture === 'scorer' ? model.weights : undefined);
  }

  /** Loaded when asked for: until then the network goes on. */
  async #useHeuristic(): Promise<void> {
    const part = await this.#load(import('../prediction/heuristic.js'));
    if (part && this.model === 'none') this.#loop.model = part.heuristicInUse();
  }

  /** The region has no box; the nearest element around it that has one moves with it. */
  #origin(): {x: number; y: number} {
    let around = this.parentElement;
    while (around !== null && around.getClientRects().length === 0) around = around.parentElement;
    return (around ?? this).getBoundingClientRect();
  }

  #keep(capture: Capture): void {
    if (this.learn !== 'off') this.#link?.add(capture, this.learn === 'auto' ? this.#settings : undefined);
  }

  #onLook(now: number): void {
    const {count, none} = this.sampleCounts;
    if (this.learn !== 'off' && this.#loadingLink === undefined)
      this.#loadLearning().catch((error: unknown) => this.#onError(error));
    this.#samples?.move(now, {presses: count - none, none});
  }

  /** Rejects with `chunk-unavailable` where what learns cannot be loaded. */
  async #openLearner(): Promise<Learner> {
    const learner = await (await this.#loadLearning()).open();
    // They have what was pressed before there was a learner.
    await this.#loadingHabits;
    return learner;
  }

  #useLearner(work: (learner: Learner) => unknown): void {
    this.#loadLearning().then(
      (link) => link.use(work),
      (error: unknown) => this.#onError(error),
    );
  }

  #loadLearning(): Promise<LearningLink> {
    return (this.#loadingLink ??= import('../region/learning-part.js').then(
      ({LearningLink, SampleCapture}) => {
        this.#samples = new SampleCapture({
          loop: this.#loop,
          registry: this.#registry,
          origin: () => this.#origin(),
          labelsClicks: () => this.labelOn === 'click',
          onCapture: (capture) => this.#keep(capture),
        });
        return (this.#link = new LearningLink({
          region: this,
          identity: () => ({persist: this.persist, name: this.name ?? ''}),
          onModel: (learner) => this.#useModel(learner),
        }));
      },
      (error: unknown) => {
        throw unavailable(error);
      },
    ));
  }

  /** A part of the kit that is loaded when asked for; without one the rest goes on. */
  async #load<Part>(part: Promise<Part>): Promise<Part | undefined> {
    try {
      return await part;
    } catch (error) {
      this.#onError(error);
      return undefined;
    }
  }

  #onChange({target, probability}: {target: PredictiveTarget | null; probability: number}): void {
    const key = target && this.#registry.keyOf(target);
    this.#scorecard.predict(key, {probability, now: performance.now()});
    this.dispatchEvent(new PredictiveChangeEvent({predicted: target?.element ?? null, key, probability}));
  }

  /** No look: it may be what an observer wrote into the region, and would never come to an end. */
  #onMutated(): void {
    this.#loop.invalidate();
    for (const target of this.#registry.values()) if (target.targetDisabled) this.#loop.retract(target);
  }

  /** A framework that renders anew strips what it did not write: it is marked again at once. */
  #onMarked(): void {
    const {predicted} = this.#loop.decision;
    if (predicted?.element.matches('[predicted], [data-predicted]') === false) predicted.showPredicted(true);
  }

  #onError(thrown: unknown): void {
    this.dispatchEvent(new PredictiveErrorEvent({error: unavailable(thrown)}));
  }
}

function unavailable(thrown: unknown): PredictiveError {
  return asPredictiveError('chunk-unavailable', 'A part of the kit could not be loaded.', thrown);
}

declare global {
  interface HTMLElementTagNameMap {
    'predictive-region': PredictiveRegion;
  }
}
