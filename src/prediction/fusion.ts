/**
 * Up to this probability of the pointer's likeliest target, 0…1, habit counts in full; above, less and less.
 */
const unsureUpTo = 0.2;

/** From this probability on, habit no longer counts. */
export const sureFrom = 0.9;

/**
 * How much of what habit adds to the targets is taken from none, 0…1; the rest is taken from the other targets. On the way
 * to what is usually pressed, a press is a little likelier; counted in full, habit made the surest wrong.
 */
const whether = 0.3;

/**
 * Multiplies the pointer's `probabilities`, 0…1, by `factors` (how much more or less often than others each
 * target is pressed now, about 1) to the power of `weight`, 0…1: that adds habit's log-probability to each
 * row's score. Habit tells which target is pressed, and little of whether one is. It counts less the surer the pointer is,
 * and not at all once it is sure. Works in place, and returns the probability of none.
 */
export function fuse(
  probabilities: Float64Array,
  {none, factors, weight}: {none: number; factors: ArrayLike<number>; weight: number},
): number {
  const highest = probabilities.reduce((best, each) => Math.max(best, each), 0);
  const power = weight * Math.min(1, Math.max(0, (sureFrom - highest) / (sureFrom - unsureUpTo)));
  if (power === 0) return none;
  const pressed = sumOf(probabilities);
  for (let i = 0; i < probabilities.length; i++) probabilities[i]! *= factors[i]! ** power;
  const byHabit = sumOf(probabilities);
  // A sequence model may know none of the targets; then there is nothing to scale.
  if (byHabit === 0) return none + pressed;
  const grown = pressed * (byHabit / pressed) ** whether;
  // Probabilities too small to be listed stay unlisted.
  const scale = (pressed + none) / (grown + none);
  for (let i = 0; i < probabilities.length; i++) probabilities[i]! *= (scale * grown) / byHabit;
  return none * scale;
}

function sumOf(probabilities: Float64Array): number {
  return probabilities.reduce((sum, each) => sum + each, 0);
}
