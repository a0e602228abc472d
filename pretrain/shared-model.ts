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

/** Trainings of which each leaves out other files: five are as many as a minute allows. */
const folds = 5;

/** A file that is alone leaves out a stretch of time instead, as a learner with few samples does. */
const stretches = 4;

/** Passes at most; training from given weights ends by itself before. */
const epochs = 200;

/** A shared model and the network in the package on the same held-out samples. */
export interface Comparison {
  shared: Evaluation;
  shipped: Evaluation;
}

/** What was said of the samples of a file by a model that had not been trained on them. */
interface Judged {
  shared: HeldOutPrediction[];
  shipped: HeldOutPrediction[];
}

/** Some samples that are held out together. */
interface Part extends DataSet {
  /** Whether the file has presses only, which cannot say how likely none is. */
  givenPress: boolean;
}

/**
 * Trains one scorer on the movements of all, as a learner trains it on those of one person: from the weights that
 * are shipped, held near to them, and taught only where the last part of a movement leads.
 */
export async function trainShared(sets: readonly DataSet[], {seed}: {seed: number}): Promise<ScorerWeights> {
  const training = sets.flatMap(({samples}) => trainingMoments(samples));
  // A file may have nothing but movements that are too short to be learned from.
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
 * How well a model that is trained on the other files predicts each file, 200 ms before its presses, beside the
 * shipped network; of a single file, how well what is trained on the rest of it predicts a stretch of time.
 */
export async function compareHeldOut(
  sets: readonly DataSet[],
  {seed, onFold}: {seed: number; onFold?: (fold: number, of: number) => void},
): Promise<{files: Map<string, Comparison>; all: Comparison}> {
  const parts = partsOf(sets);
  const count = Math.min(folds, parts.length);
  const judged = new Map<string, Judged>(sets.map(({name}) => [name, {shared: [], shipped: []}]));
  for (let fold = 0; fold < count; fold++) {
    onFold?.(fold + 1, count);
    const isHeldOut = (_: Part, index: number): boolean => index % count === fold;
    const trained = new Scorer(
      await trainShared(
        parts.filter((part, index) => !isHeldOut(part, index)),
        {seed},
      ),
    );
    for (const {name, samples, givenPress} of parts.filter(isHeldOut)) {
      const {shared, shipped} = judged.get(name)!;
      shared.push(...scorerPredictions(samples, trained, {givenPress}));
      shipped.push(...scorerPredictions(samples, new Scorer(shippedWeights), {givenPress}));
    }
  }
  return {
    files: new Map([...judged].map(([name, each]) => [name, comparisonOf([each])])),
    all: comparisonOf([...judged.values()]),
  };
}

function partsOf(sets: readonly DataSet[]): Part[] {
  return sets.flatMap(({name, samples}) => {
    const givenPress = samples.every(({pressed}) => pressed !== null);
    const pieces =
      sets.length > 1
        ? [samples]
        : splitIntoStretches(samples, {folds: stretches}).map(({heldOut}) => heldOut);
    return pieces.map((piece: Sample[]) => ({name, samples: piece, givenPress}));
  });
}

function comparisonOf(judged: readonly Judged[]): Comparison {
  return {
    shared: evaluate(judged.flatMap(({shared}) => shared)),
    shipped: evaluate(judged.flatMap(({shipped}) => shipped)),
  };
}
