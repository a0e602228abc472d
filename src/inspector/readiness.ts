import type {PredictiveRegion} from '../elements/predictive-region.js';
import {minimumSamples} from '../core/sample.js';
import {counted} from './wording.js';

/** How close a data set is to the samples that training needs. */
export interface Readiness {
  presses: number;
  /** Number of presses that training needs. */
  needed: number;
  text: string;
}

/** Compares a region's samples with those that training needs. */
export function readinessOf({count, none, perKey}: PredictiveRegion['sampleCounts']): Readiness {
  const presses = count - none;
  return {presses, needed: minimumSamples.presses, text: inWords(presses, Object.values(perKey))};
}

function inWords(presses: number, perButton: readonly number[]): string {
  const missing = minimumSamples.presses - presses;
  if (missing > 0) return `${counted(missing, 'more press', 'more presses')} until it can learn.`;
  const known = perButton.filter((count) => count >= minimumSamples.perButton).length;
  return known < minimumSamples.buttons
    ? `Press ${minimumSamples.buttons} different buttons ${minimumSamples.perButton} times each, and it can learn.`
    : `${counted(presses, 'press', 'presses')}: enough to learn from.`;
}
