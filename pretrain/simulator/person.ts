import {gaussian, type Random} from '../../src/core/random.js';
import {onTask, people, taskShare, type Parameters} from './parameters.js';

/** Differences between people: standard deviations of the logarithms of amounts, and of the odds of shares. */
const spreads = {amount: 0.3, share: 0.6};

/** Standard deviations of the numbers that may be negative, which are neither amounts nor shares. */
const shift = 0.1;

/**
 * One person: a style whose every number is drawn at random around its value. The network has to serve people
 * whom nobody has simulated, so they differ more than the recordings suggest.
 */
export function drawPerson(random: Random, style: Parameters = drawStyle(random)): Parameters {
  return vary(style, '', random);
}

export function drawStyle(random: Random): Parameters {
  return random() < taskShare ? onTask : people;
}

/** Names of the numbers that are shares; all others are amounts or in the list above. */
const shares = new Set([
  'probability',
  'pressShare',
  'elsewhere',
  'consider',
  'scan',
  'detour',
  'arrived',
  'wanderToTarget',
  'keepClear',
  'beforePress',
  'withoutPress',
  'leg',
]);
const shifted = new Set(['mean', 'primaryDistanceExponent']);

function vary<Value>(value: Value, name: string, random: Random): Value {
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, vary(each, key, random)]),
    ) as Value;
  const number = value as number;
  const by = gaussian(random);
  if (shifted.has(name)) return (number + shift * by) as Value;
  if (!shares.has(name)) return (number * Math.exp(spreads.amount * by)) as Value;
  const odds = (number / (1 - number)) * Math.exp(spreads.share * by);
  return (odds / (1 + odds)) as Value;
}
