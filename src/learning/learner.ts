import {asPredictiveError, PredictiveError, type PredictiveErrorCode} from '../core/errors.js';
import type {ModelChange, TrainProgress} from '../core/events.js';
import {Habits} from '../habits/habits.js';
import {featureVersion} from '../prediction/feature-names.js';
import {shippedWeights} from '../prediction/weights.js';
import {formatDataset, maxDatasetBytes, parseDataset} from '../storage/dataset-file.js';
import type {Records} from '../storage/records.js';
import {scorerFile} from '../model-files/scorer-file.js';
import type {Evaluation} from '../core/evaluation.js';
import {evaluateCandidate} from './model-gate.js';
import type {Architecture, Backend, TrainedModel} from '../core/model.js';
import type {TrainingResult} from '../training/protocol.js';
import type {Sample, SampleSummary} from '../core/sample.js';
import {sampleOf} from './sample-of.js';
import {SampleSet} from './sample-set.js';
import type {Capture} from './sample-recorder.js';
import {SequenceModelClient} from './sequence-model-client.js';
import {splitByTime} from '../training/split.js';
import {Trainer} from './trainer.js';
import {whenIdle} from '../core/when-idle.js';

/** Seed of every training: the same samples give the same model. */
const trainingSeed = 1;

/** Passes over the training samples at most; early stopping usually ends before. */
const maxEpochs = 200;

/** What a region asks for when it trains or evaluates. */
export interface LearnerSettings {
  architecture: Architecture;
  /** Accuracy, 0…1, that a model must reach for every button. */
  minAccuracy: number;
  backend: Backend | 'auto';
  workerUrl?: string;
}

/** Told what a learner does; regions are. */
export interface LearnerObserver {
  onSamples(key: string | null | undefined, count: number): void;
  onTrain(progress: TrainProgress): void;
  onModel(change: ModelChange): void;
  onError(error: PredictiveError): void;
}

/** Holds the samples and the model of one name, trains in a worker, and decides what is in use. */
export class Learner {
  readonly #records: Records;
  readonly #observers = new Set<LearnerObserver>();
  readonly #onUnused: () => void;
  readonly #samples = new SampleSet();
  /** What the person presses after what. */
  readonly habits = new Habits();
  /** What was wrong with those that were stored, until there is someone to tell. */
  #habitsError: PredictiveError | undefined;
  #model: TrainedModel | undefined;
  #windows: SequenceModelClient | undefined;
  /** The one training job, if there is one. */
  #job: {promise: Promise<ModelChange>; abort: AbortController} | undefined;
  /** Why the latest job began anew, if it did. */
  #restartedFor: PredictiveErrorCode | undefined;
  /** Nobody needs it any more. */
  #isEnded = false;
  /** Calls off the training that waits for the page to be idle. */
  #callOff: (() => void) | undefined;

  constructor({records, onUnused}: {records: Records; onUnused: () => void}) {
    this.#records = records;
    this.#onUnused = onUnused;
  }

  /** How to ask the model in use, if it is a sequence model. */
  get windows(): SequenceModelClient | undefined {
    return this.#windows;
  }

  /** The model in use; `undefined` while it is the shipped one. */
  get model(): TrainedModel | undefined {
    return this.#model;
  }

  /** Reads what is stored. */
  async restore(): Promise<void> {
    const [samples, model, habits] = await Promise.all([
      this.#records.read('samples'),
      this.#records.read('model'),
      this.#records.read('habits'),
    ]);
    this.#samples.add(samples);
    this.#restoreHabits(habits);
    if (model === undefined) return;
    if (model.architecture === 'scorer' && model.featureVersion !== featureVersion) return;
    this.#use(model, {});
    this.#samples.markTried();
  }

  join(observer: LearnerObserver): void {
    this.#observers.add(observer);
    const error = this.#habitsError;
    this.#habitsError = undefined;
    if (error) observer.onError(error);
  }

