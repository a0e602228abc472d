import {headlineIntervals, type Headline} from './headline.js';
import {scorePolicies, type PolicyScores, type Tallies} from './policies.js';
import {savedAtWastes, type Saved, type SavedAtWaste} from './saved.js';
import type {Scores} from './tally.js';

/** Cost and gain of every policy on some recordings, and the figures that compare the kit with its peers. */
export interface Comparison<Figures extends Headline> extends PolicyScores {
  /** What the kit saves at some wastes per click. */
  savedAtWaste: Record<string, SavedAtWaste>;
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
    ...scores,
    savedAtWaste: savedAtWastes(scores.sweep),
    headline: headlineOf(scores),
    intervals: headlineIntervals(people, headlineOf),
  };
}

/** Selects measures of each policy for a file; adds `withdrawnPerClick` to the kit's own preloads. */
export function measuresByPolicy(
  policies: Readonly<Record<string, Scores>>,
  measures: readonly (keyof Scores)[],
  {withdrawnPerClick}: {withdrawnPerClick?: number} = {},
): Record<string, Record<string, number | Saved>> {
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
