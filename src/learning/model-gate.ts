import type {Evaluation, Verdict} from '../core/evaluation.js';
import {percent} from '../core/percent.js';
import {minimumSamples, pressedKeys, type Sample} from '../core/sample.js';

/** Fewest held-out samples for a meaningful accuracy: of 5, one lucky guess is a fifth. */
export const minimumHeldOut = 5;

/** Accuracy that a candidate may lose and still count as no worse, 0…1: half a sample in a hundred. */
export const accuracyTolerance = 0.005;

/** Log-loss that a candidate may gain and still count as no worse, nats: probabilities 1 % off. */
export const logLossTolerance = 0.01;

/** The same 400 and 500 ms ahead: less than a third decimal shows. */
const earlierTolerance = 0.0005;

/** Smaller differences, in accuracy or nats, are ties due to 32-bit rounding. */
const tie = 1e-6;

/** A sentence about the samples still missing for training; `undefined` if there are enough. */
export function missingForTraining(samples: readonly Sample[]): string | undefined {
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
  /** Evaluation of the new model. */
  candidate: Evaluation;
  /** Evaluation of the model in use on the same samples; `undefined` if it cannot predict them. */
  baseline: Evaluation | undefined;
  /** Share of each button's presses that must be predicted, 0…1. */
  minAccuracy: number;
  /** Held-out presses from which a button is evaluated separately. */
  minCount?: number;
}

/**
 * Decides whether a newly trained model replaces the one in use. It must be evaluated on enough samples,
 * predict every button well enough (or no worse than the model in use), be no worse in accuracy and log-loss,
 * and better in one of them. On a tie the model in use stays.
 */
export function evaluateCandidate({
  candidate,
  baseline,
  minAccuracy,
  minCount = minimumHeldOut,
}: CandidateComparison): Verdict {
  const reasons = [
    ...tooFewSamples(candidate),
    ...weakButtons(candidate, baseline, {minAccuracy, minCount}),
    ...(baseline === undefined ? [] : comparedWith(baseline, candidate)),
  ];
  if (reasons.length > 0) return {verdict: 'refused', reasons};
  return {verdict: 'taken', reasons: [describeImprovement(candidate, baseline)]};
}

function tooFewSamples({samples, perButton, logLoss}: Evaluation): string[] {
  if (!Number.isFinite(logLoss)) return ['Its probabilities are not numbers.'];
  const buttons = Object.keys(perButton).length;
  if (samples < minimumHeldOut) {
    return [`Only ${samples} samples were held out; ${minimumHeldOut} are needed to evaluate a model.`];
  }
  if (buttons < minimumSamples.buttons) {
    return [
      `Presses of ${buttons} button were held out; ${minimumSamples.buttons} are needed to evaluate a model.`,
    ];
  }
  return [];
}

/**
 * Buttons predicted less often than required, and also less often than by the model in use: where that is no
 * better, refusing the candidate would not help.
 */
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
        `“${key}” was predicted in ${percent(accuracy, {decimals: 1})} of its ${count} held-out presses; at least ${percent(minAccuracy, {decimals: 1})} is required.`,
    );
}

function comparedWith(baseline: Evaluation, candidate: Evaluation): string[] {
  const accuracyLoss = baseline.accuracy - candidate.accuracy;
  const logLossGain = candidate.logLoss - baseline.logLoss;
  const reasons: string[] = [];
  if (accuracyLoss > accuracyTolerance + tie) {
    reasons.push(
      `It is right in ${percent(candidate.accuracy, {decimals: 1})}; the model in use in ${percent(baseline.accuracy, {decimals: 1})} of the same samples.`,
    );
  }
  if (logLossGain > logLossTolerance + tie) {
    reasons.push(
      `Its log-loss is ${candidate.logLoss.toFixed(3)}; that of the model in use ${baseline.logLoss.toFixed(3)} on the same samples.`,
    );
  }
  reasons.push(...comparedEarlier(baseline, candidate));
  if (reasons.length === 0 && accuracyLoss > -tie && logLossGain > -tie) {
    reasons.push(
      `It is no better than the model in use: both are right in about ${percent(baseline.accuracy, {decimals: 1})} of the samples.`,
    );
  }
  return reasons;
}

/**
 * Whether it is worse earlier before the same presses. The log-loss alone decides: few of these predictions change their
 * first button, and of fifty presses, which ones do is chance. It may not grow, since the end of an approach
 * teaches most, and its beginning gains nothing that could make up for a loss.
 */
function comparedEarlier({earlier: before}: Evaluation, {earlier: now}: Evaluation): string[] {
  if (before === undefined || now === undefined || now.logLoss - before.logLoss <= earlierTolerance)
    return [];
  return [
    `400 and 500 ms ahead its log-loss is ${now.logLoss.toFixed(3)}; that of the model in use ${before.logLoss.toFixed(3)} for the same presses.`,
  ];
}

function describeImprovement(candidate: Evaluation, baseline: Evaluation | undefined): string {
  const own = `It is right in ${percent(candidate.accuracy, {decimals: 1})} of ${candidate.samples} held-out samples, log-loss ${candidate.logLoss.toFixed(3)}`;
  return baseline === undefined
    ? `${own}; there was nothing to compare it with.`
    : `${own}; the model in use in ${percent(baseline.accuracy, {decimals: 1})}, log-loss ${baseline.logLoss.toFixed(3)}.`;
}
