import {preloadProbability} from '../../../src/preload/planner.js';
import type {LeadResult, PolicyFigures} from '../results.js';
import {costAndGain} from './wording.js';

/** A policy: a threshold of the kit, or one of the other policies. */
export interface LeadPoint extends PolicyFigures {
  name: string;
  /** Only for the kit. */
  threshold?: number;
}

export interface LeadPoints {
  /**
   * The kit from the highest threshold to the lowest; then as shipped, if it had learned, and without the order of
   * presses.
   */
  curves: LeadPoint[][];
  /** All policies without a threshold. */
  others: LeadPoint[];
}

export function leadPoints({policies}: LeadResult): LeadPoints {
  const all = Object.entries(policies).map(([name, figures]): LeadPoint => {
    const [, threshold] = name.split('@');
    return {name, ...figures, ...(threshold !== undefined && {threshold: Number(threshold)})};
  });
  const curves = ['kit@', 'shipped@', 'pointer@']
    .map((prefix) => all.filter(({name}) => name.startsWith(prefix)))
    .filter((curve) => curve.length > 0)
    .map((curve) => curve.sort((a, b) => b.threshold! - a.threshold!));
  return {curves, others: all.filter(({threshold}) => threshold === undefined)};
}

/** The most waste of any other policy, and of the kit at `eager`, unless that is far beyond. */
export function mostWaste({policies, headline}: LeadResult, others: readonly LeadPoint[]): number {
  const most = Math.max(
    ...others.map(({wastePerClick}) => wastePerClick),
    headline.wasteAtForesightLead ?? 0,
  );
  const eager = policies[`kit@${preloadProbability.eager.toFixed(2)}`]?.wastePerClick ?? 0;
  // The axis needs a length even if nothing is wasted.
  return Math.max(most, eager <= 2 * most ? eager : 0, 0.1);
}

/** A description of the chart, for people who do not see it. */
export function leadInWords({policies}: LeadResult, others: readonly LeadPoint[]): string {
  const kit = Object.entries(preloadProbability).flatMap(([eagerness, threshold]) => {
    const figures = policies[`kit@${threshold.toFixed(2)}`];
    return figures === undefined ? [] : [{...figures, name: `the kit at ${threshold} (${eagerness})`}];
  });
  const sentences = [...others, ...kit].map((point) => `${point.name} ${costAndGain(point)}`);
  return `Median lead against preloads wasted per click: ${sentences.join('; ')}.`;
}
