import type {CalibrationReport} from '../../tools/scores/calibration.js';
import type {PolicyName} from '../accuracy/accuracy-table.js';
import type {Headline, StreamHeadline} from '../../tools/scores/headline.js';

export type Interval = [low: number, high: number];

/** What a policy costs and gains, as the report needs it. */
export interface PolicyFigures {
  medianLeadMs: number;
  wastePerClick: number;
  /** Share of the fires that were good, 0…1. */
  precision: number;
  /** Share of the presses with a lead of at least 100 ms, 0…1. */
  share100: number;
}

/** What `bench:stream` or `bench:preload` has measured. */
export interface LeadResult {
  kind: 'stream' | 'preload';
  /** The name of the file it was read from. */
  file: string;
  dataset: string;
  clicks: number;
  /** How long the use lasted, of a stream. */
  minutes?: number;
  policies: Record<string, PolicyFigures>;
  headline: Headline | StreamHeadline;
  /** 95 % by person; absent for one person. */
  intervals?: Partial<Record<keyof StreamHeadline, Interval>>;
  calibration?: CalibrationReport;
}

/** How often a policy was right at one moment. */
export interface MomentFigures {
  n: number;
  top1: number;
  top3: number;
  /** 95 % of top-1 by person; absent for one person. */
  interval?: Interval;
}

/** What `bench:accuracy` has measured. */
export interface AccuracyResult {
  kind: 'accuracy';
  file: string;
  dataset: string;
  trials: number;
  /** By the name of the policy, and by how long before the press, ms. */
  policies: Record<PolicyName, Record<string, MomentFigures>>;
  calibration: CalibrationReport;
}

export type Result = LeadResult | AccuracyResult;
