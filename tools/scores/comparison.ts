import {headlineIntervals, type Headline} from './headline.js';
import {scorePolicies, type PolicyScores, type Tallies} from './policies.js';
import type {Scores} from './tally.js';

/** Cost and gain of every policy on some recordings, and the figures that compare the kit with its peers. */
export interface Comparison<Figures extends Headline> {
  policies: Record<string, Scores>;
  headline: Figures;
  /** 95 % interval by person; `undefined` for one person. */
  intervals: ReturnType<typeof headlineIntervals<Figures>>;
}

/** Scores the policies over all people. */
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

/** Selects measures of each policy for a file; adds `withdrawnPerClick` to the kit's own preloads. */
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
