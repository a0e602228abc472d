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
import {PredictiveError} from '../core/errors.js';
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
import type {EarlyInput} from '../region/early-input.js';
import type {LearningPart} from '../region/feature-context.js';
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
 * @attr {number} [unlikely-below=0.03] - With `hints`: probability below which a target is unlikely where another is likely, 0…1.
 * @attr {string} [hint-description=Likely next] - With `hints="described"`: the description of a likely target, in the page's language.
 * @fires {PredictiveChangeEvent} predictive-change - Another target, or none, is predicted.
 * @fires {PredictiveSampleEvent} predictive-sample - The data set has grown or shrunk.
 * @fires {PredictiveTrainEvent} predictive-train - Training goes on.
 * @fires {PredictiveModelEvent} predictive-model - A model was taken, refused or reset, and why.
 * @fires {PredictiveErrorEvent} predictive-error - Something failed that the page goes on without.
 */
export class PredictiveRegion extends ReactiveElement implements TargetOwner, RegionHost {
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
   * CSS selector of the elements whose contents the region covers, in place of its own children.
   * @default ''
   */
  declare scope: string;

  /**
   * `none`: no attribute, class or style is written on any target; events, preloads and observers work as always.
   * @default 'ring'
   */
  declare highlight: 'ring' | 'none';

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

  readonly #standby = new Standby(this);

  constructor() {
    super();
    // Each property starts as what the absence of its attribute means.
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

  /** How the region has predicted since the page was loaded. */
  get scorecard(): ScorecardReport {
    return this.#standby.score?.report() ?? emptyReport();
  }

  /** Samples held, and the presses of each key among them. */
  get sampleCounts(): SampleSummary {
    return this.#session?.parts.learning.current?.summary ?? {count: 0, none: 0, perKey: {}};
  }

  /** What habit alone says of the next press; `undefined` until the first one, hints or good orders ask for it. */
  get habitForecast(): HabitForecast | undefined {
    return this.#session?.parts.habits.current?.forecast();
  }

  /**
   * Trains now, in a worker, and takes the model into use if it passes; says which in the answer and by
   * events. Rejects with a `PredictiveError` if there is too little data or training fails, and with the
   * signal's reason when it aborts.
   */
  async train({signal}: {signal?: AbortSignal} = {}): Promise<ModelChange> {
    return (await this.#learning()).train(signal);
  }

  /** Evaluates the model in use on the newest fifth of the samples. Rejects as `train()` does. */
  async evaluate(): Promise<Evaluation> {
    return (await this.#learning()).evaluate();
  }

  /** The samples and the habits as a JSON file. */
  async exportDataset(): Promise<Blob> {
    return (await this.#learner()).exportDataset();
  }

  /**
   * Adds the samples of a file made by `exportDataset()`, or of the array format of recurrent demos
   * (`[{x: [[x, y, dx, dy, dt], …], y: 1…}]`), and the habits in it. All or nothing: rejects with `invalid-dataset`.
   * Returns how many samples were new.
   */
  async importDataset(file: Blob): Promise<number> {
    return (await this.#learning()).importDataset(file);
  }

  /** The model in use, the shipped one at first, as a TensorFlow.js layers model. */
  async exportModel(): Promise<{modelJson: File; weights: File}> {
    return (await this.#learner()).exportModel();
  }

  /**
   * Takes a TensorFlow.js layers model into use: the URL of its `model.json`, or its files. Rejects with
   * `invalid-model` or `model-unreachable`; the model in use then stays.
   */
  async loadModel(source: string | URL | readonly File[]): Promise<ModelChange> {
    return (await this.#learning()).loadModel(source);
  }

  /** Deletes the samples, stored or held, or `only` those of these ids (as in `exportDataset()`). The model stays. */
  async resetDataset(which?: {only?: readonly string[]}): Promise<void> {
    this.#session?.forgetUnderWay();
    await (await this.#learner()).resetDataset(which);
  }

  /** Gives the learned model up, stored or held, and predicts as on the first visit. Samples stay. */
  async resetModel(): Promise<void> {
    await (await this.#learner()).resetModel();
  }

  /** Deletes every sample, model and habit of this learner, stored or held, for good. */
  async forget(): Promise<void> {
    this.#session?.forgetUnderWay();
    await (await this.#learner()).forget();
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
    this.#standby.seededOrders = orders;
    this.#standby.session.use((session) => session.useHabits((habits) => habits.invalidate()));
  }

  /**
   * A new visit begins for the order of presses: another task, another customer. By itself one does half an hour after
   * the latest press.
   */
  startVisit(): void {
    this.#standby.session.use((session) => session.useHabits((habits) => habits.startVisit()));
  }

  /** Calls back whenever the probabilities are new, with what the region sees and thinks; returns how to stop. */
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

  /** Called by `auto.js` before the region is in the page: the region goes on from the input that was kept there. */
  adoptInput(early: EarlyInput): void {
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
    // The first update brings what a session has read by then.
    if (this.hasUpdated) this.#session?.applySettings(changed);
  }

  get #session(): Session | undefined {
    return this.#standby.session.current;
  }

  async #learning(): Promise<LearningPart> {
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
