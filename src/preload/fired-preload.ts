import {PreloadEvent} from '../core/preload-events.js';
import type {PredictiveTarget} from '../core/target.js';
import type {PreloadSteps} from './preload-steps.js';

/** A `preload` event that knows whether a listener added work. */
export class FiredPreloadEvent extends PreloadEvent {
  #isAwaited = false;

  get hasWork(): boolean {
    return this.#isAwaited || this.defaultPrevented;
  }

  override waitUntil(work: unknown): void {
    // Later calls are the kit's own.
    if (this.eventPhase !== Event.NONE) this.#isAwaited = true;
    super.waitUntil(work);
  }
}

/** A preload that has started. */
export interface Preload {
  /** The target that it is for; another takes it over if the page renders a link anew. */
  target: PredictiveTarget;
  event: FiredPreloadEvent;
  abort: AbortController;
  startedAt: number;
  /** The declared steps; `undefined` until their chunk has loaded. */
  steps?: PreloadSteps;
  /** Whether all work is done. */
  isDone?: boolean;
}

/** Whether a listener, or the declaration, has something prepared. */
export function hasWork({event, steps}: Preload): boolean {
  return event.hasWork || steps?.hasWork === true;
}
