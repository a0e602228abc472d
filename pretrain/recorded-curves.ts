import type {Curve} from './come-true.js';

/**
 * What the teachers say of the likeliest target, and how often it comes true, for each of `horizonsMs`; below the first
 * point nothing is corrected. Measured by `npm run pretrain:measure -- --windows FILE,FILE` on eight hours of one administrator's work
 * (`balabit-stream` and `balabit-long`), the only recordings of everything that a hand does between two presses.
 */
export const comesTrue: readonly Curve[] = [
  // Within 0.35 s.
  [
    [0.25, 0.25],
    [0.329, 0.389],
    [0.449, 0.586],
    [0.551, 0.736],
  ],
  // Within 0.7 s.
  [
    [0.25, 0.25],
    [0.324, 0.328],
    [0.458, 0.561],
    [0.572, 0.708],
    [0.674, 0.822],
  ],
  // Within 1.5 s.
  [
    [0.25, 0.25],
    [0.323, 0.26],
    [0.459, 0.478],
    [0.576, 0.67],
    [0.681, 0.811],
    [0.772, 0.887],
  ],
  // Within 5 s.
  [
    [0.25, 0.25],
    [0.324, 0.25],
    [0.457, 0.448],
    [0.577, 0.655],
    [0.684, 0.814],
    [0.78, 0.893],
  ],
];
