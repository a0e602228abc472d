import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {ClickOrder} from '../../src/habits/click-order.js';

const keys = ['a', 'b', 'c', 'd'];

/** A click order that has learned these visits. */
function after(visits: readonly string[]): ClickOrder {
  const order = new ClickOrder();
  for (const visit of visits) {
    order.startVisit();
    for (const key of visit) order.learn(key);
  }
  order.startVisit();
  return order;
}

const sum = (shares: readonly number[]): number => shares.reduce((total, share) => total + share, 0);
const best = (shares: readonly number[]): string => keys[shares.indexOf(Math.max(...shares))]!;

describe('ClickOrder', () => {
  it('gives equal probabilities at first', () => {
    expect(new ClickOrder().probabilities(keys)).to.deep.equal([0.25, 0.25, 0.25, 0.25]);
  });

  it('gives probabilities for any keys', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), {maxLength: 200}), (clicks) => {
        const order = after([clicks.join('')]);
        for (const known of [keys, ['never'], ['a', 'never']]) {
          const shares = order.probabilities(known);
          expect(shares.every((share) => share > 0 && share <= 1)).to.be.true;
          expect(sum(shares)).to.be.closeTo(1, 1e-9);
        }
      }),
    );
    expect(new ClickOrder().probabilities([])).to.deep.equal([]);
  });

  it('predicts after a handful of visits, from the first click on', () => {
    const order = after(['abcd', 'abcd', 'abcd']);
    for (const key of keys) {
      const shares = order.probabilities(keys);
      expect(best(shares)).to.equal(key);
      expect(Math.max(...shares)).to.be.greaterThan(0.4);
      order.learn(key);
    }
  });

  it('uses two clicks where one does not decide', () => {
    const order = after(['abac', 'abac', 'abac', 'abac', 'abac']);
    order.learn('a');
    expect(best(order.probabilities(keys))).to.equal('b');
    order.learn('b');
    order.learn('a');
    expect(best(order.probabilities(keys))).to.equal('c');
  });

  it('replaces an old habit with a new one', () => {
    const order = after(Array<string>(30).fill('ab'));
    for (let i = 0; i < 30; i++) {
      order.startVisit();
      order.learn('a');
      order.learn('c');
    }
    order.startVisit();
    order.learn('a');
    const [, b = NaN, c = NaN] = order.probabilities(keys);
    expect(c).to.be.greaterThan(b);
  });

  it('forgets keys that no longer occur, without changing probabilities', () => {
    const order = new ClickOrder();
    for (let i = 0; i < 5000; i++) order.learn(`/article/${i}`);
    for (let i = 0; i < 60; i++) order.learn(keys[i % 4]!);
    const written = order.toJSON();
    expect(written.keys.length).to.be.below(900);
    expect(JSON.stringify(written).length).to.be.below(60_000);
    expect(best(order.probabilities(keys))).to.equal('a');
    expect(
      ClickOrder.from(written)
        .probabilities(keys)
        .map((share) => share.toFixed(3)),
    ).to.deep.equal(order.probabilities(keys).map((share) => share.toFixed(3)));
  });

  it('leaves unseen keys a chance', () => {
    const order = after(Array<string>(100).fill('ab'));
    order.learn('a');
    expect(Math.min(...order.probabilities(keys))).to.be.greaterThan(1e-5);
  });

  it('predicts the same after a round trip through JSON', () => {
    const before = after(['abcd', 'abdc', 'abcd']);
    const read = ClickOrder.from(JSON.parse(JSON.stringify(before)) as unknown);
    for (const key of ['a', 'b', 'new', 'c']) {
      expect(read.probabilities(keys).map((share) => share.toFixed(3))).to.deep.equal(
        before.probabilities(keys).map((share) => share.toFixed(3)),
      );
      before.learn(key);
      read.learn(key);
    }
  });

  it('needs less than 20 kB for 50 keys and 5,000 clicks', () => {
    const order = new ClickOrder();
    for (let i = 0; i < 5000; i++) order.learn(`button number ${(i * i * 7 + (i % 13)) % 50}`);
    expect(JSON.stringify(order).length).to.be.below(20_000);
  });

  for (const [what, data] of [
    ['nothing', undefined],
    ['another version', {version: 2, keys: [], counts: []}],
    ['no keys', {version: 1, counts: []}],
    ['a key that is none', {version: 1, keys: ['a', 7], counts: []}],
    ['a key twice', {version: 1, keys: ['a', 'a'], counts: []}],
    ['a count of an unknown key', {version: 1, keys: ['a'], latest: [], counts: [[1, 1, 0]]}],
    ['a context of an unknown key', {version: 1, keys: ['a'], latest: [], counts: [[3, 0, 1, 0]]}],
    ['a negative count', {version: 1, keys: ['a'], latest: [], counts: [[0, -1, 0]]}],
    ['a count that is not finite', {version: 1, keys: ['a'], latest: [], counts: [[0, NaN, 0]]}],
    ['a count of the future', {version: 1, keys: ['a'], latest: [], counts: [[0, 1, -5]]}],
    ['a count that weighs too much', {version: 1, keys: ['a'], latest: [], counts: [[0, 101, 0]]}],
    ['a count that is too old', {version: 1, keys: ['a'], latest: [], counts: [[0, 1, 1e300]]}],
    ['a count without weight', {version: 1, keys: ['a'], latest: [], counts: [[0]]}],
    ['too long a context', {version: 1, keys: ['a'], latest: [], counts: [[0, 0, 0, 0, 1, 0]]}],
  ] as const) {
    it(`throws for ${what}`, () => {
      let error: unknown;
      try {
        ClickOrder.from(data);
      } catch (thrown) {
        error = thrown;
      }
      expect((error as {code?: string}).code).to.equal('invalid-dataset');
    });
  }
});