  /** The observer no longer needs the learner; the last one ends it. */
  release(observer: LearnerObserver): void {
    this.#observers.delete(observer);
    if (this.#observers.size > 0) return;
    this.#isEnded = true;
    this.#job?.abort.abort();
    this.#cancelIdle();
    this.#windows?.close();
    this.#records.close();
    this.#onUnused();
  }

  summary(): SampleSummary {
    return this.#samples.summary;
  }

  /** Keeps what was captured; with `autoTrain` it may lead to training when the page is idle. */
  keep(captures: readonly Capture[], autoTrain: LearnerSettings | undefined): Promise<void> {
    return this.add(
      captures.map((capture) => sampleOf(capture, Math)),
      autoTrain,
    );
  }

  /** Keeps samples; with `autoTrain` they may lead to training when the page is idle. */
  async add(samples: readonly Sample[], autoTrain: LearnerSettings | undefined): Promise<void> {
    this.#hold(samples, samples.at(-1)?.pressed);
    if (
      autoTrain !== undefined &&
      this.#job === undefined &&
      this.#samples.isWorthTraining(autoTrain.architecture)
    )
      this.#trainWhenIdle(autoTrain);
    await this.#records.write('samples', samples);
  }

  /** Trains, judges, and takes into use or refuses. One job at a time: a second call joins the first. */
  train({signal, ...settings}: LearnerSettings & {signal?: AbortSignal}): Promise<ModelChange> {
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    if (this.#isEnded)
      return Promise.reject(new DOMException('The region was removed before it could train.', 'AbortError'));
    if (this.#job === undefined) {
      const abort = new AbortController();
      this.#cancelIdle();
      const promise = this.#train(settings, abort.signal).finally(() => (this.#job = undefined));
      this.#job = {promise, abort};
    }
    const {promise, abort} = this.#job;
    signal?.addEventListener('abort', () => abort.abort(signal.reason), {once: true});
    return promise;
  }

  /** Judges the model in use, the shipped one while nothing is learned, on the newest fifth of the samples. */
  async evaluate(settings: LearnerSettings): Promise<Evaluation> {
    const {heldOut: samples} = splitByTime(this.#samples.all);
    if (samples.length === 0)
      throw new PredictiveError('not-enough-data', 'There are no samples yet to evaluate a model on.');
    return trainerOf(settings).evaluate({samples, model: this.#model, backend: settings.backend});
  }

  /** Keeps what was learned of habits. */
  async saveHabits(): Promise<void> {
    await this.#records.write('habits', this.habits.toJSON());
  }

  exportDataset(): Blob {
    const habits = this.habits.isEmpty ? undefined : this.habits.toJSON();
    return new File([formatDataset(this.#samples.all, habits)], 'predictive-buttons-dataset.json', {
      type: 'application/json',
    });
  }

  /** Adds the samples of a file that are new; returns how many. */
  async importDataset(file: Blob): Promise<number> {
    const fileName = file instanceof File ? file.name : 'data set';
    if (file.size > maxDatasetBytes)
      throw new PredictiveError(
        'invalid-dataset',
        `${fileName}: is larger than ${maxDatasetBytes / 1e6} MB.`,
      );
    const {samples, habits} = parseDataset(await file.text(), {fileName});
    const fresh = this.#samples.without(samples);
    if (habits !== undefined) {
      this.habits.add(habits);
      await this.saveHabits();
    }
    if (fresh.length > 0) {
      this.#hold(fresh, undefined);
      await this.#records.write('samples', fresh);
    }
    return fresh.length;
  }

  async exportModel(): Promise<{modelJson: File; weights: File}> {
    const model = this.#model ?? {architecture: 'scorer', weights: shippedWeights, featureVersion};
    const {writeModelFiles} = await import('../model-files/model-file.js');
    return writeModelFiles(model.architecture === 'scorer' ? scorerFile(model) : model.artifacts);
  }

  /**
   * Takes a model from outside into use; `keys` are the buttons, in document order. With `keep`, it takes the
   * place of the stored one as well.
   */
  async loadModel(
    source: string | URL | readonly File[],
    {keys, keep, ...settings}: LearnerSettings & {keys: readonly string[]; keep: boolean},
  ): Promise<ModelChange> {
    const {fetchModel, readModelFiles} = await import('../model-files/model-file.js');
    const artifacts = await (source instanceof Array ? readModelFiles(source) : fetchModel(source));
    const known = artifacts.userDefinedMetadata.keys;
    const outputs = known.length > 0 ? known.length : keys.length;
    const inspected = await trainerOf(settings).inspect({artifacts, outputs});
    const model: TrainedModel =
      inspected.architecture === 'scorer' || inspected.keys.length > 0
        ? inspected
        : {...inspected, keys: [...keys]};
    this.#abandon();
    this.#use(model, settings);
    if (keep) await this.#records.write('model', model);
    return this.#announce({
      verdict: 'taken',
      reasons: ['It was loaded from a file, and is used without being compared.'],
      source: 'file',
      architecture: model.architecture,
    });
  }

  /** Deletes the samples, or `only` those of these ids; the model stays. */
  async resetDataset({only}: {only?: readonly string[]} = {}): Promise<void> {
    this.#abandon();
    const ids = only ?? this.#samples.all.map(({id}) => id);
    this.#samples.delete(ids);
    this.#tell('onSamples', undefined, this.summary().count);
    await this.#records.remove('samples', {ids});
  }

  /** Back to the first visit's prediction; samples stay. */
  async resetModel(): Promise<void> {
    this.#abandon();
    this.#use(undefined, {});
    await this.#records.remove('model');
    this.#samples.markTried();
    this.#announce({
      verdict: 'reset',
      reasons: ['The model was reset; prediction begins as on the first visit.'],
      source: 'reset',
      architecture: 'scorer',
    });
  }

  /** Deletes every sample, model and habit, held and stored. */
  async forget(): Promise<void> {
    this.#drop();
    await this.#records.clear();
    this.#announceForgotten('Everything that was learned here has been deleted.');
  }

  /** What is stored has been deleted by another tab, or by the person: what is held goes, too. */
  forgotten(): void {
    this.#drop();
    this.#announceForgotten('Everything that was learned has been deleted elsewhere in this browser.');
  }

  #drop(): void {
    this.#abandon();
    this.#clear();
    this.#use(undefined, {});
  }

  #announceForgotten(reason: string): void {
    this.#announce({verdict: 'reset', reasons: [reason], source: 'reset', architecture: 'scorer'});
  }

