import {expect} from '@open-wc/testing';
import {doneAfterMs, underWayMs, type Arrival} from '../../src/preload/answer-time.js';

/** The arrival of a page that took `answerMs`. */
function arrivalIn(answerMs: number, more: Partial<Arrival> = {}): Arrival {
  return {requestStart: 20, responseEnd: 20 + answerMs, transferSize: 1000, ...more};
}

describe('the age of a prefetch that is under way, or done', () => {
  it('follows from the response time of the current page', () => {
    expect(underWayMs(arrivalIn(300))).to.equal(360);
    expect(doneAfterMs(arrivalIn(300))).to.equal(900);
  });

  it('stays between limits', () => {
    for (const [answerMs, underWay, done] of [
      [1, 150, 750],
      [125, 150, 750],
      [500, 500, 1500],
      [9000, 500, 10_000],
    ] as const) {
      expect(underWayMs(arrivalIn(answerMs))).to.equal(underWay);
      expect(doneAfterMs(arrivalIn(answerMs))).to.equal(done);
    }
  });

  for (const [what, more] of [
    ['came from the cache', {transferSize: 0}],
    ['was fetched ahead', {deliveryType: 'navigational-prefetch'}],
    ['is still coming', {responseEnd: 0}],
  ] as const)
    it(`is that of a usual site when the page ${what}`, () => {
      expect(underWayMs(arrivalIn(10, more))).to.equal(500);
      expect(doneAfterMs(arrivalIn(10, more))).to.equal(3000);
    });
});
