import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {fuse, sureFrom} from '../../src/prediction/fusion.js';

const sum = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((total, each) => total + each, 0);

/** Probabilities of some targets and of none, and habit factors. */
const anyCase = fc
  .record({
    weights: fc.array(fc.double({min: 1e-6, max: 1, noNaN: true}), {minLength: 2, maxLength: 17}),
    factors: fc.array(fc.double({min: 1e-4, max: 60, noNaN: true}), {minLength: 16, maxLength: 16}),
    weight: fc.double({min: 0, max: 1, noNaN: true}),
  })
  .map(({weights, factors, weight}) => {
    const whole = sum(weights);
    const [none = 0, ...rest] = weights.map((each) => each / whole);
    return {probabilities: Float64Array.from(rest), none, factors, weight};
  });

describe('fuse', () => {
  it('keeps the sum of the probabilities', () => {
    fc.assert(
      fc.property(anyCase, ({probabilities, ...rest}) => {
        const fused = probabilities.slice();
        const none = fuse(fused, rest);
        expect(sum(fused) + none).to.be.closeTo(sum(probabilities) + rest.none, 1e-9);
        expect([...fused, none].every((each) => each >= 0 && each <= 1 + 1e-9)).to.be.true;
      }),
    );
  });

  it('never changes probabilities when the pointer is sure', () => {
    fc.assert(
      fc.property(
        fc.double({min: sureFrom, max: 1, noNaN: true}),
        fc.double({min: 1e-4, max: 60, noNaN: true}),
        (sure, factor) => {
          const probabilities = Float64Array.of(sure, (1 - sure) / 2);
          const none = fuse(probabilities, {none: (1 - sure) / 2, factors: [1 / factor, factor], weight: 1});
          expect([...probabilities, none]).to.deep.equal([sure, (1 - sure) / 2, (1 - sure) / 2]);
        },
      ),
    );
  });

  it("adds habit's weighted log-probability when the pointer is unsure", () => {
    const fused = Float64Array.of(0.2, 0.2);
    const none = fuse(fused, {none: 0.6, factors: [4, 1], weight: 0.5});
    expect(fused[0]! / fused[1]!).to.be.closeTo(4 ** 0.5, 1e-9);
    expect(none).to.be.greaterThan(0.55);
  });

  it('makes a press of any target little likelier', () => {
    const oddsOf = (factors: number[]): number => {
      const fused = Float64Array.of(0.2, 0.2);
      const none = fuse(fused, {none: 0.6, factors, weight: 1});
      return sum(fused) / none;
    };
    // Counted in full, the odds would be 4 times as high.
    expect(oddsOf([7, 1])).to.be.closeTo((0.4 / 0.6) * 4 ** 0.3, 1e-9);
    expect(oddsOf([0.25, 0.25])).to.be.closeTo((0.4 / 0.6) * 0.25 ** 0.3, 1e-9);
    expect(oddsOf([1.5, 0.5])).to.be.closeTo(0.4 / 0.6, 1e-9);
    expect(oddsOf([0, 0]), 'no target is known to habit').to.equal(0);
  });

  it('counts habit less the surer the pointer is', () => {
    const gain = (first: number): number => {
      const second = 0.1;
      const fused = Float64Array.of(first, second);
      fuse(fused, {none: 1 - first - second, factors: [1, 8], weight: 1});
      return fused[1]! / fused[0]! / (second / first);
    };
    expect(gain(0.2)).to.be.closeTo(8, 1e-6);
    expect(gain((sureFrom + 0.2) / 2)).to.be.closeTo(8 ** 0.5, 1e-6);
    expect(gain(sureFrom - 0.01)).to.be.within(1, 1.2);
  });

  it('changes nothing without weight, without targets, or with equal factors', () => {
    const without = Float64Array.of(0.2, 0.3);
    expect(fuse(without, {none: 0.5, factors: [9, 1], weight: 0})).to.equal(0.5);
    expect([...without]).to.deep.equal([0.2, 0.3]);
    expect(fuse(new Float64Array(), {none: 1, factors: [], weight: 1})).to.equal(1);
    const alike = Float64Array.of(0.2, 0.3);
    expect(fuse(alike, {none: 0.5, factors: [1, 1], weight: 1})).to.be.closeTo(0.5, 1e-12);
  });
});