  async #train(settings: LearnerSettings, signal: AbortSignal): Promise<ModelChange> {
    const {architecture, minAccuracy, backend} = settings;
    const progress = (rest: Omit<TrainProgress, 'architecture'>): void =>
      this.#tell('onTrain', {...rest, architecture});
    const missing = this.#samples.missingFor(architecture);
    if (missing !== undefined) throw new PredictiveError('not-enough-data', missing);
    this.#samples.markTried();
    this.#restartedFor = undefined;
    progress({phase: 'start'});
    let result: TrainingResult;
    try {
      result = await trainerOf(settings).train({
        samples: this.#samples.usableFor(architecture),
        current: this.#model,
        options: {architecture, epochs: maxEpochs, seed: trainingSeed, backend},
        signal,
        onBackend: (report) => progress({phase: 'backend', backend: report}),
        onEpoch: (report) => progress({phase: 'epoch', report}),
        onRestart: (error) => {
          this.#restartedFor = error.code;
          this.#tell('onError', error);
        },
      });
      signal.throwIfAborted();
    } catch (error) {
      progress({phase: signal.aborted ? 'cancel' : 'error'});
      throw error;
    }
    progress({phase: 'end', backend: result.backend});
    const {model, evaluation, baseline} = result;
    const {verdict, reasons} = evaluateCandidate({candidate: evaluation, baseline, minAccuracy});
    if (verdict === 'taken') {
      this.#use(model, settings);
      await this.#records.write('model', model);
    }
    return this.#announce({verdict, reasons, source: 'training', architecture, evaluation});
  }

  #trainWhenIdle(settings: LearnerSettings): void {
    this.#callOff ??= whenIdle(() => {
      this.train(settings).catch((error: unknown) => {
        // What made the job begin anew has been told then.
        if (error instanceof PredictiveError && error.code !== this.#restartedFor)
          this.#tell('onError', error);
      });
    });
  }

  #cancelIdle(): void {
    this.#callOff?.();
    this.#callOff = undefined;
  }

  /** What is under way must not come back after what follows. */
  #abandon(): void {
    this.#job?.abort.abort();
    this.#cancelIdle();
  }

  #hold(samples: readonly Sample[], key: string | null | undefined): void {
    this.#samples.add(samples);
    this.#tell('onSamples', key, this.summary().count);
  }

  #clear(): void {
    this.#samples.clear();
    this.habits.clear();
    this.#tell('onSamples', undefined, 0);
  }

  /** Stored habits that cannot be used are set aside; nothing else is lost. */
  #restoreHabits(stored: unknown): void {
    if (stored === undefined) return;
    try {
      this.habits.add(stored);
    } catch (error) {
      this.#habitsError = asPredictiveError('invalid-dataset', 'The stored habits cannot be used.', error);
    }
  }

  #use(model: TrainedModel | undefined, {backend, workerUrl}: Partial<LearnerSettings>): void {
    this.#windows?.close();
    this.#windows = undefined;
    this.#model = model;
    if (model === undefined || model.architecture === 'scorer') return;
    const windows = new SequenceModelClient({
      model,
      backend,
      workerUrl,
      onFailure: (error) => this.#giveUp(windows, error),
    });
    this.#windows = windows;
    // A stored model waits for the first movement: a page that is only read downloads nothing.
    if (backend !== undefined) void windows.open();
  }

  /** A sequence model that cannot be run here is set aside until the next visit; the shipped network goes on. */
  #giveUp(windows: SequenceModelClient, error: unknown): void {
    if (this.#windows !== windows) return;
    this.#use(undefined, {});
    const message = 'The model cannot be run here; prediction goes on without it.';
    this.#tell('onError', asPredictiveError('worker-unavailable', message, error));
    this.#announce({verdict: 'refused', reasons: [message], source: 'storage', architecture: 'scorer'});
  }

  #announce(change: ModelChange): ModelChange {
    this.#tell('onModel', change);
    return change;
  }

  #tell<Method extends keyof LearnerObserver>(
    method: Method,
    ...what: Parameters<LearnerObserver[Method]>
  ): void {
    for (const observer of this.#observers)
      (observer[method] as (...what: Parameters<LearnerObserver[Method]>) => void)(...what);
  }
}

function trainerOf({workerUrl}: LearnerSettings): Trainer {
  return new Trainer({workerUrl});
}
