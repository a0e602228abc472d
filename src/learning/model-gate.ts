import type {Evaluation, Verdict} from '../core/evaluation.js';
import {minimumPresses, pressedKeys, type Sample} from '../core/sample.js';

/**
 * The least to learn from. 30 presses leave 6 to judge by, and with fewer than 5 of a button there is on
 * average not one of it among those. At least two buttons must have that many: with one there is no choice.
 */
export const minimumSamples = {presses: minimumPresses, perButton: 5, buttons: 2} as const;

/** Held-out samples from which an accuracy means something: with 5, one lucky guess is at most a fifth. */
export const minimumHeldOut = 5;

/** How much lower an accuracy, 0…1, still counts as no worse: half a sample in a hundred. */
export const accuracyTolerance = 0.005;

/** How much higher a log-loss, nats, still counts as no worse: probabilities that are 1 % off. */
export const logLossTolerance = 0.01;

/** Differences below this, in accuracy or nats, are a tie: the rounding of 32-bit numbers. */
const tie = 1e-6;

/** What is missing before training makes sense, as a sentence; `undefined` if nothing is. */
export function whatIsMissing(samples: readonly Sample[]): string | undefined {
  const presses = samples.filter(({pressed}) => pressed !== null);
  const keys = pressedKeys(samples);
  if (keys.length < minimumSamples.buttons) {
    return `Learning needs presses of ${minimumSamples.buttons} different buttons; there are ${keys.length}.`;
  }
  if (presses.length < minimumSamples.presses) {
    return `Learning needs ${minimumSamples.presses} presses; there are ${presses.length}.`;
  }
  const wellKnown = keys.filter(
    (key) => presses.filter(({pressed}) => pressed === key).length >= minimumSamples.perButton,
  );
  if (wellKnown.length < minimumSamples.buttons) {
    return `Learning needs ${minimumSamples.buttons} buttons pressed ${minimumSamples.perButton} times each; there are ${wellKnown.length}.`;
  }
  return undefined;
}

export interface CandidateComparison {
  /** Of the new model. */
  candidate: Evaluation;
  /** Of the model in use on the same samples; `undefined` if it cannot predict them. */
  baseline: Evaluation | undefined;
  /** Least share of a button's presses that must be predicted, 0…1. */
  minAccuracy: number;
  /** Held-out presses from which a button is judged on its own. */
  minCount?: number;
}

/**
 * Decides whether a model that was just trained replaces the one in use. It must have been tried on enough,
 * predict every button well enough (or no worse than the model in use does), be no worse in accuracy and
 * log-loss, and better in one of them: on a tie the model in use stays.
 */
export function evaluateCandidate({
  candidate,
  baseline,
  minAccuracy,
  minCount = minimumHeldOut,
}: CandidateComparison): Verdict {
  const reasons = [
    ...tooLittle(candidate),
    ...weakButtons(candidate, baseline, {minAccuracy, minCount}),
    ...(baseline === undefined ? [] : comparedWith(baseline, candidate)),
  ];
  if (reasons.length > 0) return {verdict: 'refused', reasons};
  return {verdict: 'taken', reasons: [describeImprovement(candidate, baseline)]};
}

function tooLittle({samples, perButton, logLoss}: Evaluation): string[] {
  if (!Number.isFinite(logLoss)) return ['Its probabilities are not numbers.'];
  const buttons = Object.keys(perButton).length;
  if (samples < minimumHeldOut) {
    return [`Only ${samples} samples were held out; ${minimumHeldOut} are needed to judge a model.`];
  }
  if (buttons < minimumSamples.buttons) {
    return [
      `Presses of ${buttons} button were held out; ${minimumSamples.buttons} are needed to judge a model.`,
    ];
  }
  return [];
}

/** Buttons that are predicted too seldom, and more seldom than by the model in use: refusing would not help those. */
function weakButtons(
  {perButton}: Evaluation,
  baseline: Evaluation | undefined,
  {minAccuracy, minCount}: {minAccuracy: number; minCount: number},
): string[] {
  return Object.entries(perButton)
    .filter(([key, {accuracy, count}]) => {
      const before = baseline?.perButton[key]?.accuracy ?? Infinity;
      return count >= minCount && accuracy < Math.min(minAccuracy, before);
    })
    .map(
      ([key, {accuracy, count}]) =>
        `“${key}” was predicted in ${percent(accuracy)} of its ${count} held-out presses; at least ${percent(minAccuracy)} is asked for.`,
    );
}

function comparedWith(baseline: Evaluation, candidate: Evaluation): string[] {
  const accuracyLoss = baseline.accuracy - candidate.accuracy;
  const logLossGain = candidate.logLoss - baseline.logLoss;
  const reasons: string[] = [];
  if (accuracyLoss > accuracyTolerance + tie) {
    reasons.push(
      `It is right in ${percent(candidate.accuracy)}; the model in use in ${percent(baseline.accuracy)} of the same samples.`,
    );
  }
  if (logLossGain > logLossTolerance + tie) {
    reasons.push(
      `Its log-loss is ${candidate.logLoss.toFixed(3)}; that of the model in use ${baseline.logLoss.toFixed(3)} on the same samples.`,
    );
  }
  if (reasons.length === 0 && accuracyLoss > -tie && logLossGain > -tie) {
    reasons.push(
      `It is no better than the model in use: both are right in about ${percent(baseline.accuracy)} of the samples.`,
    );
  }
  return reasons;
}

function describeImprovement(candidate: Evaluation, baseline: Evaluation | undefined): string {
  const own = `It is right in ${percent(candidate.accuracy)} of ${candidate.samples} held-out samples, log-loss ${candidate.logLoss.toFixed(3)}`;
  return baseline === undefined
    ? `${own}; there was nothing to compare it with.`
    : `${own}; the model in use in ${percent(baseline.accuracy)}, log-loss ${baseline.logLoss.toFixed(3)}.`;
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}
