import {evaluate, type HeldOutPrediction} from '../src/training/evaluation.js';
import type {Evaluation} from '../src/core/evaluation.js';
import {trainingMoments} from '../src/training/moments.js';
import {pressesFollowOrder} from '../src/training/press-order.js';
import {scorerPredictions} from '../src/training/held-out-predictions.js';
import type {Sample} from '../src/core/sample.js';
import {splitIntoStretches} from '../src/training/split.js';
import {trainScorerNetwork} from '../src/training/scorer-network.js';
import {Scorer} from '../src/prediction/scorer.js';
import type {ScorerWeights} from '../src/core/model.js';
import {shippedWeights} from '../src/prediction/weights.js';
import type {DataSet} from './data-sets.js';

/** Number of cross-validation folds: five take about a minute. */
const folds = 5;

/** A single file holds out a stretch of time instead, as a learner with few samples does. */
const stretches = 4;

/** Upper bound of epochs; training from given weights stops earlier by itself. */
const epochs = 200;

/** The shared model and the shipped network on the same held-out samples. */
export interface Comparison {
  shared: Evaluation;
  shipped: Evaluation;
}

/** Predictions for a file's samples by models that were not trained on them. */
interface HeldOutPredictions {
  shared: HeldOutPrediction[];
  shipped: HeldOutPrediction[];
}

/** Samples that are held out together. */
interface HeldOutPart extends DataSet {
  /** Whether the file has presses only: then it can't tell how likely none is. */
  givenPress: boolean;
}

/**
 * Trains one scorer on the movements of all people, as a learner does on one person's: from the shipped
 * weights, held near them, and only on the last part of each movement.
 */
export async function trainShared(sets: readonly DataSet[], {seed}: {seed: number}): Promise<ScorerWeights> {
  const training = sets.flatMap(({samples}) => trainingMoments(samples));
  // All movements of a file may be too short for training.
  if (training.length === 0) return shippedWeights;
  const {weights} = await trainScorerNetwork({
    training,
    validation: [],
    heldOut: [],
    start: shippedWeights,
    pressesFollowOrder: sets.some(({samples}) => pressesFollowOrder(samples)),
    epochs,
    seed,
  });
  return weights;
}

/**
 * Measures how well a model trained on the other files predicts each file, 200 ms before its presses, beside
 * the shipped network; for a single file, how well a model trained on the rest of it predicts a stretch of
 * time.
 */
export async function compareHeldOut(
  sets: readonly DataSet[],
  {seed, onFold}: {seed: number; onFold?: (fold: number, of: number) => void},
): Promise<{files: Map<string, Comparison>; all: Comparison}> {
  const parts = partsOf(sets);
  const count = Math.min(folds, parts.length);
  const heldOut = new Map<string, HeldOutPredictions>(
    sets.map(({name}) => [name, {shared: [], shipped: []}]),
  );
  for (let fold = 0; fold < count; fold++) {
    onFold?.(fold + 1, count);
    const isHeldOut = (_: HeldOutPart, index: number): boolean => index % count === fold;
    const trained = new Scorer(
      await trainShared(
        parts.filter((part, index) => !isHeldOut(part, index)),
        {seed},
      ),
    );
    for (const {name, samples, givenPress} of parts.filter(isHeldOut)) {
      const {shared, shipped} = heldOut.get(name)!;
      shared.push(...scorerPredictions(samples, trained, {givenPress}));
      shipped.push(...scorerPredictions(samples, new Scorer(shippedWeights), {givenPress}));
    }
  }
  return {
    files: new Map([...heldOut].map(([name, each]) => [name, comparisonOf([each])])),
    all: comparisonOf([...heldOut.values()]),
  };
}

function partsOf(sets: readonly DataSet[]): HeldOutPart[] {
  return sets.flatMap(({name, samples}) => {
    const givenPress = samples.every(({pressed}) => pressed !== null);
    const pieces =
      sets.length > 1
        ? [samples]
        : splitIntoStretches(samples, {folds: stretches}).map(({heldOut}) => heldOut);
    return pieces.map((piece: Sample[]) => ({name, samples: piece, givenPress}));
  });
}

function comparisonOf(heldOut: readonly HeldOutPredictions[]): Comparison {
  return {
    shared: evaluate(heldOut.flatMap(({shared}) => shared)),
    shipped: evaluate(heldOut.flatMap(({shipped}) => shipped)),
  };
}
