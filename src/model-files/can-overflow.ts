import type {ScorerWeights} from '../core/model.js';

/** Largest value that a feature can have: a logarithm of lengths, times and speeds, an angle or a share. */
const mostFeature = 64;

/** Largest value that may occur inside the network: far below what float32 can hold, far above any trained one. */
const mostActivation = 1e30;

/**
 * Whether some features could make a scorer's numbers too large. If none can, its scores are finite for all of them, so
 * that a page need not try it.
 */
export function canOverflow({mean, std, layers, temperature}: ScorerWeights): boolean {
  // Upper limits of the values of each layer.
  let most = Float64Array.from(mean, (value, i) => (mostFeature + Math.abs(value)) / std[i]!);
  let largest = Math.max(...most);
  for (const {inputs, outputs, kernel, bias} of layers) {
    const from = most;
    most = Float64Array.from(bias, Math.abs);
    for (let input = 0; input < inputs; input++) {
      const row = input * outputs;
      for (let output = 0; output < outputs; output++)
        most[output]! += from[input]! * Math.abs(kernel[row + output]!);
    }
    largest = most.reduce((a, b) => Math.max(a, b), largest);
  }
  return !(Math.max(largest, ...most.map((each) => each / temperature)) <= mostActivation);
}
