import {
  ReactiveElement,
  unsafeCSS,
  type PropertyDeclarations,
  type PropertyValues,
} from '@lit/reactive-element';
import {
  oneOf,
  preloadProperties,
  resetUndefinedProperties,
  selector,
  share,
} from '../core/attribute-converters.js';
import type {Evaluation} from '../core/evaluation.js';
import type {ModelChange} from '../core/learning-events.js';
import type {Architecture, Backend} from '../core/model.js';
import type {Observation} from '../core/observation.js';
import type {Eagerness, PreloadAction, PreloadFilter} from '../core/preload.js';
import type {SampleSummary} from '../core/sample.js';
import type {PredictiveTarget} from '../core/target.js';
import type {TargetOwner} from '../core/target-connect-event.js';
import type {HabitForecast} from '../habits/habits.js';
import type {Learner} from '../learning/learner.js';
import {checkOrders} from '../region/check-orders.js';
import type {RegionHost} from '../region/region-host.js';
import type {Session} from '../region/session.js';
import {Standby} from '../region/standby.js';
import {emptyReport, type ScorecardReport} from '../scorecard/report.js';
import type {Persist} from '../storage/records.js';

/**
 * A part of a page whose buttons are predicted: it watches the pointer, learns how this person moves,
 * and tells the `<predictive-button>`s in it, and the native elements matched by `targets`, which of
 * them is about to be pressed. It has no box of its own (`display: contents`).
 *
 * @tag predictive-region
 * @slot - The part of the page.
 * @attr {number} [likely-from=0.3] - With `hints`: probability from which a target is likely, 0…1.
 * @attr {number} [unlikely-below=0.03] - With `hints`: probability below which a target is unlikely if another is likely, 0…1.
 * @attr {string} [hint-description=Likely next] - With `hints="described"`: the description of a likely target, in the page's language.
 * @fires {PredictiveChangeEvent} predictive-change - Another target, or none, is predicted.
 * @fires {PredictiveSampleEvent} predictive-sample - The data set has grown or shrunk.
 * @fires {PredictiveTrainEvent} predictive-train - Training has progressed.
 * @fires {PredictiveModelEvent} predictive-model - A model was accepted, rejected or reset, and why.
 * @fires {PredictiveErrorEvent} predictive-error - Something failed; the page continues without it.
 */
export class PredictiveRegion extends ReactiveElement implements TargetOwner, RegionHost {
  static readonly tagName = 'predictive-region';
  static override readonly styles = unsafeCSS(':host{display:contents}');
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
    scope: {converter: selector('scope')},
    highlight: {converter: oneOf('highlight', ['ring', 'none'])},
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
   * `auto`: the shipped network, personalised as it learns; `none`: the heuristic only; otherwise the URL of a
   * `model.json`.
   * @default 'auto'
   */
  declare model: string | null;

  /**
   * The model architecture that learning trains.
   * @default 'scorer'
   */
  declare architecture: Architecture;

  /**
   * `auto`: trains when there is enough new data and the page is idle; `manual`: only by `train()`; `off`: keeps
   * no samples.
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
   * Where samples and models are kept: in memory only, until the tab is closed, or in this browser.
   * @default 'none'
   */
  declare persist: Persist;

  /** Names the stored learner; regions with the same name on one origin share it. */
  declare name: string | null;

  /**
   * CSS selector of native elements inside the region that are also predicted.
   * @default ''
   */
  declare targets: string;

  /**
   * CSS selector of the elements whose contents the region covers, instead of its own children.
   * @default ''
   */
  declare scope: string;

  /**
   * `none` writes no attribute, class or style on any target; events, preloads and observers still work.
   * @default 'ring'
   */
  declare highlight: 'ring' | 'none';

  /**
   * How to preload the URLs of predicted targets that declare no `preload` themselves.
   * @default 'none'
   */
  declare preload: PreloadAction | 'none';

  /**
   * How likely a press must be before a target that declares no eagerness itself is preloaded.
   * @default 'moderate'
   */
  declare eagerness: Eagerness;

  /** Called before a URL that looks safe is preloaded; `false` refuses it. */
  preloadFilter: PreloadFilter | undefined;

  /**
   * Whether the order of presses is learned and used.
   * @default 'on'
   */
  declare habits: 'on' | 'off';

  /**
   * If present, shows which target is likely to be pressed next before the pointer moves: by the states `likely`
   * and `unlikely` (`data-hint` of native elements) and `--predictive-probability`. `described` also tells
   * assistive technology.
   */
  declare hints: string | null;

  /**
   * TensorFlow.js backend for training; `auto` measures which is fastest.
   * @default 'auto'
   */
  declare backend: Backend | 'auto';

  /**
   * URL of the training worker, for pages where the kit cannot know it, such as those with bundled code on another
   * origin.
   */
  declare workerUrl: string | null;

  /**
   * Whether the region is off: no capture, no prediction.
   * @default false
   */
  declare disabled: boolean;

  readonly #standby = new Standby(this);

  constructor() {
    super();
    // Each property starts with the value that a missing attribute means.
    for (const name of PredictiveRegion.observedAttributes) super.attributeChangedCallback(name, null, null);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#standby.connect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#standby.disconnect();
  }

