import {expect} from '@open-wc/testing';
import {gaussian, seededRandom, shuffled} from '../../src/core/random.js';

describe('seededRandom', () => {
  it('repeats itself for a seed and differs between seeds', () => {
    const numbers = (seed: number) => {
      const random = seededRandom(seed);
      return [random(), random(), random()];
    };
    expect(numbers(1)).to.deep.equal(numbers(1));
    expect(numbers(1)).to.not.deep.equal(numbers(2));
  });

  it('is spread evenly over 0 to 1', () => {
    const random = seededRandom(1);
    const tenths = Array<number>(10).fill(0);
    for (let i = 0; i < 10_000; i++) tenths[Math.floor(random() * 10)]!++;
    for (const count of tenths) expect(count).to.be.within(900, 1100);
  });
});

describe('gaussian', () => {
  it('has mean 0 and deviation 1', () => {
    const random = seededRandom(1);
    const values = Array.from({length: 10_000}, () => gaussian(random));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(mean).to.be.closeTo(0, 0.05);
    expect(variance).to.be.closeTo(1, 0.05);
  });
});

describe('shuffled', () => {
  it('keeps every item and leaves the original alone', () => {
    const items = [1, 2, 3, 4, 5];
    expect(shuffled(items, seededRandom(1))).to.have.members(items);
    expect(items).to.deep.equal([1, 2, 3, 4, 5]);
  });
});
