import {expect} from '@open-wc/testing';
import {HabitTrust, type PastPrediction} from '../../src/habits/habit-trust.js';

/** The pointer hesitates between four targets; habit favours one. */
function prediction({habitFor, pressed}: {habitFor: number; pressed: number}): PastPrediction {
  return {
    probabilities: Float64Array.of(0.2, 0.2, 0.2, 0.2),
    factors: Float64Array.from({length: 4}, (_, i) => (i === habitFor ? 2.5 : 0.5)),
    none: 0.2,
    pressed,
  };
}

function after(count: number, press: (i: number) => PastPrediction): HabitTrust {
  const trust = new HabitTrust();
  for (let i = 0; i < count; i++) trust.learn([press(i)]);
  return trust;
}

describe('HabitTrust', () => {
  it('starts with some doubt', () => {
    expect(new HabitTrust().weight).to.be.closeTo(0.3125, 1e-9);
  });

  it('rises while habit is right, and falls while it is wrong or says nothing', () => {
    expect(after(15, () => prediction({habitFor: 1, pressed: 1})).weight).to.be.greaterThan(0.85);
    expect(after(15, () => prediction({habitFor: 1, pressed: 2})).weight).to.be.lessThan(0.02);
    expect(after(40, (i) => prediction({habitFor: 1, pressed: i % 4})).weight).to.be.lessThan(0.1);
  });

  it('rises again when habit becomes right', () => {
    const trust = after(60, () => prediction({habitFor: 1, pressed: 2}));
    for (let i = 0; i < 60; i++) trust.learn([prediction({habitFor: 1, pressed: 1})]);
    expect(trust.weight).to.be.greaterThan(0.5);
  });

  it('learns nothing from a press without predictions before it', () => {
    const trust = new HabitTrust();
    trust.learn([]);
    expect(trust.toJSON()).to.deep.equal(new HabitTrust().toJSON());
  });

  it('stays the same through a round trip through JSON', () => {
    const trust = after(7, () => prediction({habitFor: 0, pressed: 0}));
    expect(HabitTrust.from(JSON.parse(JSON.stringify(trust))))
      .to.have.property('weight')
      .closeTo(trust.weight, 1e-3);
  });

  for (const data of [undefined, null, [], [0, 0, 0, 0], [0, 0, 0, 0, NaN], [0, 0, 0, 0, '1'], {}])
    it(`refuses ${JSON.stringify(data)}`, () => {
      expect(() => HabitTrust.from(data))
        .to.throw()
        .with.property('code', 'invalid-dataset');
    });
});
