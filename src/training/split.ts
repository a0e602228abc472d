import {shuffled, type Random} from '../core/random.js';
import type {Sample} from '../core/sample.js';

/** Share of the samples that training never sees: the newest, because they resemble what comes next. */
export const heldOutShare = 0.2;

/** Share of the training samples that decides when training ends. */
const validationShare = 0.15;

/** Fewer training samples than this are all trained on: a validation set of two or three decides by chance. */
const smallestSplit = 20;

export interface Split {
  training: Sample[];
  heldOut: Sample[];
}

/**
 * The older 80 % to train on and the newest 20 % to judge by. Not stratified: a button that is new or was
 * not pressed lately is judged, or not, as it will be met. Samples of one instant keep their order.
 */
export function splitByTime(samples: readonly Sample[]): Split {
  const ordered = [...samples].sort((a, b) => a.time - b.time);
  const boundary = ordered.length - Math.round(ordered.length * heldOutShare);
  return {training: ordered.slice(0, boundary), heldOut: ordered.slice(boundary)};
}

/**
 * A random part of the training samples for early stopping, drawn from each button in proportion so that
 * none goes missing. Whole samples, so that moments of one movement stay together.
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

/** `folds` times a different stretch of time held out, together all of them: neighbours resemble each other. */
export function splitIntoStretches(samples: readonly Sample[], {folds}: {folds: number}): Split[] {
  const ordered = [...samples].sort((a, b) => a.time - b.time);
  const foldOf = (index: number): number => Math.floor((index * folds) / ordered.length);
  return Array.from({length: folds}, (_, fold) => ({
    training: ordered.filter((_, i) => foldOf(i) !== fold),
    heldOut: ordered.filter((_, i) => foldOf(i) === fold),
  }));
}

/** `folds` times a different part of the samples held out, together all of them, each sample whole. */
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
