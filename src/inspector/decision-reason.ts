import type {Observation} from '../core/observation.js';
import {keepShare, thresholdFor, type Threshold} from '../prediction/decision.js';

export interface ReasonOptions {
  /** Threshold of the region. */
  threshold: Threshold;
  /** Name of a target. */
  nameOf: (target: Observation['targets'][number]) => string;
}

/** With one decimal, since close to the threshold whole percents would contradict each other. */
function exactly(share: number): string {
  return `${(share * 100).toFixed(1)}\u00a0%`;
}

/** A sentence with numbers on why a region predicts a target, or none. */
export function reasonFor(
  {targets, predicted, none}: Observation,
  {threshold: setting, nameOf}: ReasonOptions,
): string {
  const threshold = thresholdNow(setting, targets);
  const holdsFrom = exactly(threshold * keepShare);
  const held = targets.find(({element}) => element === predicted);
  if (held !== undefined) {
    const share = exactly(held.probability);
    return held.probability >= threshold
      ? `${nameOf(held)} is predicted: its ${share} reach the threshold of ${exactly(threshold)}.`
      : `${nameOf(held)} stays predicted (hysteresis): its ${share} are below the threshold of ${exactly(threshold)}, but not below ${holdsFrom}, where a prediction is cleared.`;
  }
  const [best] = ranked(targets);
  if (best === undefined || best.probability === 0)
    return 'Nothing is predicted: the pointer rests, has just pressed or left, or heads for no button.';
  return `Nothing is predicted: ${nameOf(best)} is the likeliest with ${exactly(best.probability)}, and ${exactly(threshold)} are needed; no press has ${exactly(none)}.`;
}

/** A sentence on what changed between two observations, and why; `undefined` if the prediction stays. */
export function decisionBetween(
  before: Observation | undefined,
  now: Observation,
  {threshold: setting, nameOf}: ReasonOptions,
): string | undefined {
  const threshold = thresholdNow(setting, now.targets);
  const was = before?.targets.find(({element}) => element === before.predicted);
  if ((was?.element ?? null) === now.predicted) return undefined;
  const next = now.targets.find(({element}) => element === now.predicted);
  const left = now.targets.find(({element}) => element === was?.element)?.probability ?? 0;
  if (next !== undefined) {
    const share = exactly(next.probability);
    return was === undefined
      ? `${nameOf(next)} predicted at ${share}: the threshold of ${exactly(threshold)} is reached.`
      : `${nameOf(next)} predicted at ${share}, in place of ${nameOf(was)}, which has ${exactly(left)} left.`;
  }
  if (was === undefined) return undefined;
  return left === 0
    ? `${nameOf(was)} cleared: it was pressed, or the movement ended.`
    : `${nameOf(was)} cleared: its ${exactly(left)} fell below ${exactly(threshold * keepShare)}, ${keepShare} of the threshold.`;
}

/** The threshold that applies to the targets' present probabilities, 0…1. */
export function thresholdNow(threshold: Threshold, targets: Observation['targets']): number {
  const [first, second] = ranked(targets);
  return thresholdFor(threshold, first?.probability ?? 0, second?.probability ?? 0);
}

/** Targets, likeliest first. */
export function ranked(targets: Observation['targets']): Observation['targets'] {
  return targets.toSorted((a, b) => b.probability - a.probability);
}
