import {FieldsEvent} from './fields-event.js';
import type {PreloadTrigger, UrlRefusal, WasteReason} from './preload.js';

type PreloadDetail = Pick<PreloadEvent, 'probability' | 'leadEstimateMs' | 'trigger' | 'signal'> &
  Partial<Pick<PreloadEvent, 'refusal'>>;

/**
 * Fired on a target when it is time to prepare its work, once per approach. `preventDefault()` skips the
 * `preload` attribute's action.
 */
export class PreloadEvent extends FieldsEvent<PreloadDetail> {
  static override readonly type = 'preload';
  /** Probability that this target is pressed next, 0…1; for hover, focus and press, the latest known one. */
  declare readonly probability: number;
  /** Estimated time to the press, ms. */
  declare readonly leadEstimateMs: number;
  /** What triggered it: `model` is the prediction, `manual` a call of `requestPreload()`. */
  declare readonly trigger: PreloadTrigger;
  /** Aborts when the preload is cancelled, or the target is disconnected or disabled. */
  declare readonly signal: AbortSignal;
  /** Why the kit itself would not request the target's URL; `undefined` if it would, or there is no URL. */
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
  /** What triggered the preload, as in `PreloadEvent`. */
  declare readonly trigger: PreloadTrigger;
}
