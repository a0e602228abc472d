import type {PreloadTrigger, WasteReason} from '../core/preload.js';

/** Number of calibration bins, all of equal width. */
export const binCount = 10;

/** A region's predictions and preloads since page load. Shares are `null` while there is nothing to count. */
export interface ScorecardReport {
  /** Pointer presses of targets, and how many of them were predicted at the time. */
  presses: number;
  predictedPresses: number;
  /** Times that a target became predicted, and how many were followed by its press. */
  predictions: number;
  rightPredictions: number;
  /**
   * Ended preloads: used by a press, or wasted; and how many wasted ones were cancelled before their work was
   * done.
   */
  used: number;
  wasted: number;
  withdrawnInTime: number;
  /** Wasted preloads by reason. */
  wastedByReason: Partial<Record<WasteReason, number>>;
  /** Bytes transferred, where known: by links, and by pages that the kit fetches itself. */
  usedBytes: number;
  wastedBytes: number;
  /** Share of predictions, and of preloads, that were right; share of presses that were predicted; 0…1. */
  precision: number | null;
  preloadPrecision: number | null;
  recall: number | null;
  /** Time from prediction to press, for right predictions, ms. */
  medianLeadMs: number | null;
  p90LeadMs: number | null;
  /** Time from preload to press, for used preloads, ms. */
  medianPreloadLeadMs: number | null;
  p90PreloadLeadMs: number | null;
  preloadsByTrigger: Partial<Record<PreloadTrigger, number>>;
  /** Stated probability of each new prediction compared with how often it came true, in ten bins. */
  calibration: {
    from: number;
    to: number;
    count: number;
    meanProbability: number | null;
    frequency: number | null;
  }[];
}

/** The report of a region without predictions. */
export function emptyReport(): ScorecardReport {
  return {
    presses: 0,
    predictedPresses: 0,
    predictions: 0,
    rightPredictions: 0,
    used: 0,
    wasted: 0,
    withdrawnInTime: 0,
    usedBytes: 0,
    wastedBytes: 0,
    precision: null,
    preloadPrecision: null,
    recall: null,
    medianLeadMs: null,
    p90LeadMs: null,
    medianPreloadLeadMs: null,
    p90PreloadLeadMs: null,
    preloadsByTrigger: {},
    wastedByReason: {},
    calibration: [...Array<undefined>(binCount)].map((_, index) => ({
      from: index / binCount,
      to: (index + 1) / binCount,
      count: 0,
      meanProbability: null,
      frequency: null,
    })),
  };
}
