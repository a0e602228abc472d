import {seededRandom} from '../../src/core/random.js';
import {middle95} from './bootstrap.js';
import {scorePolicies, type PolicyScores, type Tallies} from './policies.js';
import {leadAtWaste, wasteAtLead} from './sweep.js';

/** The kit at the same cost, or the same gain, as a peer; `null` where it never gets there. */
export interface Headline {
  leadAtForesightWasteMs: number | null;
  foresightLeadMs: number;
  wasteAtForesightLead: number | null;
  foresightWaste: number;
}

export interface StreamHeadline extends Headline {
  leadAtHover65WasteMs: number | null;
  hover65LeadMs: number;
  leadAtHover200WasteMs: number | null;
  hover200LeadMs: number;
}

export function headlineOf({policies, sweep}: PolicyScores): Headline {
  const {medianLeadMs, wastePerClick} = policies['foresight']!;
  return {
    leadAtForesightWasteMs: leadAtWaste(sweep, wastePerClick),
    foresightLeadMs: medianLeadMs,
    wasteAtForesightLead: wasteAtLead(sweep, medianLeadMs),
    foresightWaste: wastePerClick,
  };
}

export function streamHeadlineOf(scores: PolicyScores): StreamHeadline {
  const {policies, sweep} = scores;
  const hover65 = policies['hover-65']!;
  const hover200 = policies['hover-200']!;
  return {
    ...headlineOf(scores),
    leadAtHover65WasteMs: leadAtWaste(sweep, hover65.wastePerClick),
    hover65LeadMs: hover65.medianLeadMs,
    leadAtHover200WasteMs: leadAtWaste(sweep, hover200.wastePerClick),
    hover200LeadMs: hover200.medianLeadMs,
  };
}

/** Number of bootstrap draws: each adds up a hundred policies again. */
const draws = 200;

const seed = 1;

/**
 * The 95 % confidence interval of each figure, by a percentile bootstrap over people. `undefined` for one
 * person; a figure that was `null` in any draw has no interval.
 */
export function headlineIntervals<Figures extends Headline>(
  people: readonly Tallies[],
  headline: (scores: PolicyScores) => Figures,
): Partial<Record<keyof Figures, [low: number, high: number]>> | undefined {
  if (people.length < 2) return undefined;
  const random = seededRandom(seed);
  const drawn = Array.from({length: draws}, () =>
    headline(scorePolicies(people.map(() => people[Math.floor(random() * people.length)]!))),
  );
  const bounds: Partial<Record<keyof Figures, [low: number, high: number]>> = {};
  for (const figure of Object.keys(drawn[0]!) as (keyof Figures)[]) {
    const values = drawn.flatMap(({[figure]: value}) => (typeof value === 'number' ? [value] : []));
    if (values.length < draws) continue;
    values.sort((a, b) => a - b);
    bounds[figure] = middle95(values);
  }
  return bounds;
}
