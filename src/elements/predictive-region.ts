import type {PropertyValues} from '@lit/reactive-element';
import type {Evaluation} from '../core/evaluation.js';
import type {ModelChange} from '../core/learning-events.js';
import type {Observation} from '../core/observation.js';
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
import {RegionAttributes} from './predictive-region-attributes.js';

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
 * @attr {number} [assist-from=0.7] - With `assist="expand"`: probability from which a target takes presses around it, 0…1.
 * @cssprop [--predictive-assist-margin=12px] - With `assist="expand"`: how far around a target it takes presses; a length, also on single targets.
 * @fires {PredictiveChangeEvent} predictive-change - Another target, or none, is predicted.
 * @fires {PredictiveSampleEvent} predictive-sample - The data set has grown or shrunk.
 * @fires {PredictiveTrainEvent} predictive-train - Training has progressed.
 * @fires {PredictiveModelEvent} predictive-model - A model was accepted, rejected or reset, and why.
 * @fires {PredictiveErrorEvent} predictive-error - Something failed; the page continues without it.
 */
export class PredictiveRegion extends RegionAttributes implements TargetOwner, RegionHost {
  static readonly tagName = 'predictive-region';

  readonly #standby = new Standby(this);

  override connectedCallback(): void {
    super.connectedCallback();
    const {defaultView: view} = this.ownerDocument;
    // A document without a window shows nothing.
    if (view === null) return;
    // Again in another document: the browser takes the style away with the one that it belongs to.
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(':host{display:contents}');
    (this.renderRoot as ShadowRoot).adoptedStyleSheets = [sheet];
    this.#standby.connect(view);
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
   * Returns the number of new samples that are kept.
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

  /**
   * Deletes every sample, model and habit of this learner, stored or held, and which URLs were preloaded, for good.
   */
  async forget(): Promise<void> {
    this.#session?.forgetUnderWay();
    this.forgetPreloads();
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

  /**
   * Forgets which URLs were preloaded, so that they may be requested again: the browser's copies are gone, after a
   * sign-out, say.
   */
  forgetPreloads(): void {
    this.#standby.session.use((session) => session.forgetPreloads());
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
    const {name, persist} = this;
    return (await this.#standby.session.request()).learning({name, persist});
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
