import {expect} from '@open-wc/testing';
import {
  payingProbability,
  PreloadPlan,
  preloadProbability,
  preloadCancelShare,
} from '../../src/preload/planner.js';
import type {Eagerness, PreloadDeclaration} from '../../src/core/preload.js';

function planOf(eagerness: Eagerness, declared: Partial<PreloadDeclaration> = {}): PreloadPlan {
  const plan = new PreloadPlan();
  plan.declare({action: 'prefetch', href: null, cost: 1, allow: [], ...declared, eagerness});
  return plan;
}

describe('payingProbability', () => {
  it('equals the probability of the eagerness at the cost of a page', () => {
    for (const eagerness of ['conservative', 'moderate', 'eager'] as const)
      expect(payingProbability(eagerness, 1)).to.be.closeTo(preloadProbability[eagerness], 1e-12);
  });

  it('is cost / (benefit + cost)', () => {
    // Moderate: a wasted page costs a third of what a used one saves.
    for (const cost of [0.1, 0.5, 2, 10])
      expect(payingProbability('moderate', cost)).to.be.closeTo(cost / (3 + cost), 1e-12);
  });

  it('treats an invalid cost as 1', () => {
    for (const cost of [0, -1, NaN]) expect(payingProbability('eager', cost)).to.be.closeTo(0.15, 1e-12);
  });
});

describe('PreloadPlan', () => {
  for (const eagerness of ['conservative', 'moderate', 'eager'] as const) {
    it(`starts at exactly its probability when ${eagerness}`, () => {
      const plan = planOf(eagerness);
      expect(plan.predict(preloadProbability[eagerness] - 1e-6)).to.be.undefined;
      expect(plan.predict(preloadProbability[eagerness])).to.equal('start');
    });

    it(`is cancelled just below its cancel level when ${eagerness}`, () => {
      const plan = planOf(eagerness);
      plan.predict(1);
      expect(plan.predict(preloadProbability[eagerness] * preloadCancelShare)).to.be.undefined;
      expect(plan.predict(preloadProbability[eagerness] * preloadCancelShare - 1e-6)).to.equal('cancel');
    });
  }

  it('starts earlier at a lower cost, and later at a higher one', () => {
    for (const [declared, level] of [
      [{action: 'preconnect'}, 1 / 13],
      [{allow: ['cross-origin']}, 1 / 13],
      [{cost: 2}, 2 / 5],
      [{action: 'none', cost: 0.5}, 1 / 7],
    ] as const) {
      const plan = planOf('moderate', declared);
      expect(plan.predict(level - 1e-9)).to.be.undefined;
      expect(plan.predict(level + 1e-9)).to.equal('start');
    }
  });

  it('starts once per approach', () => {
    const plan = planOf('moderate');
    expect(plan.predict(0.9)).to.equal('start');
    expect(plan.predict(0.95)).to.be.undefined;
    expect(plan.engage('hover')).to.be.undefined;
    expect(plan.engage('press')).to.be.undefined;
  });

  it('starts again at the next approach', () => {
    const plan = planOf('moderate');
    plan.predict(0.9);
    plan.predict(0);
    expect(plan.predict(0.9)).to.equal('start');
  });

  it('stays active while the pointer or the focus stays, at any probability', () => {
    const plan = planOf('moderate');
    expect(plan.engage('hover')).to.equal('start');
    plan.engage('focus');
    expect(plan.predict(0)).to.be.undefined;
    expect(plan.disengage('hover')).to.be.undefined;
    expect(plan.disengage('focus')).to.equal('cancel');
  });

  it('is used by a press, and does not start again before the pointer has left', () => {
    const plan = planOf('moderate');
    plan.predict(0.9);
    expect(plan.press()).to.be.true;
    expect(plan.predict(0.95)).to.be.undefined;
    expect(plan.predict(0)).to.be.undefined;
    expect(plan.predict(0.95)).to.equal('start');
  });

  it('starts again with the next press, and with that press alone', () => {
    const plan = planOf('moderate');
    plan.predict(0.9);
    plan.press();
    expect(plan.engage('hover')).to.be.undefined;
    expect(plan.engage('press')).to.equal('start');
    expect(plan.engage('press')).to.be.undefined;
    expect(plan.press()).to.be.true;
  });

  it('is not used by a press when no preload was active', () => {
    expect(planOf('eager').press()).to.be.false;
  });

  it('stays active until it is used when the page requested it, at any probability', () => {
    const plan = planOf('moderate');
    expect(plan.engage('manual')).to.equal('start');
    expect(plan.predict(0)).to.be.undefined;
    expect(plan.press()).to.be.true;
    expect(plan.predict(0)).to.be.undefined;
    expect(plan.predict(0.9)).to.equal('start');
  });

  it('starts on request even where a press has just used it', () => {
    const plan = planOf('moderate');
    plan.predict(0.9);
    plan.press();
    expect(plan.engage('manual')).to.equal('start');
  });
});
