import {gaussian, type Random} from '../../src/core/random.js';
import {onTask, people, taskShare, type Parameters} from './parameters.js';

/** How much people differ: standard deviations of the logarithms of what is an amount, and of the odds of what is a share. */
const spreads = {amount: 0.3, share: 0.6};

/** Of what may be negative, and is neither, by how much it differs. */
const shift = 0.1;

/**
 * One person: a style, every number of which is drawn anew about what it says. The network has to do for people
 * that nobody has simulated, so they differ more than they would have to.
 */
export function drawPerson(random: Random, style: Parameters = drawStyle(random)): Parameters {
  return vary(style, '', random);
}

function drawStyle(random: Random): Parameters {
  return random() < taskShare ? onTask : people;
}

/** Shares of all cases, by name; every other number is an amount or one of the shifted. */
const shares = new Set([
  'probability',
  'pressShare',
  'elsewhere',
  'nearTarget',
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
