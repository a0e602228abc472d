import {CalibrationBins} from '../core/calibration-bins.js';
import type {Evaluation} from '../core/evaluation.js';

/** A prediction on a held-out sample, reduced to the numbers that evaluation needs. */
export interface HeldOutPrediction {
  /** The key that was pressed, or `null` for "no press". */
  actual: string | null;
  /** Probability of each key, 0…1. */
  probabilities: Readonly<Record<string, number>>;
  /** Probability of "no press", 0…1; 0 for models without it. */
  none: number;
  /** Number of movements that the sample represents. */
  weight: number;
}

/** Number of probability bins: 15, as is usual (Guo et al. 2017). */
const binCount = 15;

/** Lower limit of a probability: a single 0 would make the mean infinite. */
const smallestProbability = 1e-7;

/** Evaluates predictions on held-out samples; those of weight 0 are ignored. */
export function evaluate(heldOut: readonly HeldOutPrediction[]): Evaluation {
  const predictions = heldOut.filter(({weight}) => weight > 0);
  const labels = labelsOf(predictions);
  const confusion = labels.map(() => labels.map(() => 0));
  const perButton = new Map<string, {accuracy: number; count: number}>();
  const calibration = new CalibrationBins(binCount);
  let weightSum = 0;
  let right = 0;
  let logLoss = 0;
  let brier = 0;

  for (const {actual, probabilities, none, weight} of predictions) {
    const stated = labels.map((label) =>
      label === null ? finite(none) : probabilityOf(probabilities, label),
    );
    const actualIndex = labels.indexOf(actual);
    const predictedIndex = stated.indexOf(Math.max(...stated));
    const isRight = actualIndex === predictedIndex;
    confusion[actualIndex]![predictedIndex]!++;
    weightSum += weight;
    if (isRight) right += weight;
    logLoss -= weight * Math.log(Math.max(stated[actualIndex]!, smallestProbability));
    stated.forEach((probability, index) => {
      const isTrue = index === actualIndex;
      brier += weight * (probability - Number(isTrue)) ** 2;
      calibration.add(probability, {isTrue, weight});
    });
    if (actual !== null) {
      const button = perButton.get(actual) ?? {accuracy: 0, count: 0};
      perButton.set(actual, button);
      button.count++;
      if (isRight) button.accuracy++;
    }
  }

  for (const button of perButton.values()) button.accuracy /= button.count;
  const mean = (sum: number) => (weightSum === 0 ? 0 : sum / weightSum);
  return {
    samples: predictions.length,
    accuracy: mean(right),
    logLoss: mean(logLoss),
    labels,
    confusion,
    perButton: Object.fromEntries(perButton),
    calibrationError: calibration.expectedError(),
    calibration: calibration.bins(),
    brier: mean(brier),
  };
}

/** Evaluates a scorer's predictions on held-out samples, and those it made of the same presses earlier. */
export function evaluateWithEarlier(
  heldOut: readonly HeldOutPrediction[],
  earlier: readonly HeldOutPrediction[],
): Evaluation {
  const {samples: predictions, accuracy, logLoss} = evaluate(earlier);
  return {...evaluate(heldOut), ...(predictions > 0 && {earlier: {predictions, accuracy, logLoss}})};
}

function labelsOf(predictions: readonly HeldOutPrediction[]): (string | null)[] {
  const keys = new Set(predictions.flatMap(({probabilities}) => Object.keys(probabilities)));
  for (const {actual} of predictions) if (actual !== null) keys.add(actual);
  const knowsNone = predictions.some(({actual, none}) => actual === null || none > 0);
  return knowsNone ? [...keys, null] : [...keys];
}

function probabilityOf(probabilities: HeldOutPrediction['probabilities'], key: string): number {
  return Object.hasOwn(probabilities, key) ? finite(probabilities[key]!) : 0;
}

/** Treats a probability that is not a number as 0. */
function finite(probability: number): number {
  return Number.isFinite(probability) ? probability : 0;
}
