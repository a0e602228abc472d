import type {Random} from '../../src/core/random.js';

/** Number of bootstrap draws: enough for the second digit of a 95 % interval. */
const draws = 1000;

/**
 * The 95 % confidence interval of the mean, by a percentile bootstrap over people. `undefined` for fewer than
 * two people.
 */
export function interval(
  rows: readonly {person: string; value: number}[],
  random: Random,
): [low: number, high: number] | undefined {
  const people = new Map<string, {sum: number; count: number}>();
  for (const {person, value} of rows) {
    const own = people.get(person) ?? {sum: 0, count: 0};
    people.set(person, own);
    own.sum += value;
    own.count++;
  }
  const each = [...people.values()];
  if (each.length < 2) return undefined;
  const means = Float64Array.from({length: draws}, () => {
    let sum = 0;
    let count = 0;
    for (let i = 0; i < each.length; i++) {
      const drawn = each[Math.floor(random() * each.length)]!;
      sum += drawn.sum;
      count += drawn.count;
    }
    return sum / count;
  }).sort();
  return middle95(means);
}

/** The bounds of the middle 95 % of sorted values. */
export function middle95(sorted: ArrayLike<number>): [low: number, high: number] {
  const {length} = sorted;
  return [sorted[Math.floor(length * 0.025)]!, sorted[Math.ceil(length * 0.975) - 1]!];
}
