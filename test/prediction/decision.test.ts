import {expect} from '@open-wc/testing';
import {Decision, keepShare} from '../../src/prediction/decision.js';

const at = (a: number, b = 0): Map<string, number> =>
  new Map([
    ['a', a],
    ['b', b],
  ]);

describe('Decision', () => {
  it('predicts at the threshold exactly, and not below it', () => {
    const decision = new Decision<string>({threshold: 0.5});
    expect(decision.update(at(0.4999))).to.be.null;
    expect(decision.update(at(0.5))).to.equal('a');
  });

  it('keeps the prediction at exactly the keep level, and clears it below', () => {
    const decision = new Decision<string>({threshold: 0.5});
    decision.update(at(0.6));
    expect(decision.update(at(0.5 * keepShare))).to.equal('a');
    expect(decision.update(at(0.5 * keepShare - 1e-6))).to.be.null;
  });

  it('changes only to a likelier target at or above the threshold', () => {
    const decision = new Decision<string>({threshold: 0.3});
    decision.update(at(0.4));
    expect(decision.update(at(0.29, 0.299))).to.equal('a');
    expect(decision.update(at(0.35, 0.35))).to.equal('a');
    expect(decision.update(at(0.35, 0.36))).to.equal('b');
  });

  it('clears a target that is no longer among the candidates', () => {
    const decision = new Decision<string>({threshold: 0.5});
    decision.update(at(0.9));
    expect(decision.update([['b', 0.2]])).to.be.null;
  });

  it('clears on request, and may predict again at once', () => {
    const decision = new Decision<string>({threshold: 0.5});
    decision.update(at(0.9));
    decision.clear();
    expect(decision.predicted).to.be.null;
    expect(decision.update(at(0.9))).to.equal('a');
  });

  describe('with threshold auto', () => {
    it('predicts from 0.5 on, whatever the others have', () => {
      const decision = new Decision<string>({threshold: 'auto'});
      expect(decision.update(at(0.499, 0.3))).to.be.null;
      expect(decision.update(at(0.5, 0.3))).to.equal('a');
    });

    it('predicts from 0.3 on a target that is three times as likely as any other, exactly', () => {
      const decision = new Decision<string>({threshold: 'auto'});
      expect(decision.update(at(0.2999, 0.05))).to.be.null;
      expect(decision.update(at(0.45, 0.1501))).to.be.null;
      expect(decision.update(at(0.375, 0.1251))).to.be.null;
      expect(decision.update(at(0.375, 0.125))).to.equal('a');
      expect(new Decision<string>({threshold: 'auto'}).update(at(0.3, 0.05))).to.equal('a');
      expect(new Decision<string>({threshold: 0.5}).update(at(0.3, 0.1))).to.be.null;
    });

    it('knows the second of many, in any order', () => {
      for (const order of [
        [0.2, 0.35, 0.1],
        [0.35, 0.1, 0.2],
        [0.1, 0.2, 0.35],
      ]) {
        const decision = new Decision<number>({threshold: 'auto'});
        expect(decision.update(order.map((each, index) => [index, each] as const))).to.be.null;
      }
    });
  });
});
