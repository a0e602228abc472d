import type {PressTimeTable} from './press-times.js';

/**
 * How soon people at work press: nine people of `balabit`, and the stream of one of them. Measured by `npm run
 * pretrain:measure -- --windows FILE --trials FILE` on `balabit-stream` and `balabit`.
 */
export const recordedPressTimes: PressTimeTable = {
  'other, speed 0, for 0 ms': [0.03, 0.191, 0.628],
  'other, speed 0, for 150 ms': [0.079, 0.238, 0.683],
  'other, speed 0.1, for 0 ms': [0.055, 0.338, 0.704],
  'other, speed 0.4, for 0 ms': [0.034, 0.326, 0.713],
  'other, speed 1.2, for 0 ms': [0.012, 0.357, 0.788],
  'outside, speed 0': [0.119, 0.354, 0.674],
  'outside, speed 0.1': [0.123, 0.425, 0.748],
  'outside, speed 0.4': [0.054, 0.348, 0.738],
  'outside, speed 1.2': [0.028, 0.349, 0.781],
  'own, speed 0, for 0 ms': [0.573, 0.802, 0.93],
  'own, speed 0, for 150 ms': [0.696, 0.85, 0.94],
  'own, speed 0, for 500 ms': [0.514, 0.739, 0.893],
  'own, speed 0.1, for 0 ms': [0.558, 0.805, 0.935],
  'own, speed 0.1, for 150 ms': [0.584, 0.809, 0.941],
  'own, speed 0.4, for 0 ms': [0.343, 0.698, 0.894],
};
