import type {CalibrationReport} from '../../tools/scores/calibration.js';
import type {PolicyName} from '../accuracy/accuracy-table.js';
import type {Headline, StreamHeadline} from '../../tools/scores/headline.js';

export type Interval = [low: number, high: number];

/** Cost and gain of a policy. */
export interface PolicyFigures {
  medianLeadMs: number;
  wastePerClick: number;
  /** Share of the fires that were good, 0…1. */
  precision: number;
  /** Share of the presses with a lead of at least 100 ms, 0…1. */
  share100: number;
}

/** The results of `bench:stream` or `bench:preload`. */
export interface LeadResult {
  kind: 'stream' | 'preload';
  /** The name of the file. */
  file: string;
  dataset: string;
  clicks: number;
  /** Length of the recordings; only for a stream. */
  minutes?: number;
  policies: Record<string, PolicyFigures>;
  headline: Headline | StreamHeadline;
  /** 95 % intervals by person; absent for one person. */
  intervals?: Partial<Record<keyof StreamHeadline, Interval>>;
  calibration?: CalibrationReport;
}

/** How often a policy was right at one moment. */
export interface MomentFigures {
  n: number;
  top1: number;
  top3: number;
  /** 95 % interval of top-1 by person; absent for one person. */
  interval?: Interval;
}

/** The results of `bench:accuracy`. */
export interface AccuracyResult {
  kind: 'accuracy';
  file: string;
  dataset: string;
  trials: number;
  /** By policy, and by time before the press, ms. */
  policies: Record<PolicyName, Record<string, MomentFigures>>;
  calibration: CalibrationReport;
}

export type Result = LeadResult | AccuracyResult;
