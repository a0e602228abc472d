import {css, html, LitElement, type PropertyValues, type TemplateResult} from 'lit';
import {property} from 'lit/decorators.js';
import {PredictiveChangeEvent, type ModelChange} from '../events.js';
import type {Evaluation} from '../learning/evaluation.js';
import type {Learner, LearnerSettings} from '../learning/learner.js';
import type {Architecture, Backend} from '../learning/protocol.js';
import type {Sample} from '../learning/sample.js';
import {SampleRecorder, type SamplePlace} from '../learning/sample-recorder.js';
import type {PressStart} from '../pointer/pointer-controller.js';
import type {PredictiveTarget} from '../pointer/target.js';
import {heuristicInUse} from '../prediction/model-in-use.js';
import {Scorecard} from '../scorecard/scorecard.js';
import type {Persist} from '../storage/store.js';
import {oneOf, selector, share} from './attribute-converters.js';
import {LearningLink} from './learning-link.js';
import {PredictionLoop, type Observation} from './prediction-loop.js';
import type {TargetOwner} from './target-connect-event.js';
import {TargetRegistry} from './target-registry.js';

const defaultThreshold = 0.5;
const defaultMinAccuracy = 0.7;

/**
 * A part of a page whose buttons are predicted: it watches the pointer, learns how this person moves,
 * and tells the `<predictive-button>`s in it, and the native elements matched by `targets`, which of
 * them is about to be pressed. It has no box of its own (`display: contents`).
 *
 * @slot - The part of the page.
 * @fires {PredictiveChangeEvent} predictive-change - Another target, or none, is predicted.
 * @fires {PredictiveSampleEvent} predictive-sample - The data set has grown or shrunk.
 * @fires {PredictiveTrainEvent} predictive-train - Training goes on.
 * @fires {PredictiveModelEvent} predictive-model - A model was taken, refused or reset, and why.
 * @fires {PredictiveErrorEvent} predictive-error - Something failed that the page goes on without.
 */
export class PredictiveRegion extends LitElement implements TargetOwner {
  static readonly tagName = 'predictive-region';
  static override readonly styles = css`
    :host {
      display: contents;
    }
  `;

  /** Probability from which a button is `predicted`, 0…1. */
  @property({converter: share('threshold', defaultThreshold)}) threshold = defaultThreshold;

  /** `auto`: the network, personalised as it learns; `none`: the heuristic alone; else the URL of a `model.json`. */
  @property() model = 'auto';

  /** What learning trains. */
  @property({converter: oneOf('architecture', ['scorer', 'simple-rnn', 'gru', 'lstm'], 'scorer')})
  architecture: Architecture = 'scorer';

  /** `auto`: when there is enough new data and the page is idle; `manual`: by `train()`; `off`: keeps no samples. */
  @property({converter: oneOf('learn', ['auto', 'manual', 'off'], 'auto')})
  learn: 'auto' | 'manual' | 'off' = 'auto';

  /** `hover` counts entering a button as a press, to collect a data set quickly. */
  @property({attribute: 'label-on', converter: oneOf('label-on', ['click', 'hover'], 'click')})
  labelOn: 'click' | 'hover' = 'click';

  /** Accuracy, 0…1, that a new model must reach for every button with enough held-out samples. */
  @property({attribute: 'min-accuracy', converter: share('min-accuracy', defaultMinAccuracy)})
  minAccuracy = defaultMinAccuracy;

  /** Where samples and models are kept: nowhere, until the tab is closed, or in this browser. */
  @property({converter: oneOf('persist', ['none', 'session', 'local'], 'none')})
  persist: Persist = 'none';

  /** Names the stored learner; regions of one name on one origin share it. */
  @property() name = '';

  /** CSS selector of native elements inside the region to predict as well. */
  @property({converter: selector('targets')}) targets = '';

  /** Where TensorFlow.js trains; `auto` measures. */
  @property({converter: oneOf('backend', ['auto', 'webgl', 'wasm', 'cpu'], 'auto')})
  backend: Backend | 'auto' = 'auto';

