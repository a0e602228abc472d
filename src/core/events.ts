import type {PredictiveError} from './errors.js';
import {FieldsEvent} from './fields-event.js';
import type {PredictiveModelEvent, PredictiveTrainEvent} from './learning-events.js';
import type {PreloadEvent, PreloadOutcomeEvent} from './preload-events.js';

// Not the classes: they load with what fires them.
export type * from './learning-events.js';
export type * from './preload-events.js';

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

declare global {
  // Of elements, which these events are fired on, and of the document and the window, to which they bubble.
  interface GlobalEventHandlersEventMap {
    'predictive-change': PredictiveChangeEvent;
    'predictive-sample': PredictiveSampleEvent;
    'predictive-train': PredictiveTrainEvent;
    'predictive-model': PredictiveModelEvent;
    'predictive-error': PredictiveErrorEvent;
    preload: PreloadEvent;
    'preload-outcome': PreloadOutcomeEvent;
  }
}
