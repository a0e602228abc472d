import type {PreloadTrigger} from '../core/preload.js';

/** Bins of the calibration: ten of equal width. */
export const binCount = 10;

/** How a region has predicted and preloaded since the page was loaded. Shares are `null` while nothing counts. */
export interface ScorecardReport {
  /** Presses of targets by the pointer, and how many of those were predicted when they came. */
  presses: number;
  predictedPresses: number;
  /** Times that a target became predicted, and how many of them a press of that target followed. */
  predictions: number;
  rightPredictions: number;
  /** Preloads that have ended: used by a press, or not; and how many of those were taken back before their work was done. */
  used: number;
  wasted: number;
  withdrawnInTime: number;
  /** Bytes that they transferred, of those that say so: links and pages fetched by the kit itself. */
  usedBytes: number;
  wastedBytes: number;
  /** Share of predictions, and of preloads, that were right; share of presses that were predicted; 0…1. */
  precision: number | null;
  preloadPrecision: number | null;
  recall: number | null;
  /** Time from the prediction to the press, of those that were right, ms. */
  medianLeadMs: number | null;
  p90LeadMs: number | null;
  /** Time from the preload to the press, of those that were used, ms. */
  medianPreloadLeadMs: number | null;
  p90PreloadLeadMs: number | null;
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

/** The report of a region that has not predicted yet. */
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
    calibration: Array.from({length: binCount}, (_, index) => ({
      from: index / binCount,
      to: (index + 1) / binCount,
      count: 0,
      meanProbability: null,
      frequency: null,
    })),
  };
}