  /** Where the training worker is served from, for pages that load the kit from another origin. */
  @property({attribute: 'worker-url'}) workerUrl: string | null = null;

  /** Whether to rest: no capture, no prediction. */
  @property({type: Boolean, reflect: true}) disabled = false;

  #connection: AbortController | undefined;
  #pressed: {target: PredictiveTarget; start: PressStart; place: SamplePlace} | undefined;
  readonly #scorecard = new Scorecard();
  readonly #link = new LearningLink({
    region: this,
    identity: () => ({persist: this.persist, name: this.name}),
    onModelInUse: (learner) => this.#useModel(learner),
  });
  readonly #observers = new Set<(observation: Observation) => void>();
  readonly #recorder = new SampleRecorder({time: () => Date.now(), random: () => Math.random()});
  readonly #loop = new PredictionLoop({
    threshold: defaultThreshold,
    model: heuristicInUse(),
    keyOf: (target) => this.#registry.keyOf(target),
    find: (path) => this.#registry.find(path),
    origin: () => this.#origin(),
    onChange: (change) => this.#onChange(change),
    onPreloadOutcome: (outcome) => this.#scorecard.preloadEnded(outcome),
    onHover: (target) => this.#onHover(target),
    onFrame: (now) => this.#onFrame(now),
    onPressStart: (target, start) => this.#onPressStart(target, start),
  });
  readonly #registry = new TargetRegistry({
    region: this,
    onAdded: (target) => this.#loop.add(target),
    onRemoved: (target) => this.#loop.delete(target),
    onMutated: () => this.#onPageChanged(),
    onMarked: () => this.#onMarked(),
  });

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.disabled) this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
  }

  /** How the region has predicted since the page was loaded. */
  get scorecard(): ReturnType<Scorecard['report']> {
    return this.#scorecard.report();
  }

  /** Samples held, and the presses of each key among them. */
  get sampleCounts(): {count: number; none: number; perKey: Record<string, number>} {
    return this.#link.learner?.summary() ?? {count: 0, none: 0, perKey: {}};
  }

  /**
   * Trains now, in a worker, and takes the model into use if it passes; says which in the answer and by
   * events. Rejects with a `PredictiveError` if there is too little data or training fails, and with the
   * signal's reason when it aborts.
   */
  async train({signal}: {signal?: AbortSignal} = {}): Promise<ModelChange> {
    return (await this.#link.open()).train({...this.#settings, ...(signal && {signal})});
  }

  /** Evaluates the model in use on the newest fifth of the samples. Rejects as `train()` does. */
  async evaluate(): Promise<Evaluation> {
    return (await this.#link.open()).evaluate(this.#settings);
  }

  /** The samples as a JSON file. */
  async exportDataset(): Promise<Blob> {
    return (await this.#link.open()).exportDataset();
  }

  /**
   * Adds the samples of a file made by `exportDataset()`, or of the array format of recurrent demos
   * (`[{x: [[x, y, dx, dy, dt], …], y: 1…}]`). All or nothing: rejects with `invalid-dataset`.
   * Returns how many samples were new.
   */
  async importDataset(file: Blob): Promise<number> {
    return (await this.#link.open()).importDataset(file);
  }

  /** The model in use as a TensorFlow.js layers model. Rejects with `invalid-model` while there is none. */
  async exportModel(): Promise<{modelJson: File; weights: File}> {
    return (await this.#link.open()).exportModel();
  }

  /**
   * Takes a TensorFlow.js layers model into use: the URL of its `model.json`, or its files. Rejects with
   * `invalid-model` or `model-unreachable`; the model in use then stays.
   */
  async loadModel(source: string | URL | readonly File[]): Promise<ModelChange> {
    return (await this.#link.open()).loadModel(source, {keys: this.#keys(), ...this.#settings});
  }

  /** Gives the learned model up, stored or held, and predicts as on the first visit. Samples stay. */
  async resetModel(): Promise<void> {
    await (await this.#link.open()).resetModel();
  }

  /** Deletes every sample and model of this learner, stored or held, for good. */
  async forget(): Promise<void> {
    this.#recorder.reset();
    await (await this.#link.open()).forget();
  }

  /** Calls back after every frame with what the region sees and thinks; returns how to stop. */
  observe(callback: (observation: Observation) => void): () => void {
    this.#observers.add(callback);
    return () => this.#observers.delete(callback);
  }

  /** Called by targets. */
  targetChanged(target: PredictiveTarget): void {
    this.#registry.renamed();
    this.#loop.rects.invalidate();
    if (target.targetDisabled) this.#loop.retract(target);
  }

  /** Called by targets. */
  requestPreload(target: PredictiveTarget): void {
    this.#loop.preloader.engage(target, 'manual');
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('threshold')) this.#loop.decision.threshold = this.threshold;
    if (changed.has('targets')) this.#registry.select(this.targets);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('disabled') && this.isConnected) {
      if (this.disabled) this.#stop();
      else if (this.#connection === undefined) this.#start();
    }
    // Another learner from now on; on the first update none has been opened yet.
    if (changed.get('persist') !== undefined || changed.get('name') !== undefined) this.#link.close();
    if (changed.has('model')) this.#onModelAttribute();
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  get #settings(): LearnerSettings {
    const {architecture, minAccuracy, backend, workerUrl} = this;
    return {architecture, minAccuracy, backend, ...(workerUrl !== null && {workerUrl})};
  }

  #start(): void {
    const view = this.ownerDocument.defaultView;
    if (view === null) return;
    this.#connection = new AbortController();
    const {signal} = this.#connection;
    this.#registry.connect(signal);
    this.#loop.pointer.watch(view, signal);
    const passive = {capture: true, passive: true, signal};
    const stale = (): void => this.#onPageChanged();
    view.addEventListener('click', (event) => this.#onClick(event), passive);
    view.addEventListener('scroll', stale, passive);
    view.addEventListener('resize', stale, passive);
    for (const type of ['transitionrun', 'transitionend', 'animationstart', 'animationend', 'load', 'toggle'])
      this.addEventListener(type, stale, passive);
    this.addEventListener('focusin', (event) => this.#onFocus(event), passive);
    this.addEventListener('focusout', (event) => this.#onBlur(event), passive);
    this.addEventListener('keydown', (event) => this.#onKey(event), passive);
    // A stored model is worth having before the first sample.
    if (this.persist !== 'none' && this.learn !== 'off') void this.#link.use(() => {});
  }

  #stop(): void {
    this.#connection?.abort();
    this.#connection = undefined;
    this.#loop.preloader.cancelAll();
    this.#loop.settle();
    this.#recorder.reset();
    this.#pressed = undefined;
    this.#link.close();
  }

  /** What the buttons are scored by: the model in use, unless the page wants none. */
  #useModel(learner: Learner | undefined): void {
    this.#loop.model = this.model === 'none' ? heuristicInUse() : (learner?.inUse ?? heuristicInUse());
  }

  #onModelAttribute(): void {
    this.#useModel(this.#link.learner);
    if (this.model === 'auto' || this.model === 'none') return;
    const url = this.model;
    void this.#link.use(async (learner) => {
      // The buttons below may not have been upgraded yet when the attribute is read.
      await this.updateComplete;
      if (url === this.model) await learner.loadModel(url, {keys: this.#keys(), ...this.#settings});
    });
  }

  /** The targets' keys in document order. */
  #keys(): string[] {
    return this.#registry.keys();
  }

  /** The region has no box; the element around it has, and moves with it. */
  #origin(): {x: number; y: number} {
    let element: Element = this;
    while (element.getClientRects().length === 0 && element.parentElement !== null) element = element.parentElement;
    const {x, y} = element.getBoundingClientRect();
    return {x, y};
  }

  #place(): SamplePlace {
    const {x: originX, y: originY} = this.#origin();
    const {visible, boxes} = this.#loop.rects;
    const targets = visible.map((target, index) => {
      const [x = 0, y = 0, w = 0, h = 0] = boxes.subarray(index * 4, index * 4 + 4);
      return {key: this.#registry.keyOf(target), x, y, w, h};
    });
    return {originX, originY, targets};
  }

  #keep(sample: Sample | undefined): void {
    if (sample === undefined || this.learn === 'off') return;
    void this.#link.add(sample, this.learn === 'auto' ? this.#settings : undefined);
  }

  #onFrame(now: number): void {
    const {trajectory} = this.#loop.pointer;
    if (this.learn !== 'off' && this.#loop.pointer.trusted && trajectory.length > 0) {
      const startedAt = trajectory.t(trajectory.movementStart);
      const {count = 0, none = 0} = this.#link.learner?.summary() ?? {};
      this.#keep(
        this.#recorder.move(now, {
          startedAt,
          points: () => trajectory.points(),
          place: () => this.#place(),
          held: {presses: count - none, none},
        }),
      );
    }
    if (this.#observers.size === 0) return;
    const observation = this.#loop.observation(now);
    if (observation !== undefined) for (const callback of this.#observers) callback(observation);
  }

  #onChange({target, probability}: {target: PredictiveTarget | null; probability: number}): void {
    const key = target && this.#registry.keyOf(target);
    this.#scorecard.predict(key, {probability, now: performance.now()});
    this.dispatchEvent(new PredictiveChangeEvent({predicted: target?.element ?? null, key, probability}));
  }

  #onHover(target: PredictiveTarget | undefined): void {
    if (this.labelOn !== 'hover' || target === undefined || target.targetDisabled) return;
    const {trajectory, trusted} = this.#loop.pointer;
    const last = trajectory.length - 1;
    if (last < 0) return;
    const [x, y, t] = [trajectory.x(last), trajectory.y(last), trajectory.t(last)];
    this.#loop.rects.refresh();
    this.#keep(
      this.#recorder.press(this.#registry.keyOf(target), {x, y, t, trusted, points: trajectory.points()}, this.#place()),
    );
    this.#loop.pointer.startAnew();
  }

  #onPressStart(target: PredictiveTarget | undefined, start: PressStart | undefined): void {
    this.#pressed = target && start && {target, start, place: this.#place()};
  }

  #onClick(event: MouseEvent): void {
    const pressed = this.#pressed;
    this.#pressed = undefined;
    const target = this.#registry.find(event.composedPath());
    if (target === undefined || target.targetDisabled) return;
    if (pressed?.target === target && event.isTrusted) {
      const key = this.#registry.keyOf(target);
      this.#scorecard.press(key, {now: performance.now()});
      if (this.labelOn === 'click') this.#keep(this.#recorder.press(key, pressed.start, pressed.place));
    }
    this.#loop.preloader.press(target);
    this.#loop.settle();
  }

  #onFocus(event: FocusEvent): void {
    const target = this.#registry.find(event.composedPath());
    // Focus that came with a press is a press, and was seen as one.
    if (target !== undefined && isFocusVisible(event)) this.#loop.preloader.engage(target, 'focus');
  }

  #onBlur(event: FocusEvent): void {
    const target = this.#registry.find(event.composedPath());
    if (target !== undefined) this.#loop.preloader.blur(target);
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    const target = this.#registry.find(event.composedPath());
    if (target !== undefined && !event.repeat) this.#loop.preloader.engage(target, 'press');
  }

  #onPageChanged(): void {
    this.#loop.rects.invalidate();
    for (const target of this.#registry.values()) if (target.targetDisabled) this.#loop.retract(target);
    this.#loop.pointer.requestFrame();
  }

  /** A framework that renders anew strips what it did not write: shown again within a frame. */
  #onMarked(): void {
    const predicted = this.#loop.decision.predicted;
    if (predicted !== null && !predicted.element.matches('[predicted], [data-predicted]'))
      this.#loop.pointer.requestFrame();
  }
}

function isFocusVisible(event: Event): boolean {
  const [innermost] = event.composedPath();
  return innermost instanceof Element && innermost.matches(':focus-visible');
}

declare global {
  interface HTMLElementTagNameMap {
    'predictive-region': PredictiveRegion;
  }
}
