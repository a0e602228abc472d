import {expect} from '@open-wc/testing';
import {PressRate} from '../../src/prediction/press-rate.js';

describe('PressRate', () => {
  it('expects a press after a press, and less and less as time goes by', () => {
    const rate = new PressRate();
    rate.press(0);
    const after = [100, 3000, 10_000, 60_000].map((ms) => rate.probability(ms, 'press'));
    expect(after[0]).to.be.within(0.5, 0.8);
    for (let i = 1; i < after.length; i++) expect(after[i]).to.be.below(after[i - 1]!);
  });

  it('expects less of a pointer at rest, and still less of one that is gone; never nothing', () => {
    const rate = new PressRate();
    expect(rate.probability(0, 'rest'), 'before the first press').to.be.within(0.1, 0.4);
    rate.press(0);
    for (const ms of [1000, 20_000, 3_600_000]) {
      const [press, rest, gone] = (['press', 'rest', 'gone'] as const).map((sign) =>
        rate.probability(ms, sign),
      );
      expect(gone).to.be.at.most(rest!);
      expect(gone).to.be.at.most(press!);
      for (const each of [press, rest, gone]) expect(each).to.be.within(0, 0.99);
    }
    expect(rate.probability(20_000, 'rest')).to.be.above(rate.probability(20_000, 'gone'));
  });

  it('learns how fast a person presses', () => {
    const of = (intervalMs: number): number => {
      const rate = new PressRate();
      for (let i = 0; i <= 60; i++) rate.press(i * intervalMs);
      return rate.probability(60 * intervalMs, 'press');
    };
    expect(of(1500)).to.be.above(0.9);
    expect(of(20_000)).to.be.below(0.2);
  });

  it('is not misled by a clock that goes back', () => {
    const rate = new PressRate();
    rate.press(5000);
    rate.press(4000);
    expect(rate.probability(3000, 'press')).to.be.within(0.5, 0.8);
  });
});
