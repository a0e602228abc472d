import {PredictiveError} from '../core/errors.js';
import type {Evaluation} from '../core/evaluation.js';
import type {ModelChange} from '../core/learning-events.js';
import type {TrainedModel} from '../core/model.js';
import type {Sample, SampleSummary} from '../core/sample.js';
import type {Habits} from '../habits/habits.js';
import {writeDatasetFile} from '../storage/dataset-file.js';
import {recordKinds, type DeletedKind, type RecordKind, type Records} from '../storage/records.js';
import {splitByTime} from '../training/split.js';
import {ActiveModel, deletedMessage} from './active-model.js';
import {importDataset} from './import-dataset.js';
import {KeptHabits} from './kept-habits.js';
import type {AutoTraining, LearnerObserver, LearnerSettings} from './learner-settings.js';
import {Observers} from './observers.js';
import {sampleOf} from './sample-of.js';
import type {Capture} from './sample-recorder.js';
import {SampleStore} from './sample-store.js';
import type {SequenceModelClient} from './sequence-model-client.js';
import {Trainer} from './trainer.js';
import {TrainingJob} from './training-job.js';
import {TrainingLock} from './training-lock.js';

/** Message of `data-deleted` for a model from a file. */
const overtakenMessage =
  'What was learned was deleted while the model was loading, here or in another tab; load it again to use it.';

export type {LearnerObserver, LearnerSettings} from './learner-settings.js';

/** Everything learned under one name: samples, habits, the model in use and its training. */
export class Learner {
  readonly #records: Records;
  readonly #onUnused: () => void;
  readonly #observers = new Observers();
  readonly #samples: SampleStore;
  readonly #model: ActiveModel;
  readonly #training: TrainingJob;
  readonly #habits: KeptHabits;
  /** Ends imports when what they add to is deleted. */
  #importing = new AbortController();
  /** Ends the loading of models that will be kept when models are deleted. */
  #loading = new AbortController();
  /** How often this page has deleted samples or habits, and models. */
  readonly #ownDeletions = {data: 0, model: 0};
  /** Models that were asked for from outside, and the latest of them that was used. */
  readonly #loads = {asked: 0, used: 0};
  /** Calls that the page has made, and that end as they would if its regions stayed. */
  #calls = 0;
  #isClosed = false;

