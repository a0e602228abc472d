import type {PredictiveError} from './errors.js';
import {FieldsEvent} from './fields-event.js';
import type {PredictiveModelEvent, PredictiveTrainEvent} from './learning-events.js';
import type {PreloadTrigger, UrlRefusal, WasteReason} from './preload.js';

export {
  PredictiveModelEvent,
  PredictiveTrainEvent,
  type ModelChange,
  type TrainProgress,
} from './learning-events.js';

/** Fired on a region when the predicted target changes, or there is none any more. */
export class PredictiveChangeEvent extends FieldsEvent<
  Pick<PredictiveChangeEvent, 'predicted' | 'key' | 'probability'>
> {
  static override readonly type = 'predictive-change';
  /** The predicted element and its key; `null` when the prediction was cleared. */
  declare readonly predicted: HTMLElement | null;
  declare readonly key: string | null;
  /** Probability of the predicted target, or of the cleared one, 0…1. */
  declare readonly probability: number;
}

/** Fired on a region when the number of samples changes. */
export class PredictiveSampleEvent extends FieldsEvent<Pick<PredictiveSampleEvent, 'key' | 'count'>> {
  static override readonly type = 'predictive-sample';
  /** Key of the button pressed; `null` for a movement without a press; `undefined` for any other change. */
  declare readonly key: string | null | undefined;
  /** Number of samples kept. */
  declare readonly count: number;
}

/** Fired on a region when something failed and the page continues without it. */
export class PredictiveErrorEvent extends FieldsEvent<Pick<PredictiveErrorEvent, 'error'>> {
  static override readonly type = 'predictive-error';
  declare readonly error: PredictiveError;
}

export interface PreloadDetail {
  /** Probability that this target is pressed next, 0…1; for hover, focus and press, the latest known one. */
  probability: number;
  /** Estimated time to the press, ms. */
  leadEstimateMs: number;
  trigger: PreloadTrigger;
  /** Aborts when the preload is cancelled, or the target is disconnected or disabled. */
  signal: AbortSignal;
  /** Why the kit itself would not request the target's URL; `undefined` if it would, or there is no URL. */
  refusal?: UrlRefusal | undefined;
}

/**
 * Fired on a target when it is time to prepare its work, once per approach. `preventDefault()` skips the
 * `preload` attribute's action.
 */
export class PreloadEvent extends FieldsEvent<PreloadDetail> implements PreloadDetail {
  static override readonly type = 'preload';
  declare readonly probability: number;
  declare readonly leadEstimateMs: number;
  declare readonly trigger: PreloadTrigger;
  declare readonly signal: AbortSignal;
  declare readonly refusal: UrlRefusal | undefined;
  readonly #work: unknown[] = [];

  constructor(detail: PreloadDetail) {
    super(detail, {cancelable: true});
  }

  /**
   * Extends the preload: the target shows `:state(preloading)` until all promises have settled, then
   * `:state(preloaded)` if none was rejected. Rejections are swallowed. What is no promise counts as done: functions
   * of routers return nothing where nothing is left to load.
   */
  waitUntil(work: unknown): void {
    this.#work.push(work);
    // Prevents an unhandled rejection.
    Promise.resolve(work).catch(() => undefined);
  }

  /** Resolves when all work is done, including work added meanwhile; rejects with the first rejection. */
  async finished(): Promise<void> {
    for (const promise of this.#work) await promise;
  }
}

/** Fired on a target when a preload with any work ends, used or not. */
export class PreloadOutcomeEvent extends FieldsEvent<
  Pick<PreloadOutcomeEvent, 'used' | 'reason' | 'leadMs' | 'trigger'>
> {
  static override readonly type = 'preload-outcome';
  /**
   * Whether the target was pressed while the preload was active, and a preloaded document was then opened. What a
   * `preload` listener prepared counts as used by the press itself.
   */
  declare readonly used: boolean;
  /** Why it was wasted; `undefined` if it was used. */
  declare readonly reason: WasteReason | undefined;
  /** Time from the preload to the press or the cancellation, ms. */
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
