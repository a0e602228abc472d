import type {CalibrationReport} from '../../tools/scores/calibration.js';
import type {PolicyName} from '../accuracy/accuracy-table.js';
import type {Headline, StreamHeadline} from '../../tools/scores/headline.js';
import type {Saved} from '../../tools/scores/saved.js';
import type {Third} from '../stream/thirds.js';

export type Interval = [low: number, high: number];

/** Cost and gain of a policy. */
export interface PolicyFigures {
  medianLeadMs: number;
  wastePerClick: number;
  /** Share of the fires that were good, 0…1. */
  precision: number;
  /** Share of the presses with a lead of at least 100 ms, 0…1. */
  share100: number;
  saved: Saved;
}

/** A network measured outside the project. */
export interface Ceiling {
  name: string;
  /** Its name in the chart; absent if only the table has it. */
  label?: string;
  points: {wastePerClick: number; medianLeadMs: number}[];
}

/** How far other networks get, by the pointer alone. */
export interface Ceilings {
  /** What they are. */
  source: string;
  /** Whether they were measured on other windows, and are drawn relative to a network that was tried on both. */
  isScaled: boolean;
  networks: Ceiling[];
}

/** A variant of the kit over the thirds of long windows. */
export interface LearningCurve {
  /** The policy whose mark and colour it has. */
  policy: 'kit@' | 'shipped@' | 'pointer@';
  title: string;
  thirds: Pick<
    Third,
    'clicks' | 'foresightLeadMs' | 'foresightWaste' | 'wasteAtForesightLead' | 'leadAtForesightWasteMs'
  >[];
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
  /** Those of the kit without the order of presses have `pointer@` in front of the threshold. */
  policies: Record<string, PolicyFigures>;
  headline: Headline | StreamHeadline;
  /** 95 % intervals by person; absent for one person. */
  intervals?: Partial<Record<keyof StreamHeadline, Interval>>;
  calibration?: CalibrationReport;
  /** Absent if there is nothing to compare them with. */
  ceilings?: Ceilings;
  /** Empty without windows of ten minutes. */
  learning: LearningCurve[];
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
