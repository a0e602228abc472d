import {shuffled, type Random} from '../core/random.js';
import type {Sample} from '../core/sample.js';

/** Share of the samples held out from training: the newest, since they resemble what comes next. */
export const heldOutShare = 0.2;

/** Share of the training samples that decides when training ends. */
const validationShare = 0.15;

/** Fewest training samples for a validation set: a set of two or three decides by chance. */
const smallestSplit = 20;

export interface Split {
  training: Sample[];
  heldOut: Sample[];
}

/**
 * Splits into the older 80 % for training and the newest 20 % for evaluation. Not stratified: a new button,
 * or one not pressed lately, is evaluated as often as it will occur. Samples with equal times keep their
 * order.
 */
export function splitByTime(samples: readonly Sample[]): Split {
  const ordered = [...samples].sort((a, b) => a.time - b.time);
  const boundary = ordered.length - Math.round(ordered.length * heldOutShare);
  return {training: ordered.slice(0, boundary), heldOut: ordered.slice(boundary)};
}

/**
 * Draws a random validation set for early stopping from the training samples, in proportion from each button
 * so that none goes missing. Samples stay whole, so moments of one movement stay together.
 */
export function splitForValidation(
  samples: readonly Sample[],
  {random}: {random: Random},
): {training: Sample[]; validation: Sample[]} {
  if (samples.length < smallestSplit) return {training: [...samples], validation: []};
  const chosen = new Set<Sample>();
  for (const pressedKey of new Set(samples.map(({pressed}) => pressed))) {
    const ofOneButton = samples.filter(({pressed}) => pressed === pressedKey);
    const count = Math.round(ofOneButton.length * validationShare);
    for (const sample of shuffled(ofOneButton, random).slice(0, count)) chosen.add(sample);
  }
  return {
    training: samples.filter((sample) => !chosen.has(sample)),
    validation: samples.filter((sample) => chosen.has(sample)),
  };
}

/**
 * Splits `folds` times, each with a different stretch of time held out; together they cover all samples.
 * Neighbouring samples, which are alike, stay together.
 */
export function splitIntoStretches(samples: readonly Sample[], {folds}: {folds: number}): Split[] {
  const ordered = [...samples].sort((a, b) => a.time - b.time);
  const foldOf = (index: number): number => Math.floor((index * folds) / ordered.length);
  return Array.from({length: folds}, (_, fold) => ({
    training: ordered.filter((_, i) => foldOf(i) !== fold),
    heldOut: ordered.filter((_, i) => foldOf(i) === fold),
  }));
}

/** Splits `folds` times, each with different random samples held out; together they cover all samples. */
export function splitIntoFolds(
  samples: readonly Sample[],
  {folds, random}: {folds: number; random: Random},
): Split[] {
  const order = shuffled(samples, random);
  return Array.from({length: folds}, (_, fold) => ({
    training: order.filter((_, i) => i % folds !== fold),
    heldOut: order.filter((_, i) => i % folds === fold),
  }));
}