  /** Scores of the region's predictions since the page loaded. */
  get scorecard(): ScorecardReport {
    return this.#standby.score?.current?.report() ?? emptyReport();
  }

  /** Number of samples held, and of presses of each key among them. */
  get sampleCounts(): SampleSummary {
    return this.#session?.parts.learning.current?.summary ?? {count: 0, none: 0, perKey: {}};
  }

  /**
   * Next-press prediction from habits alone; `undefined` until the first press, hints or seeded orders load the
   * habits.
   */
  get habitForecast(): HabitForecast | undefined {
    return this.#session?.parts.habits.current?.forecast();
  }

  /**
   * Trains now, in a worker, and uses the model if it passes; the result and events say which. Rejects with a
   * `PredictiveError` if there is too little data or training fails, and with the signal's reason when it aborts.
   */
  async train({signal}: {signal?: AbortSignal} = {}): Promise<ModelChange> {
    return (await this.#learning()).train(signal);
  }

  /** Evaluates the model in use on the newest fifth of the samples. Rejects like `train()`. */
  async evaluate(): Promise<Evaluation> {
    return (await this.#learning()).evaluate();
  }

  /** Returns the samples and the habits as a JSON file. */
  async exportDataset(): Promise<Blob> {
    return (await this.#learner()).exportDataset();
  }

  /**
   * Adds the samples and habits of a file made by `exportDataset()`, or the samples of the array format of
   * recurrent demos (`[{x: [[x, y, dx, dy, dt], …], y: 1…}]`). All or nothing: rejects with `invalid-dataset`.
   * Returns the number of new samples.
   */
  async importDataset(file: Blob): Promise<number> {
    return (await this.#learning()).importDataset(file);
  }

  /** Returns the model in use, the shipped one at first, as a TensorFlow.js layers model. */
  async exportModel(): Promise<{modelJson: File; weights: File}> {
    return (await this.#learner()).exportModel();
  }

  /**
   * Uses a TensorFlow.js layers model, given by the URL of its `model.json` or by its files. Rejects with
   * `invalid-model` or `model-unreachable`, and then keeps the model in use.
   */
  async loadModel(source: string | URL | readonly File[]): Promise<ModelChange> {
    return (await this.#learning()).loadModel(source);
  }

  /** Deletes the samples, stored or held, or `only` those with these ids (as in `exportDataset()`). The model stays. */
  async resetDataset(which?: {only?: readonly string[]}): Promise<void> {
    this.#session?.forgetUnderWay();
    await (await this.#learner()).resetDataset(which);
  }

  /** Deletes the learned model, stored or held, and predicts as on the first visit. Samples stay. */
  async resetModel(): Promise<void> {
    await (await this.#learner()).resetModel();
  }

  /** Deletes every sample, model and habit of this learner, stored or held, for good. */
  async forget(): Promise<void> {
    this.#session?.forgetUnderWay();
    await (await this.#learner()).forget();
  }

  /**
   * Sets good orders of presses, a list of keys for each visit, replacing earlier ones. They predict the next
   * press until the user's own habits are known, and are never stored. Throws `invalid-argument` for anything
   * else.
   */
  seedOrders(orders: readonly (readonly string[])[]): void {
    checkOrders(orders);
    this.#standby.seededOrders = orders;
    this.#standby.session.use((session) => session.useHabits((habits) => habits.invalidate()));
  }

  /**
   * Starts a new visit for the order of presses, for another task or customer, say. A visit also starts by itself
   * half an hour after the latest press.
   */
  startVisit(): void {
    this.#standby.session.use((session) => session.useHabits((habits) => habits.startVisit()));
  }

  /** Calls back at each new prediction with what the region sees and predicts; returns a function that stops it. */
  observe(callback: (observation: Observation) => void): () => void {
    const end = new AbortController();
    this.#standby.observe({callback, signal: end.signal});
    return () => end.abort();
  }

  /** Called by targets. */
  targetChanged(target: PredictiveTarget): void {
    this.#session?.targetChanged(target);
  }

  /** Called by targets. */
  requestPreload(target: PredictiveTarget): void {
    if (this.isConnected && !this.disabled)
      this.#standby.session.use((session) => session.requestPreload(target));
  }

  /** Called by `auto.js` before the region is in the page: the region continues with the input kept there. */
  adoptInput(early: Standby['early']): void {
    this.#standby.early = early;
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    root.append(document.createElement('slot'));
    return root;
  }

  protected override willUpdate(): void {
    resetUndefinedProperties(this);
  }

  protected override update(changed: PropertyValues<this>): void {
    super.update(changed);
    this.#standby.update();
    // Not at the first update: the session has already read these values.
    if (this.hasUpdated) this.#session?.applySettings(changed);
  }

  get #session(): Session | undefined {
    return this.#standby.session.current;
  }

  async #learning(): ReturnType<Session['learning']> {
    return (await this.#standby.session.request()).learning();
  }

  async #learner(): Promise<Learner> {
    return (await this.#learning()).open();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'predictive-region': PredictiveRegion;
  }
}
