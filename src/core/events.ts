import type {PredictiveError} from './errors.js';
import {FieldsEvent} from './fields-event.js';
import type {PredictiveModelEvent, PredictiveTrainEvent} from './learning-events.js';
import type {PreloadTrigger, UrlRefusal} from './preload.js';

// Those of learning.
export {
  PredictiveModelEvent,
  PredictiveTrainEvent,
  type ModelChange,
  type TrainProgress,
} from './learning-events.js';

/** Fired on a region when another target, or none, is predicted. */
export class PredictiveChangeEvent extends FieldsEvent<
  Pick<PredictiveChangeEvent, 'predicted' | 'key' | 'probability'>
> {
  static override readonly type = 'predictive-change';
  /** The element that is now predicted, and its key; `null` when the prediction was withdrawn. */
  declare readonly predicted: HTMLElement | null;
  declare readonly key: string | null;
  /** Probability of the target now predicted, or of the one withdrawn; 0…1. */
  declare readonly probability: number;
}

/** Fired on a region when the data set has grown or shrunk. */
export class PredictiveSampleEvent extends FieldsEvent<Pick<PredictiveSampleEvent, 'key' | 'count'>> {
  static override readonly type = 'predictive-sample';
  /** Key of the button pressed; `null` for a movement without a press; `undefined` for any other change. */
  declare readonly key: string | null | undefined;
  /** Samples now held. */
  declare readonly count: number;
}

/** Fired on a region when something failed that the page goes on without. */
export class PredictiveErrorEvent extends FieldsEvent<Pick<PredictiveErrorEvent, 'error'>> {
  static override readonly type = 'predictive-error';
  declare readonly error: PredictiveError;
}

export interface PreloadDetail {
  /** Probability that this target is pressed next, 0…1; as far as known for hover, focus and press. */
  probability: number;
  /** About how long until the press, ms. */
  leadEstimateMs: number;
  trigger: PreloadTrigger;
  /** Aborts when the prediction is withdrawn, or the target is disconnected or disabled. */
  signal: AbortSignal;
  /** Why the kit itself would not ask for the target's URL; `undefined` where it would, or where there is none. */
  refusal?: UrlRefusal | undefined;
}

/**
 * Fired on a target when it is time to get its work ready, once per approach. `preventDefault()` skips
 * what the `preload` attribute would do.
 */
export class PreloadEvent extends FieldsEvent<PreloadDetail> implements PreloadDetail {
  static override readonly type = 'preload';
  declare readonly probability: number;
  declare readonly leadEstimateMs: number;
  declare readonly trigger: PreloadTrigger;
  declare readonly signal: AbortSignal;
  declare readonly refusal: UrlRefusal | undefined;
  readonly #work: Promise<unknown>[] = [];

  constructor(detail: PreloadDetail) {
    super(detail, {cancelable: true});
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

/** Fired on a target when a preload that had any work turned out: used by a press, or not. */
export class PreloadOutcomeEvent extends FieldsEvent<
  Pick<PreloadOutcomeEvent, 'used' | 'leadMs' | 'trigger'>
> {
  static override readonly type = 'preload-outcome';
  /** Whether the target was pressed while the preload stood. */
  declare readonly used: boolean;
  /** From the preload to the press or the withdrawal, ms. */
  declare readonly leadMs: number;
  declare readonly trigger: PreloadTrigger;
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
