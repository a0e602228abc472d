import {headlineIntervals, type Headline} from './headline.js';
import {scorePolicies, type PolicyScores, type Tallies} from './policies.js';
import type {Scores} from './tally.js';

/** What every policy costs and gains on some recordings, and the figures by which the kit is compared. */
export interface Comparison<Figures extends Headline> {
  policies: Record<string, Scores>;
  headline: Figures;
  /** 95 % by person; `undefined` for one person. */
  intervals: ReturnType<typeof headlineIntervals<Figures>>;
}

/** Scores the policies on all people together. */
export function comparePolicies<Figures extends Headline>(
  people: readonly Tallies[],
  headlineOf: (scores: PolicyScores) => Figures,
): Comparison<Figures> {
  const scores = scorePolicies(people);
  return {
    policies: scores.policies,
    headline: headlineOf(scores),
    intervals: headlineIntervals(people, headlineOf),
  };
}

/** Some measures of each policy for a file; `withdrawnPerClick` goes to the kit's own preloads. */
export function measuresByPolicy(
  policies: Readonly<Record<string, Scores>>,
  measures: readonly (keyof Scores)[],
  {withdrawnPerClick}: {withdrawnPerClick?: number} = {},
): Record<string, Record<string, number>> {
  return Object.fromEntries(
    Object.entries(policies).map(([name, scores]) => [
      name,
      {
        ...Object.fromEntries(measures.map((measure) => [measure, scores[measure]])),
        ...(name === 'kit-moderate' && withdrawnPerClick !== undefined && {withdrawnPerClick}),
      },
    ]),
  );
}
