import type {Navigation} from './navigate.js';
import {mean, median} from '../../tools/scores/averages.js';

/** Gain and cost of a policy. */
export interface NavigationScores {
  /** From the click to the content, ms: the median and the 90th percentile. */
  medianMs: number;
  p90Ms: number;
  /** Requests for pages of content, and those that no click used. */
  requestsPerClick: number;
  wastedPerClick: number;
  /** Time from the first request for its page to the click, ms; 0 without one. */
  medianLeadMs: number;
  /** Share of the clicks whose page had been rendered, at least partly, before them, 0…1. */
  prerenderedShare: number;
}

/** Reduces the clicks of one policy, at least one, to figures. */
export function navigationScores(navigations: readonly Navigation[]): NavigationScores {
  const times = navigations.map(({contentMs}) => contentMs).sort((a, b) => a - b);
  const meanOf = (of: (navigation: Navigation) => number): number => mean(navigations.map(of));
  return {
    medianMs: median(times),
    p90Ms: times[Math.ceil(0.9 * times.length) - 1]!,
    requestsPerClick: meanOf(({requests}) => requests),
    wastedPerClick: meanOf(({wasted}) => wasted),
    medianLeadMs: median(navigations.map(({leadMs}) => leadMs)),
    prerenderedShare: meanOf(({isPrerendered}) => Number(isPrerendered)),
  };
}
