import {FieldsEvent} from './fields-event.js';
import type {PredictiveTarget} from './target.js';

/** Fired by a target when it is connected; the nearest ancestor region adds it. */
export class TargetConnectEvent extends FieldsEvent<Pick<TargetConnectEvent, 'predictiveTarget' | 'signal'>> {
  static override readonly type = 'predictive-target-connect';
  declare readonly predictiveTarget: PredictiveTarget;
  /** Aborts when the target is disconnected. */
  declare readonly signal: AbortSignal;
  /** Set by the region that added the target. */
  declare region?: TargetOwner;
}

/** A target that has joined a region, until the signal aborts. */
export interface JoinedTarget {
  target: PredictiveTarget;
  signal: AbortSignal;
}

/** The methods of a region that its targets may call. */
export interface TargetOwner {
  /** Whether it still owns its targets; they offer themselves to others if not. */
  readonly isConnected: boolean;
  /** Reports that the target's key, disabled state or preload has changed. */
  targetChanged(target: PredictiveTarget): void;
  /** Preloads the target now, because the page wants it. */
  requestPreload(target: PredictiveTarget): void;
}

/** Fired on the document by a newly connected region, for targets that were connected before it. */
export const regionReadyEvent = 'predictive-region-ready';
