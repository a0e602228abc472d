import type {PredictiveError} from './errors.js';
import type {Evaluation} from './learning/evaluation.js';
import type {Verdict} from './learning/gate.js';
import type {Architecture, BackendReport, EpochReport} from './learning/protocol.js';
import type {PreloadTrigger} from './preload/planner.js';

const bubbling = {bubbles: true, composed: true} as const;

/** Fired on a region when another target, or none, is predicted. */
export class PredictiveChangeEvent extends Event {
  static readonly type = 'predictive-change';
  /** The element that is now predicted, and its key; `null` when the prediction was withdrawn. */
  readonly predicted: HTMLElement | null;
  readonly key: string | null;
  /** Probability of the target now predicted, or of the one withdrawn; 0…1. */
  readonly probability: number;

  constructor({
    predicted,
    key,
    probability,
  }: Pick<PredictiveChangeEvent, 'predicted' | 'key' | 'probability'>) {
    super(PredictiveChangeEvent.type, bubbling);
    this.predicted = predicted;
    this.key = key;
    this.probability = probability;
  }
}

/** Fired on a region when the data set has grown or shrunk. */
export class PredictiveSampleEvent extends Event {
  static readonly type = 'predictive-sample';
  /** Key of the button pressed; `null` for a movement without a press; `undefined` for any other change. */
  readonly key: string | null | undefined;
  /** Samples now held, and how many of them per key (`none` apart). */
  readonly count: number;

  constructor({key, count}: {key: string | null | undefined; count: number}) {
    super(PredictiveSampleEvent.type, bubbling);
    this.key = key;
    this.count = count;
  }
}

export interface TrainProgress {
  /** `start`, `backend` (chosen), `epoch` (once each), then one of `end`, `cancel`, `error`. */
  phase: 'start' | 'backend' | 'epoch' | 'end' | 'cancel' | 'error';
  architecture: Architecture;
  /** With `epoch`: its number, losses and accuracies. */
  report?: EpochReport;
  /** From `backend` on: where TensorFlow.js trains, and why there. */
  backend?: BackendReport;
}

/** Fired on a region as training goes on. */
export class PredictiveTrainEvent extends Event implements TrainProgress {
  static readonly type = 'predictive-train';
  readonly phase: TrainProgress['phase'];
  readonly architecture: Architecture;
  declare readonly report?: EpochReport;
  declare readonly backend?: BackendReport;

  constructor({phase, architecture, report, backend}: TrainProgress) {
    super(PredictiveTrainEvent.type, bubbling);
    this.phase = phase;
    this.architecture = architecture;
    if (report !== undefined) this.report = report;
    if (backend !== undefined) this.backend = backend;
  }
}

export interface ModelChange {
  /** `taken`: now in use. `refused`: the one before stays, for `reasons`. `reset`: back to the start. */
  verdict: Verdict['verdict'] | 'reset';
  /** Sentences with numbers; also for a model that was taken. */
  reasons: string[];
  /** Where the model came from. */
  source: 'training' | 'file' | 'storage' | 'reset';
  architecture: Architecture | 'heuristic';
  /** How it did on the samples held out, if it was evaluated. */
  evaluation?: Evaluation | undefined;
}

/** Fired on a region when a model was judged: taken into use, refused, or reset. */
export class PredictiveModelEvent extends Event implements ModelChange {
  static readonly type = 'predictive-model';
  readonly verdict: ModelChange['verdict'];
  readonly reasons: string[];
  readonly source: ModelChange['source'];
  readonly architecture: ModelChange['architecture'];
  readonly evaluation: Evaluation | undefined;

  constructor({verdict, reasons, source, architecture, evaluation}: ModelChange) {
    super(PredictiveModelEvent.type, bubbling);
    this.verdict = verdict;
    this.reasons = reasons;
    this.source = source;
    this.architecture = architecture;
    this.evaluation = evaluation;
  }
}

/** Fired on a region when something failed that the page goes on without. */
export class PredictiveErrorEvent extends Event {
  static readonly type = 'predictive-error';
  readonly error: PredictiveError;

  constructor({error}: {error: PredictiveError}) {
    super(PredictiveErrorEvent.type, bubbling);
    this.error = error;
  }
}

export interface PreloadDetail {
  /** Probability that this target is pressed next, 0…1; as far as known for hover, focus and press. */
  probability: number;
  /** About how long until the press, ms. */
  leadEstimateMs: number;
  trigger: PreloadTrigger;
  /** Aborts when the prediction is withdrawn, or the target is disconnected or disabled. */
  signal: AbortSignal;
}

/**
 * Fired on a target when it is time to get its work ready, once per approach. `preventDefault()` skips
 * what the `preload` attribute would do.
 */
export class PreloadEvent extends Event implements PreloadDetail {
  static readonly type = 'preload';
  readonly probability: number;
  readonly leadEstimateMs: number;
  readonly trigger: PreloadTrigger;
  readonly signal: AbortSignal;
  readonly #work: Promise<unknown>[] = [];

  constructor({probability, leadEstimateMs, trigger, signal}: PreloadDetail) {
    super(PreloadEvent.type, {...bubbling, cancelable: true});
    this.probability = probability;
    this.leadEstimateMs = leadEstimateMs;
    this.trigger = trigger;
    this.signal = signal;
  }

  /**
   * Says how long the preload is under way: the target shows `:state(preloading)` until all promises
   * have settled, then `:state(preloaded)` if none was rejected. Rejections stay silent.
   */
  waitUntil(promise: Promise<unknown>): void {
    this.#work.push(promise);
    // A preload that fails is silent, whoever waits for it.
    promise.catch(() => undefined);
  }

  /** Settles as the work does, also what is added while it is under way: with a rejection, or when all is done. */
  async finished(): Promise<void> {
    for (const promise of this.#work) await promise;
  }
}

/** Fired on a target when a preload turned out: used by a press, or not. */
export class PreloadOutcomeEvent extends Event {
  static readonly type = 'preload-outcome';
  /** Whether the target was pressed while the preload stood. */
  readonly used: boolean;
  /** From the preload to the press or the withdrawal, ms. */
  readonly leadMs: number;
  readonly trigger: PreloadTrigger;

  constructor({used, leadMs, trigger}: Pick<PreloadOutcomeEvent, 'used' | 'leadMs' | 'trigger'>) {
    super(PreloadOutcomeEvent.type, bubbling);
    this.used = used;
    this.leadMs = leadMs;
    this.trigger = trigger;
  }
}

declare global {
  interface HTMLElementEventMap {
    'predictive-change': PredictiveChangeEvent;
    'predictive-sample': PredictiveSampleEvent;
    'predictive-train': PredictiveTrainEvent;
    'predictive-model': PredictiveModelEvent;
    'predictive-error': PredictiveErrorEvent;
    preload: PreloadEvent;
    'preload-outcome': PreloadOutcomeEvent;
  }
}
