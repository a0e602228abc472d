import {expect} from '@open-wc/testing';
import {pressesFollowOrder} from '../../src/training/press-order.js';
import {seededRandom} from '../../src/core/random.js';
import {madeUpSamples} from '../learning/samples.js';

const [press] = madeUpSamples({count: 1});
const pressesOf = (keys: readonly (string | null)[]) =>
  keys.map((pressed, time) => ({...press!, time, pressed}));

describe('pressesFollowOrder', () => {
  it('is true for presses in a cycle, whatever comes between them', () => {
    const round = Array.from({length: 40}, (_, i) => ['a', null, 'b', 'c'][i % 4]!);
    expect(pressesFollowOrder(pressesOf(round))).to.equal(true);
  });

  it('is false for random presses, or presses of a single button', () => {
    const random = seededRandom(1);
    const atRandom = Array.from({length: 60}, () => 'abcdef'[Math.floor(6 * random())]!);
    expect(pressesFollowOrder(pressesOf(atRandom))).to.equal(false);
    expect(pressesFollowOrder(pressesOf(Array<string>(40).fill('a')))).to.equal(false);
    expect(pressesFollowOrder([])).to.equal(false);
  });
});
