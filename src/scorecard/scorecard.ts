import type {PreloadTrigger} from '../preload/planner.js';

/** Bins of the calibration: ten of equal width. */
const binCount = 10;

/** Leads kept for the median; the oldest leave first. */
const leadCapacity = 500;

/** How a region has predicted and preloaded since the page was loaded. Shares are `null` while nothing counts. */
export interface ScorecardReport {
  /** Presses of targets by the pointer, and how many of those were predicted when they came. */
  presses: number;
  predictedPresses: number;
  /** Times that a target became predicted, and how many of them a press of that target followed. */
  predictions: number;
  rightPredictions: number;
  /** Preloads that have ended, by how. */
  used: number;
  wasted: number;
  /** Share of predictions, and of preloads, that were right; share of presses that were predicted; 0…1. */
  precision: number | null;
  preloadPrecision: number | null;
  recall: number | null;
  /** Time from the prediction to the press, of those that were right, ms. */
  medianLeadMs: number | null;
  p90LeadMs: number | null;
  preloadsByTrigger: Partial<Record<PreloadTrigger, number>>;
  /** Stated probability of each new prediction against how often it came true, in ten bins. */
  calibration: {
    from: number;
    to: number;
    count: number;
    meanProbability: number | null;
    frequency: number | null;
  }[];
}

/** Keeps the score of one region. Pure: it is told what happened and when. */
export class Scorecard {
  #presses = 0;
  #predictedPresses = 0;
  #predictions = 0;
  #used = 0;
  #wasted = 0;
  #leads: number[] = [];
  #triggers: Partial<Record<PreloadTrigger, number>> = {};
  /** Count, sum of stated probabilities, and how many came true. */
  #bins = Array.from({length: binCount}, (): [count: number, sum: number, right: number] => [0, 0, 0]);
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

  preloadEnded({trigger, used}: {trigger: PreloadTrigger; used: boolean}): void {
    this.#triggers[trigger] = (this.#triggers[trigger] ?? 0) + 1;
    if (used) this.#used++;
    else this.#wasted++;
  }

  /** A copy of the figures, ready for JSON. */
  report(): ScorecardReport {
    const leads = [...this.#leads].sort((a, b) => a - b);
    const quantile = (share: number): number | null => leads[Math.floor(share * (leads.length - 1))] ?? null;
    const ended = this.#predictions - (this.#open === undefined ? 0 : 1);
    return {
      presses: this.#presses,
      predictedPresses: this.#predictedPresses,
      predictions: this.#predictions,
      rightPredictions: this.#predictedPresses,
      used: this.#used,
      wasted: this.#wasted,
      precision: share(this.#predictedPresses, ended),
      preloadPrecision: share(this.#used, this.#used + this.#wasted),
      recall: share(this.#predictedPresses, this.#presses),
      medianLeadMs: quantile(0.5),
      p90LeadMs: quantile(0.9),
      preloadsByTrigger: {...this.#triggers},
      calibration: this.#bins.map(([count, sum, right], index) => ({
        from: index / binCount,
        to: (index + 1) / binCount,
        count,
        meanProbability: share(sum, count),
        frequency: share(right, count),
      })),
    };
  }

  #close(right: boolean, now: number): void {
    const open = this.#open;
    if (open === undefined) return;
    this.#open = undefined;
    const bin = this.#bins[Math.min(binCount - 1, Math.floor(open.probability * binCount))]!;
    bin[0]++;
    bin[1] += open.probability;
    if (!right) return;
    bin[2]++;
    this.#leads.push(now - open.at);
    if (this.#leads.length > leadCapacity) this.#leads.shift();
  }
}

function share(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}
