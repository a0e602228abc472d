import type {Navigation} from './navigate.js';
import {median} from '../../tools/scores/tally.js';

/** What a policy gains and costs. */
export interface NavigationScores {
  /** From the click to the content, ms: the median, and what nine in ten clicks stay below. */
  medianMs: number;
  p90Ms: number;
  /** Requests for pages of content, and those of them that no click used. */
  requestsPerClick: number;
  wastedPerClick: number;
  /** How long before the click its page was asked for, ms; 0 where it was not. */
  medianLeadMs: number;
  /** Share of the clicks whose page had been rendered, or begun to be, before them, 0…1. */
  prerenderedShare: number;
}

/** Reduces the clicks of one policy, at least one, to figures. */
export function navigationScores(navigations: readonly Navigation[]): NavigationScores {
  const times = navigations.map(({contentMs}) => contentMs).sort((a, b) => a - b);
  const mean = (of: (navigation: Navigation) => number): number =>
    navigations.reduce((sum, navigation) => sum + of(navigation), 0) / navigations.length;
  return {
    medianMs: median(times),
    p90Ms: times[Math.ceil(0.9 * times.length) - 1]!,
    requestsPerClick: mean(({requests}) => requests),
    wastedPerClick: mean(({wasted}) => wasted),
    medianLeadMs: median(navigations.map(({leadMs}) => leadMs)),
    prerenderedShare: mean(({isPrerendered}) => Number(isPrerendered)),
  };
}