  /** Tabs that share the records have the same `lockName`. */
  constructor({
    records,
    lockName,
    onUnused,
  }: {
    records: Records;
    lockName?: string | undefined;
    onUnused: () => void;
  }) {
    this.#records = records;
    this.#onUnused = onUnused;
    const onError = (error: PredictiveError) => this.failed(error);
    this.#samples = new SampleStore({
      records,
      onChange: (key, count) => this.#observers.tell((observer) => observer.onSamples(key, count)),
    });
    this.#habits = new KeptHabits({records, onError});
    this.#model = new ActiveModel({
      records,
      onError,
      onFallback: (change) => this.#observers.announce(change),
    });
    this.#training = new TrainingJob({
      samples: this.#samples,
      currentModel: () => this.model,
      namedModel: () => this.#model.named,
      lock: new TrainingLock(lockName),
      refresh: () => this.#refresh(),
      checkDeletions: () => records.check(),
      useModel: (model, settings) => this.#model.storeAndUse(model, {...settings, basedOn: ['samples']}),
      onProgress: (progress) => this.#observers.tell((observer) => observer.onTrain(progress)),
      onDecision: (change) => this.#observers.announce(change),
      onError,
    });
  }

  /** Predicts from input windows, if the model in use is a sequence model. */
  get windows(): SequenceModelClient | undefined {
    return this.#model.client;
  }

  /** The order in which the person presses buttons. */
  get habits(): Habits {
    return this.#habits.current;
  }

  /** The model in use; `undefined` for the shipped one. */
  get model(): TrainedModel | undefined {
    return this.#model.model;
  }

  /** Reads the stored records. */
  async restore(): Promise<void> {
    await Promise.all([this.#samples.restore(), this.#model.restore(), this.#habits.restore()]);
    // The stored model was trained on the stored samples.
    if (this.model !== undefined) this.#samples.markTried();
  }

  join(observer: LearnerObserver): void {
    this.#observers.add(observer);
  }

  /** Reports a failure to the observers, or to the first one. */
  failed(error: PredictiveError): void {
    this.#observers.failed(error);
  }

  /** Whether the last observer has released it, and nothing is under way. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Removes an observer; without any, the learner cancels its training, and closes once no call is under way. */
  release(observer: LearnerObserver): void {
    this.#observers.delete(observer);
    if (!this.#observers.isEmpty) return;
    this.#training.cancel();
    this.#closeIfUnused();
  }

  #closeIfUnused(): void {
    if (!this.#observers.isEmpty || this.#calls > 0 || this.#isClosed) return;
    this.#isClosed = true;
    this.#training.close();
    this.#model.close();
    this.#records.close();
    this.#onUnused();
  }

  /** Keeps the learner open until `work` is done: what it writes is not lost if the region leaves meanwhile. */
  async #finish<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#calls++;
    try {
      return await work();
    } finally {
      this.#calls--;
      this.#closeIfUnused();
    }
  }

  /** Obeys and uses what other tabs have deleted or stored whenever the page is seen again, until the signal aborts. */
  attend(signal: AbortSignal): void {
    this.#records.attend(signal);
  }

  summary(): SampleSummary {
    return this.#samples.summary;
  }

  /** Stores recorded movements as samples; with `autoTrain`, training may follow when the page is idle. */
  keep(captures: readonly Capture[], autoTrain: AutoTraining | undefined): Promise<void> {
    // The clock may have been set back since the latest sample; the newest ones are those that stay.
    const latest = this.#samples.all.at(-1)?.time ?? 0;
    return this.add(
      captures.map((capture, index) =>
        sampleOf({...capture, time: Math.max(capture.time, latest + index)}, Math),
      ),
      autoTrain,
    );
  }

  /** Stores samples; with `autoTrain`, training may follow when the page is idle. */
  async add(samples: readonly Sample[], autoTrain: AutoTraining | undefined): Promise<void> {
    const stored = this.#samples.add(samples, samples.at(-1)?.pressed);
    if (autoTrain !== undefined) this.#training.runWhenIdle(autoTrain);
    await stored;
  }

  /** Trains, and uses the new model if it passes the model gate. A call while a job is running joins it. */
  train(settings: LearnerSettings & {signal?: AbortSignal}): Promise<ModelChange> {
    return this.#training.run(settings);
  }

  /** Evaluates the model in use on the newest fifth of the samples. */
  async evaluate({backend, workerUrl}: LearnerSettings): Promise<Evaluation> {
    const {heldOut: samples} = splitByTime(this.#samples.all);
    if (samples.length === 0)
      throw new PredictiveError('not-enough-data', 'There are no samples yet to evaluate a model on.');
    return new Trainer({workerUrl}).evaluate({samples, model: this.model, backend});
  }

  /** Adds what is new in the habits, and those `imported` from a file, to the stored ones; resolves when they are stored. */
  saveHabits(imported?: unknown): Promise<void> {
    return this.#habits.save(imported);
  }

  exportDataset(): Blob {
    return writeDatasetFile(this.#samples.all, this.habits.isEmpty ? undefined : this.habits.toJSON());
  }

  /**
   * Adds the samples of a file that are new, and its habits; returns the number of samples added and kept. Rejects with the
   * errors of `readDataset()`, and with an `AbortError` if the samples were deleted meanwhile.
   */
  importDataset(file: Blob, {workerUrl}: Pick<LearnerSettings, 'workerUrl'> = {}): Promise<number> {
    return this.#finish(async () => {
      await this.#obeyOlderDeletions('data', new DOMException('It was deleted meanwhile.', 'AbortError'));
      const {signal} = this.#importing;
      return importDataset(file, {samples: this.#samples, habits: this.#habits, workerUrl, signal});
    });
  }

  exportModel(): Promise<{modelJson: File; weights: File}> {
    return this.#model.writeFiles();
  }

  /**
   * Uses a model from outside, whose buttons are `keys` in document order. With `keep`, also stores it; else the page
   * names it: learning sets out from it, and a stored model that was learned from it is used in its place. Rejects with
   * the errors of `ActiveModel.readFile()`, and with `data-deleted` if a model to keep was overtaken by a deletion.
   */
  loadModel(
    source: string | URL | readonly File[],
    options: LearnerSettings & {keys: readonly string[]; keep: boolean; signal?: AbortSignal},
  ): Promise<ModelChange> {
    return this.#finish(() => this.#load(source, options));
  }

  async #load(
    source: string | URL | readonly File[],
    {
      keys,
      keep,
      signal: wanted,
      ...settings
    }: LearnerSettings & {keys: readonly string[]; keep: boolean; signal?: AbortSignal},
  ): Promise<ModelChange> {
    const turn = ++this.#loads.asked;
    if (keep) await this.#obeyOlderDeletions('model', new PredictiveError('data-deleted', overtakenMessage));
    const {signal} = this.#loading;
    const model = await this.#model.readFile(source, {keys, ...settings});
    wanted?.throwIfAborted();
    if (turn < this.#loads.used)
      throw new DOMException('Another model was asked for later, and is in use.', 'AbortError');
    this.#loads.used = turn;
    this.#training.cancel();
    await this.#records.check();
    if (keep) {
      signal.throwIfAborted();
      await this.#model.storeAndUse(model, {...settings, basedOn: []});
    } else if (await this.#model.useNamed(model, settings))
      return this.#announceStored('It was learned here, from the model that the page names.');
    return this.#observers.announce({
      verdict: 'taken',
      reasons: ['It was loaded from a file, and is used without comparison.'],
      source: 'file',
      architecture: model.architecture,
    });
  }

  /** The page names no model any more: learning sets out from the shipped one, and what is stored is used. */
  async unnameModel(): Promise<void> {
    if (this.#model.named === undefined) return;
    this.#training.cancel();
    this.#model.unname();
    if (await this.#model.restore()) this.#announceStored('The page names no model any more.');
    else this.#observers.announceReset('The page names no model any more.');
  }

  /** Deletes all samples, or `only` those with these ids; the model stays. */
  resetDataset({only}: {only?: readonly string[]} = {}): Promise<void> {
    this.#training.cancel();
    if (only === undefined) {
      this.#ownDeletions.data++;
      this.#stopImports();
    }
    return this.#finish(() => this.#samples.remove(only));
  }

  /** Returns to the model that the page names, or else the shipped one; the samples stay. */
  async resetModel(): Promise<void> {
    this.#training.cancel();
    this.#ownDeletions.model++;
    this.#stopLoading();
    await this.#finish(() => this.#model.reset());
    this.#samples.markTried();
    this.#observers.announceReset('The model was reset; prediction starts as on the first visit.');
  }

  /** Deletes every sample, model and habit, in memory and stored. */
  async forget(): Promise<void> {
    this.#ownDeletions.data++;
    this.#ownDeletions.model++;
    this.#drop(recordKinds);
    await this.#finish(() => this.#records.clear());
    this.#observers.announceReset('Everything that was learned here was deleted.');
  }

  /**
   * Another tab, or the user, has deleted records of these kinds: drops them here too, and then reads what is left or
   * newer.
   */
  deletedElsewhere(kinds: readonly DeletedKind[]): void {
    this.#drop(kinds, new PredictiveError('data-deleted', deletedMessage));
    this.#observers.tell((observer) => observer.onDeleted?.());
    if (recordKinds.every((kind) => kinds.includes(kind)))
      this.#observers.announceReset('Everything that was learned was deleted elsewhere in this browser.');
    else if (kinds.includes('model'))
      this.#observers.announceReset('The model was reset elsewhere in this browser.');
    void this.#refresh(kinds);
  }

  /** Another tab has stored a model or habits: uses them. */
  async storedElsewhere(kind: RecordKind): Promise<void> {
    await this.#refresh([kind]);
  }

  #drop(kinds: readonly DeletedKind[], reason?: PredictiveError): void {
    if (!kinds.every((kind) => kind === 'habits')) this.#training.cancel(reason);
    if (kinds.includes('samples') || kinds.includes('habits')) this.#stopImports();
    if (kinds.includes('habits')) this.habits.clear();
    if (kinds.includes('samples')) this.#samples.clear();
    if (kinds.includes('model')) {
      this.#stopLoading();
      this.#model.startOver();
    }
  }

  /** Reads what other tabs have stored, and drops the samples that they have deleted one by one. */
  async #refresh(kinds: readonly DeletedKind[] = recordKinds): Promise<void> {
    if (!this.#records.persistent) return;
    const areSomeGone = kinds.includes('some samples');
    await Promise.all([
      (areSomeGone || kinds.includes('samples')) && this.#samples.restore({areSomeGone}),
      kinds.includes('model') && this.#takeModel(),
      kinds.includes('habits') && this.#takeHabits(),
    ]);
  }

  async #takeModel(): Promise<void> {
    if (!(await this.#model.restore())) return;
    this.#samples.markTried();
    this.#announceStored('It was learned or loaded in another tab.');
  }

  async #takeHabits(): Promise<void> {
    if (await this.#habits.refresh()) this.#observers.tell((observer) => observer.onHabits?.());
  }

  #stopImports(): void {
    this.#importing.abort();
    this.#importing = new AbortController();
  }

  /**
   * What another tab has deleted before does not end what begins now. Throws `error` if this page deletes something
   * meanwhile.
   */
  async #obeyOlderDeletions(what: 'data' | 'model', error: Error): Promise<void> {
    const before = this.#ownDeletions[what];
    await this.#records.check();
    if (this.#ownDeletions[what] !== before) throw error;
  }

  #stopLoading(): void {
    this.#loading.abort(new PredictiveError('data-deleted', overtakenMessage));
    this.#loading = new AbortController();
  }

  #announceStored(reason: string): ModelChange {
    return this.#observers.announceStored(reason, this.model!.architecture);
  }
}
