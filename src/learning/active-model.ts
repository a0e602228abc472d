import {Lazy} from '../core/lazy.js';
import {asPredictiveError, PredictiveError} from '../core/errors.js';
import type {ModelChange} from '../core/learning-events.js';
import type {TrainedModel} from '../core/model.js';
import {featureCounts, featureVersion} from '../prediction/feature-names.js';
import {shippedWeights} from '../prediction/weights.js';
import {checkUsableModel} from '../storage/check-model.js';
import {checksumOf} from '../storage/model-record.js';
import type {RecordKind, Records} from '../storage/records.js';
import {scorerFile} from '../model-files/scorer-file.js';
import type {LearnerSettings} from './learner-settings.js';
import {SequenceModelClient} from './sequence-model-client.js';
import {Trainer} from './trainer.js';

type RunSettings = Pick<LearnerSettings, 'backend' | 'workerUrl'>;

/** Loaded lazily: few visitors have a model file. */
const modelFiles = new Lazy(() => import('../model-files/model-file.js'));

export interface ActiveModelOptions {
  records: Records;
  /** Called when a sequence model cannot run here and the shipped model replaces it. */
  onFallback: (change: ModelChange) => void;
  onError: (error: PredictiveError) => void;
}

/** Message of `data-deleted`. */
export const deletedMessage =
  'What the model was learned from was deleted meanwhile, here or in another tab; the model is not used.';

/** The model that a learner uses: the shipped one until another is trained, loaded or restored. */
export class ActiveModel {
  readonly #options: ActiveModelOptions;
  #model: TrainedModel | undefined;
  #client: SequenceModelClient | undefined;
  /** Number of changes of the model in use. */
  #changes = 0;
  /** The model that the page names, from which learning sets out, and its checksum. */
  #named: {model: TrainedModel; checksum: string} | undefined;
  #isClosed = false;

  constructor(options: ActiveModelOptions) {
    this.#options = options;
  }

  /** The model from which learning sets out, named by the page; `undefined` for the shipped one. */
  get named(): TrainedModel | undefined {
    return this.#named?.model;
  }

  /** The model in use; `undefined` for the shipped one. */
  get model(): TrainedModel | undefined {
    return this.#model;
  }

  /** The client of the model in use, if that is a sequence model. */
  get client(): SequenceModelClient | undefined {
    return this.#client;
  }

  /**
   * Uses the stored model, if there is another one for known features; if the page names a model, only
   * one that was learned from that. Resolves to whether the model in use has changed.
   */
  async restore(): Promise<boolean> {
    const changes = this.#changes;
    const model = await this.#options.records.read('model');
    if (model === undefined || this.#changes !== changes) return false;
    if (this.#named !== undefined && model.learnedFrom !== this.#named.checksum) return false;
    if (model.architecture === 'scorer' && !featureCounts.has(model.featureVersion)) return false;
    if (this.#model !== undefined && isSame(model, this.#model)) return false;
    this.use(model);
    return true;
  }

  /**
   * Uses a model, or the shipped one, until the page is closed. With `settings`, a sequence model starts at
   * once; without, as for a stored one, it starts with the first movement, so that a page that is only read
   * downloads nothing.
   */
  use(model: TrainedModel | undefined, settings?: RunSettings): void {
    this.#changes++;
    this.#client?.close();
    this.#client = undefined;
    this.#model = model;
    if (model === undefined || model.architecture === 'scorer' || this.#isClosed) return;
    const client = new SequenceModelClient({
      model,
      backend: settings?.backend,
      workerUrl: settings?.workerUrl,
      onFailure: (error) => this.#fallBack(client, error),
    });
    this.#client = client;
    if (settings !== undefined) void client.open();
  }

  /**
   * Uses a model that the page names, or the stored one that was learned from it. Resolves to whether it is the stored
   * one.
   */
  async useNamed(model: TrainedModel, settings: RunSettings): Promise<boolean> {
    this.#named = {model, checksum: checksumOf(model)};
    this.use(model, settings);
    return this.restore();
  }

  /** The page names no model any more: uses the shipped one. */
  unname(): void {
    this.#named = undefined;
    this.use(undefined);
  }

  /** Returns to where learning sets out from: the model that the page names, or else the shipped one. */
  startOver(): void {
    this.use(this.named);
  }

  /**
   * Stores a model and uses it, also at the next visit of a page that names the same model as now. Rejects with
   * `data-deleted`, and does neither, if the model before it, or records of a kind that it is based on, were deleted
   * meanwhile, here or in another tab.
   */
  async storeAndUse(
    model: TrainedModel,
    {basedOn, ...settings}: RunSettings & {basedOn: readonly RecordKind[]},
  ): Promise<void> {
    const learnedFrom = this.#named?.checksum;
    const kept = {...model, ...(learnedFrom !== undefined && {learnedFrom})};
    const outcome = await this.#options.records.write('model', kept, {basedOn});
    if (outcome === 'deleted') throw new PredictiveError('data-deleted', deletedMessage);
    this.use(kept, settings);
  }

  /** Starts over; resolves once no model is stored. */
  async reset(): Promise<void> {
    this.startOver();
    await this.#options.records.remove('model');
  }

  /**
   * Reads a model from its files or URL and tests it in a worker. `keys` are the buttons in document order,
   * for a sequence model without its own keys. Rejects with `chunk-unavailable`, `model-unreachable` or
   * `invalid-model`.
   */
  async readFile(
    source: string | URL | readonly File[],
    {keys, workerUrl}: Pick<LearnerSettings, 'workerUrl'> & {keys: readonly string[]},
  ): Promise<TrainedModel> {
    const {fetchModel, readModelFiles} = await modelFiles.request();
    const artifacts = await (source instanceof Array ? readModelFiles(source) : fetchModel(source));
    const known = artifacts.userDefinedMetadata.keys;
    const outputs = known.length > 0 ? known.length : keys.length;
    const inspected = await new Trainer({workerUrl}).inspect({artifacts, outputs});
    const model =
      inspected.architecture === 'scorer' || inspected.keys.length > 0
        ? inspected
        : {...inspected, keys: [...keys]};
    // A worker of another version may answer anything.
    checkUsableModel(model);
    return model;
  }

  /** The model in use as files. Rejects with `chunk-unavailable`. */
  async writeFiles(): Promise<{modelJson: File; weights: File}> {
    const model = this.#model ?? {architecture: 'scorer', weights: shippedWeights, featureVersion};
    const {writeModelFiles} = await modelFiles.request();
    return writeModelFiles(model.architecture === 'scorer' ? scorerFile(model) : model.artifacts);
  }

  /** Terminates the worker of a sequence model for good. */
  close(): void {
    this.#isClosed = true;
    this.#client?.close();
  }

  /** Falls back to the shipped model; the stored one is tried again on the next visit. */
  #fallBack(client: SequenceModelClient, error: unknown): void {
    if (this.#client !== client) return;
    if (this.#named?.model === this.#model) this.#named = undefined;
    this.use(undefined);
    const message = 'The model cannot run here; prediction continues without it.';
    this.#options.onError(asPredictiveError('worker-unavailable', message, error));
    this.#options.onFallback({
      verdict: 'refused',
      reasons: [message],
      source: 'storage',
      architecture: 'scorer',
    });
  }
}

function isSame(one: TrainedModel, other: TrainedModel): boolean {
  return checksumOf(one) === checksumOf(other);
}
