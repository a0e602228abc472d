import {CalibrationBins} from '../core/calibration-bins.js';
import type {PreloadTrigger, WasteReason} from '../core/preload.js';
import {binCount, type ScorecardReport} from './report.js';

/** What the scorecard counts of an ended preload. */
export interface EndedPreload {
  trigger: PreloadTrigger;
  probability: number;
  used: boolean;
  /** Why it was wasted; `undefined` if it was used. */
  reason?: WasteReason | undefined;
  /** Time from the preload to the press or the cancellation, ms. */
  leadMs: number;
  /** Whether its work was done when it ended, or continues. */
  isDone: boolean;
  /** Bytes transferred, where known. */
  bytes: number | undefined;
}

/** Leads kept for the quantiles; the oldest are dropped first. */
const leadCapacity = 500;

/** Keeps the score of one region. Pure: callers report what happened and when. */
export class Scorecard {
  #presses = 0;
  #predictedPresses = 0;
  #predictions = 0;
  #used = 0;
  #wasted = 0;
  #withdrawnInTime = 0;
  readonly #bytes = {used: 0, wasted: 0};
  readonly #leads: number[] = [];
  readonly #preloadLeads: number[] = [];
  // Without a prototype, which a page may have changed.
  #reasons = Object.create(null) as Partial<Record<WasteReason, number>>;
  #triggers = Object.create(null) as Partial<Record<PreloadTrigger, number>>;
  readonly #calibration = new CalibrationBins(binCount);
  #open: {key: string; at: number; probability: number} | undefined;

  /** Another target is predicted, or none (`null`). */
  predict(key: string | null, {probability, now}: {probability: number; now: number}): void {
    this.#close(false, now);
    if (key === null) return;
    this.#predictions++;
    this.#open = {key, at: now, probability};
  }

  /** A target was pressed by the pointer. */
  press(key: string, {now}: {now: number}): void {
    this.#presses++;
    const right = this.#open?.key === key;
    if (right) this.#predictedPresses++;
    this.#close(right, now);
  }

  /** A preload was used or cancelled. */
  preloadEnded({trigger, used, reason, leadMs, isDone, bytes = 0}: EndedPreload): void {
    this.#triggers[trigger] = (this.#triggers[trigger] ?? 0) + 1;
    this.#bytes[used ? 'used' : 'wasted'] += bytes;
    if (used) {
      this.#used++;
      keep(this.#preloadLeads, leadMs);
    } else {
      this.#wasted++;
      if (reason !== undefined) this.#reasons[reason] = (this.#reasons[reason] ?? 0) + 1;
      if (!isDone) this.#withdrawnInTime++;
    }
  }

  /** A copy of the figures, ready for JSON. */
  report(): ScorecardReport {
    const ended = this.#predictions - (this.#open === undefined ? 0 : 1);
    return {
      presses: this.#presses,
      predictedPresses: this.#predictedPresses,
      predictions: this.#predictions,
      rightPredictions: this.#predictedPresses,
      used: this.#used,
      wasted: this.#wasted,
      wastedByReason: {...this.#reasons},
      withdrawnInTime: this.#withdrawnInTime,
      usedBytes: this.#bytes.used,
      wastedBytes: this.#bytes.wasted,
      precision: share(this.#predictedPresses, ended),
      preloadPrecision: share(this.#used, this.#used + this.#wasted),
      recall: share(this.#predictedPresses, this.#presses),
      medianLeadMs: quantile(this.#leads, 0.5),
      p90LeadMs: quantile(this.#leads, 0.9),
      medianPreloadLeadMs: quantile(this.#preloadLeads, 0.5),
      p90PreloadLeadMs: quantile(this.#preloadLeads, 0.9),
      preloadsByTrigger: {...this.#triggers},
      calibration: this.#calibration
        .bins()
        .map((bin) => (bin.count > 0 ? bin : {...bin, meanProbability: null, frequency: null})),
    };
  }

  #close(right: boolean, now: number): void {
    const open = this.#open;
    if (open === undefined) return;
    this.#open = undefined;
    this.#calibration.add(open.probability, {isTrue: right});
    if (right) keep(this.#leads, now - open.at);
  }
}

function share(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}

function keep(leads: number[], leadMs: number): void {
  leads.push(leadMs);
  if (leads.length > leadCapacity) leads.shift();
}

function quantile(leads: readonly number[], share: number): number | null {
  return leads.toSorted((a, b) => a - b)[Math.floor(share * (leads.length - 1))] ?? null;
}
