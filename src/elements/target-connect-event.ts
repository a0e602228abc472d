import type {PredictiveTarget} from '../pointer/target.js';

/** Fired by a target when it is connected; the nearest region above takes it in. */
export class TargetConnectEvent extends Event {
  static readonly type = 'predictive-target-connect';
  readonly predictiveTarget: PredictiveTarget;
  /** Aborts when the target is disconnected. */
  readonly signal: AbortSignal;
  /** Set by the region that took the target in. */
  region: TargetOwner | undefined;

  constructor({target, signal}: {target: PredictiveTarget; signal: AbortSignal}) {
    super(TargetConnectEvent.type, {bubbles: true, composed: true});
    this.predictiveTarget = target;
    this.signal = signal;
  }
}

/** What a target may ask of its region. */
export interface TargetOwner {
  /** The target's key, disabled state or eagerness has changed. */
  targetChanged(target: PredictiveTarget): void;
  /** The page wants the target preloaded now. */
  requestPreload(target: PredictiveTarget): void;
}

/** Fired on the document by a region that has just been connected, for targets that were there before. */
export const regionReadyEvent = 'predictive-region-ready';
