/** Up to here, 0…1, habit counts in full beside the pointer's likeliest target, and from there on less and less … */
const unsureUpTo = 0.6;

/** … until from here on the pointer has the last word. */
export const sureFrom = 0.9;

/**
 * Multiplies what the pointer says of each target, in `probabilities`, 0…1, by how much more or less often than
 * others it is pressed now, `factors`, about 1, to the power of `weight`, 0…1: habit's log-probability is added to
 * each row's score. Less so the surer the pointer is, and not at all where it is sure. Works in place, and returns
 * the probability of none, which habit says nothing of.
 */
export function fuse(
  probabilities: Float64Array,
  {none, factors, weight}: {none: number; factors: ArrayLike<number>; weight: number},
): number {
  const highest = probabilities.reduce((best, each) => Math.max(best, each), 0);
  const power = weight * Math.min(1, Math.max(0, (sureFrom - highest) / (sureFrom - unsureUpTo)));
  if (power === 0) return none;
  const before = probabilities.reduce((sum, each) => sum + each, none);
  let sum = none;
  for (let i = 0; i < probabilities.length; i++)
    sum += probabilities[i] = probabilities[i]! * factors[i]! ** power;
  // What was left out because it was next to nothing stays out.
  const scale = before / sum;
  for (let i = 0; i < probabilities.length; i++) probabilities[i]! *= scale;
  return none * scale;
}
