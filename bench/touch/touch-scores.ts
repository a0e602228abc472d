import {CalibrationBins} from '../../src/core/calibration-bins.js';
import {tapHorizonMs} from '../../src/prediction/reading.js';
import type {PageView} from '../../pretrain/touch/read.js';
import type {Signal} from '../../tools/scores/fires.js';
import {median} from '../../tools/scores/averages.js';
import type {ReadView} from './read-in-chromium.js';
import type {ViewReport} from './report.js';

/** The kit's probabilities from which a link would be requested, beside its own rules. */
export const thresholds: readonly number[] = [
  0.005, 0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.07, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5,
];

/** Gain and cost of a policy. Shares are 0…1, and 0 if nothing was counted. */
export interface TouchScores {
  taps: number;
  requests: number;
  /** Share of the requests whose link was tapped on that page, later. */
  precision: number;
  wastePerTap: number;
  /** Share of the taps whose link was requested before the finger came down. */
  recall: number;
  /** Time from the request to the finger, ms, of those taps: the median, and the share of at least 500 ms. */
  medianLeadMs: number;
  leadShare500: number;
}

/** A tap of a target: when the finger came down. */
interface Tap {
  t: number;
  target: number;
}

export function tapsIn({steps}: PageView): Tap[] {
  let downAt = 0;
  return steps.flatMap((step): Tap[] => {
    if (step.kind === 'down') downAt = step.t;
    return step.kind === 'up' && step.target !== undefined ? [{t: downAt, target: step.target}] : [];
  });
}

/** Scores the first request for each link of a page: it lasts until the page is left. */
export function scoreRequests(
  views: readonly {taps: readonly Tap[]; requests: readonly Signal[]}[],
): TouchScores {
  let [taps, requests, used] = [0, 0, 0];
  const leads: number[] = [];
  for (const view of views) {
    const first = new Map<number, number>();
    for (const {t, target} of view.requests) if (!first.has(target)) first.set(target, t);
    const tapped = new Set(view.taps.map(({target}) => target));
    taps += view.taps.length;
    requests += first.size;
    used += [...first.keys()].filter((target) => tapped.has(target)).length;
    for (const {t, target} of view.taps) {
      const at = first.get(target);
      if (at !== undefined && at < t) leads.push(t - at);
    }
  }
  const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);
  return {
    taps,
    requests,
    precision: share(used, requests),
    wastePerTap: share(requests - used, taps),
    recall: share(leads.length, taps),
    medianLeadMs: median(leads),
    leadShare500: share(leads.filter((lead) => lead >= 500).length, leads.length),
  };
}

/** What would have been requested from a probability on. */
export function requestsAt({predictions}: Pick<ViewReport, 'predictions'>, threshold: number): Signal[] {
  return predictions.flatMap(({t, probabilities}) =>
    probabilities.flatMap(([target, probability]) => (probability >= threshold ? [{t, target}] : [])),
  );
}

/** The scores of each policy by name: those that request, and the kit from each of `thresholds` on. */
export function scorePolicies(read: readonly ReadView[]): Record<string, TouchScores> {
  const names = new Set(read.flatMap(({reports}) => reports.flatMap(({requests}) => Object.keys(requests))));
  const scores: Record<string, TouchScores> = {};
  const score = (name: string, requestsOf: (reports: readonly ViewReport[]) => readonly Signal[]): void => {
    scores[name] = scoreRequests(
      read.map(({view, reports}) => ({taps: tapsIn(view), requests: requestsOf(reports)})),
    );
  };
  for (const name of names) score(name, (reports) => reports.flatMap(({requests}) => requests[name] ?? []));
  for (const threshold of thresholds)
    score(`kit from ${threshold}`, (reports) => {
      const kit = reports.find(({predictions}) => predictions.length > 0);
      return kit === undefined ? [] : requestsAt(kit, threshold);
    });
  return scores;
}

/** How often what the kit said came true in time: of targets, in tenths. */
export function calibrationOf(read: readonly ReadView[]): CalibrationBins {
  const bins = new CalibrationBins(10);
  for (const {view, reports} of read) {
    const taps = tapsIn(view);
    const kit = reports.find(({predictions}) => predictions.length > 0);
    for (const {t, probabilities} of kit?.predictions ?? []) {
      const next = taps.find((tap) => tap.t > t);
      for (const [target, probability] of probabilities)
        bins.add(probability, {isTrue: next?.target === target && next.t - t <= tapHorizonMs});
    }
  }
  return bins;
}

/** The kit at the highest of its thresholds at which it foresees as many taps as a peer. */
export function atRecallOf(
  peer: TouchScores,
  scores: Record<string, TouchScores>,
): [string, TouchScores] | undefined {
  return thresholds
    .map((threshold): [string, TouchScores] => {
      const name = `kit from ${threshold}`;
      return [name, scores[name]!];
    })
    .findLast(([, {recall}]) => recall >= peer.recall);
}
