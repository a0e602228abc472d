import {FieldsEvent} from './fields-event.js';
import type {PredictiveTarget} from './target.js';

/** Fired by a target when it is connected; the nearest region above takes it in. */
export class TargetConnectEvent extends FieldsEvent<Pick<TargetConnectEvent, 'predictiveTarget' | 'signal'>> {
  static override readonly type = 'predictive-target-connect';
  declare readonly predictiveTarget: PredictiveTarget;
  /** Aborts when the target is disconnected. */
  declare readonly signal: AbortSignal;
  /** Set by the region that took the target in. */
  declare region?: TargetOwner;
}

/** What a target may ask of its region. */
export interface TargetOwner {
  /** The target's key, disabled state or preload has changed. */
  targetChanged(target: PredictiveTarget): void;
  /** The page wants the target preloaded now. */
  requestPreload(target: PredictiveTarget): void;
}

/** Fired on the document by a region that has just been connected, for targets that were there before. */
export const regionReadyEvent = 'predictive-region-ready';
