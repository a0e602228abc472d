/**
 * Up to this probability of the pointer's likeliest target, 0…1, habit counts in full; above, less and less.
 */
const unsureUpTo = 0.2;

/** From this probability on, habit no longer counts. */
export const sureFrom = 0.6;

/**
 * Multiplies the pointer's `probabilities`, 0…1, by `factors` (how much more or less often than others each
 * target is pressed now, about 1) to the power of `weight`, 0…1: that adds habit's log-probability to each
 * row's score. Habit counts less the surer the pointer is, and not at all once it is sure. Works in place,
 * and returns the probability of none, on which habit has no effect.
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
  // Probabilities too small to be listed stay unlisted.
  // A sequence model may know none of the targets; then there is nothing to scale.
  const scale = sum > 0 ? before / sum : 1;
  for (let i = 0; i < probabilities.length; i++) probabilities[i]! *= scale;
  return none * scale;
}
