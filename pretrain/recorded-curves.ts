import type {Curve} from './come-true.js';

/**
 * What the teachers say of the likeliest target, and how often it comes true, for each of `horizonsMs`; below the first
 * point nothing is corrected. Measured by `npm run pretrain:measure -- --windows FILE,FILE --trials FILE` on eight hours of
 * one administrator's work (`balabit-stream` and `balabit-long`), the only recordings of everything that a hand does
 * between two presses.
 */
export const comesTrue: readonly Curve[] = [
  // Within 0.35 s.
  [
    [0.25, 0.25],
    [0.329, 0.367],
    [0.454, 0.546],
    [0.555, 0.663],
  ],
  // Within 0.7 s.
  [
    [0.25, 0.25],
    [0.324, 0.349],
    [0.459, 0.549],
    [0.575, 0.695],
    [0.675, 0.764],
  ],
  // Within 1.5 s.
  [
    [0.25, 0.25],
    [0.324, 0.28],
    [0.459, 0.476],
    [0.578, 0.68],
    [0.682, 0.8],
    [0.768, 0.848],
  ],
  // Within 5 s.
  [
    [0.25, 0.25],
    [0.323, 0.269],
    [0.459, 0.455],
    [0.578, 0.657],
    [0.685, 0.809],
    [0.774, 0.87],
  ],
];
