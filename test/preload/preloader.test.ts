import {aTimeout, expect, waitUntil} from '@open-wc/testing';
import type {PredictiveTarget} from '../../src/core/target.js';
import {fallMs, Preloader, type PreloadOutcome} from '../../src/preload/preloader.js';
import {needs} from '../support/commands.js';

let count = 0;

/** A link to a page that was never requested before. */
function newTarget(): PredictiveTarget & {href: string} {
  const href = `/test/none-${++count}.html`;
  return {
    element: document.createElement('button'),
    key: null,
    targetDisabled: false,
    href,
    preloadDeclaration: {href},
    showPredicted: () => {},
    showPreload: () => {},
    showHint: () => {},
  };
}

function newPreloader(): {preloader: Preloader; outcomes: PreloadOutcome[]} {
  const outcomes: PreloadOutcome[] = [];
  const preloader = new Preloader({
    signal: new AbortController().signal,
    now: () => performance.now(),
    onOutcome: (outcome) => outcomes.push(outcome),
    declarationOf: ({preloadDeclaration: {href = null}}) => {
      return {action: 'prefetch', href, eagerness: 'moderate', cost: 1, allow: []};
    },
    filter: () => undefined,
    show: () => {},
    report: (error) => expect.fail(String(error)),
  });
  return {preloader, outcomes};
}

function isRequested({href}: {href: string}): boolean {
  const url = new URL(href, location.href).href;
  const rules = [...document.querySelectorAll('script[type="speculationrules"]')];
  return rules.some(({textContent}) => textContent.includes(`"${url}"`));
}

describe('Preloader', () => {
  it('keeps an active preload for a moment when its probability falls, and cancels it when that lasts', async () => {
    await needs('speculation-rules');
    const {preloader, outcomes} = newPreloader();
    const target = newTarget();
    preloader.predict(target, 0.9);
    await waitUntil(() => isRequested(target));
    preloader.predict(target, 0);
    await aTimeout(fallMs - 100);
    preloader.predict(target, 0.9);
    await aTimeout(fallMs);
    expect(outcomes).to.be.empty;
    preloader.predict(target, 0.05);
    await waitUntil(() => outcomes.length > 0);
    expect(outcomes[0]!.used).to.be.false;
    expect(outcomes[0]!.leadMs).to.be.at.least(3 * fallMs - 100 - 5);
  });

  it('cancels a falling preload at once when another waits for its slot', async () => {
    await needs('speculation-rules');
    const {preloader, outcomes} = newPreloader();
    const [falling, active, wanted] = [newTarget(), newTarget(), newTarget()];
    preloader.predict(falling, 0.9);
    preloader.predict(active, 0.9);
    await waitUntil(() => isRequested(falling) && isRequested(active));
    preloader.predict(falling, 0);
    const fellAt = performance.now();
    preloader.predict(wanted, 0.9);
    await waitUntil(() => outcomes.length > 0);
    expect(performance.now() - fellAt).to.be.below(fallMs - 50);
    expect(outcomes.map(({target}) => target === falling)).to.deep.equal([true]);
    await waitUntil(() => isRequested(wanted));
    expect(isRequested(active)).to.be.true;
    preloader.cancelAll();
  });

  it('makes room for a press without cancelling others', async () => {
    await needs('speculation-rules');
    const {preloader, outcomes} = newPreloader();
    const [one, two, guess, pressed] = [newTarget(), newTarget(), newTarget(), newTarget()];
    for (const target of [one, two, guess]) preloader.predict(target, 0.3);
    await waitUntil(() => isRequested(one) && isRequested(two));
    preloader.engage(pressed, 'press');
    await waitUntil(() => isRequested(pressed));
    expect([one, two].every(isRequested)).to.be.true;
    expect(isRequested(guess)).to.be.false;
    expect(outcomes).to.be.empty;
    preloader.cancelAll();
  });

  it('gives an almost certain target the place of the least likely one', async () => {
    await needs('speculation-rules');
    const {preloader, outcomes} = newPreloader();
    const [one, two, sure] = [newTarget(), newTarget(), newTarget()];
    for (const target of [one, two]) preloader.predict(target, 0.3);
    await waitUntil(() => isRequested(one) && isRequested(two));
    preloader.predict(one, 0.15);
    preloader.predict(two, 0.1);
    preloader.predict(sure, 0.69);
    await aTimeout(250);
    expect(isRequested(sure)).to.be.false;
    preloader.predict(sure, 0.7);
    await waitUntil(() => isRequested(sure));
    expect(outcomes.map(({target}) => target === two)).to.deep.equal([true]);
    expect(isRequested(one)).to.be.true;
    preloader.cancelAll();
  });

  it('cancels everything at once when the pointer is lost', async () => {
    await needs('speculation-rules');
    const {preloader, outcomes} = newPreloader();
    const target = newTarget();
    preloader.predict(target, 0.9);
    await waitUntil(() => isRequested(target));
    preloader.pointerLost();
    expect(outcomes.map(({used}) => used)).to.deep.equal([false]);
  });
});
