import {expect} from '@open-wc/testing';
import {
  agreementMs,
  favouriteFrom,
  HighlightTiming,
  keptShare,
  leastLitMs,
  sureFrom,
} from '../../src/prediction/highlight-timing.js';

/** A prediction of `predicted`, with the probabilities of a and b. */
function prediction(
  predicted: string | null,
  a: number,
  b = 0,
): {predicted: string | null; probabilities: Map<string, number>} {
  return {
    predicted,
    probabilities: new Map([
      ['a', a],
      ['b', b],
    ]),
  };
}

const none = prediction(null, 0);
const less = sureFrom - 0.01;

describe('HighlightTiming', () => {
  /** Nothing is favoured at 1000 ms. */
  function started(): HighlightTiming<string> {
    const timing = new HighlightTiming<string>();
    timing.update(none, 1000);
    return timing;
  }

  it('highlights a target at the time of agreement after another prediction, and not 1 ms earlier', () => {
    const timing = started();
    expect(timing.update(prediction('a', less), 1040)).to.be.null;
    expect(timing.nextAt).to.equal(1000 + agreementMs);
    expect(timing.update(prediction('a', less), 1000 + agreementMs - 1)).to.be.null;
    expect(timing.update(prediction('a', less), 1000 + agreementMs)).to.equal('a');
    expect(timing.nextAt).to.equal(Infinity);
  });

  it('counts the time since the target became the likeliest, before it was predicted', () => {
    const timing = started();
    timing.update(prediction(null, favouriteFrom), 1040);
    expect(timing.update(prediction('a', less), 1000 + agreementMs)).to.equal('a');
    const later = started();
    later.update(prediction(null, favouriteFrom - 0.01), 1040);
    expect(later.update(prediction('a', less), 1000 + agreementMs)).to.be.null;
    expect(later.nextAt).to.equal(1040 + agreementMs);
    const other = started();
    other.update(prediction(null, 0.3, 0.4), 1040);
    expect(other.update(prediction('a', less), 1000 + agreementMs)).to.be.null;
  });

  it('highlights a target at once from the sure probability on', () => {
    expect(started().update(prediction('a', sureFrom), 1040)).to.equal('a');
    const waiting = started();
    waiting.update(prediction('a', less), 1040);
    expect(waiting.update(prediction('a', sureFrom), 1060)).to.equal('a');
  });

  it('never highlights a target whose prediction ends before the time of agreement', () => {
    const timing = started();
    timing.update(prediction('a', less), 1040);
    expect(timing.update(none, 1080)).to.be.null;
    expect(timing.nextAt).to.equal(Infinity);
    expect(timing.update(none, 2000)).to.be.null;
  });

  it('keeps a highlight for the least time, exactly, whatever is predicted meanwhile', () => {
    for (const next of [none, prediction('b', 0, 0.9)]) {
      const timing = new HighlightTiming<string>();
      timing.update(prediction('a', 0.9), 1000);
      expect(timing.update(next, 1040)).to.equal('a');
      expect(timing.nextAt).to.equal(1000 + leastLitMs);
      expect(timing.update(next, 1000 + leastLitMs - 1)).to.equal('a');
      expect(timing.update(next, 1000 + leastLitMs)).to.equal(next.predicted);
    }
  });

  it('keeps a highlight whose target is predicted again in time', () => {
    const timing = new HighlightTiming<string>();
    timing.update(prediction('a', 0.9), 1000);
    timing.update(none, 1040);
    expect(timing.update(prediction('a', 0.6), 1080)).to.equal('a');
    expect(timing.nextAt).to.equal(Infinity);
    expect(timing.update(prediction('a', 0.6), 3000)).to.equal('a');
  });

  it('keeps a highlight under the pointer while the target is the likeliest, down to half of what it was', () => {
    const lit = (): HighlightTiming<string> => {
      const timing = new HighlightTiming<string>();
      timing.update(prediction('a', 0.8), 1000, 'a');
      return timing;
    };
    const kept = 0.8 * keptShare;
    const timing = lit();
    expect(timing.update(prediction(null, kept), 2000, 'a')).to.equal('a');
    expect(timing.nextAt).to.equal(Infinity);
    expect(timing.update(prediction(null, kept - 0.01), 3000, 'a')).to.be.null;
    // It has to be predicted again to light up again.
    expect(timing.update(prediction(null, kept), 4000, 'a')).to.be.null;
    expect(lit().update(prediction(null, kept), 2000, 'b')).to.be.null;
    expect(lit().update(prediction(null, kept), 2000)).to.be.null;
    expect(lit().update(prediction(null, kept, kept + 0.01), 2000, 'a')).to.be.null;
    expect(lit().update(prediction('b', kept, 0.5), 2000, 'a')).to.equal('b');
  });

  it('ends a highlight at once when it is cleared, and then asks for agreement anew', () => {
    const timing = new HighlightTiming<string>();
    timing.update(prediction('a', 0.9), 1000);
    timing.clear();
    expect(timing.lit).to.be.null;
    expect(timing.update(prediction('a', less), 1010)).to.be.null;
    expect(timing.nextAt).to.equal(1000 + agreementMs);
  });

  it('shows no highlight under the least time, over random predictions', () => {
    let seed = 1;
    const random = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647;
    const timing = new HighlightTiming<string>();
    const spans: number[] = [];
    let lit: string | null = null;
    let since = 0;
    for (let now = 0; now < 100_000; now += 20 + 60 * random()) {
      const a = random();
      const next = prediction(a > 0.5 ? 'a' : a < 0.2 ? 'b' : null, a, 1 - a);
      const shown = timing.update(next, now);
      if (shown === lit) continue;
      if (lit !== null) spans.push(now - since);
      lit = shown;
      since = now;
    }
    expect(spans.length).to.be.above(50);
    expect(Math.min(...spans)).to.be.at.least(leastLitMs);
  });
});
