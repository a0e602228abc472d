import {preloadLimits} from '../../src/preload/budget.js';
import {aTimeout, expect, waitUntil} from '@open-wc/testing';
import type {PredictiveTarget} from '../../src/core/target.js';
import {Preloader} from '../../src/preload/preloader.js';
import {fallMs, type PreloadOutcome} from '../../src/preload/running-preloads.js';
import {answersKey} from '../../src/core/tab-keys.js';
import {forgetAnswers} from '../../src/preload/answers.js';
import type {PreloadEvent} from '../../src/core/events.js';
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

/** A preloader with a likely target whose page is being requested; ends the test where there are no speculation rules. */
async function withRequest() {
  await needs('speculation-rules');
  const {preloader, outcomes} = newPreloader();
  const target = newTarget();
  preloader.predict(target, 0.9);
  await waitUntil(() => isRequested(target));
  return {preloader, outcomes, target};
}

describe('Preloader', () => {
  // The tests request more pages than one page may.
  const {requestsPerMinute} = preloadLimits;
  before(() => (preloadLimits.requestsPerMinute = 60));
  after(() => (preloadLimits.requestsPerMinute = requestsPerMinute));

  describe('when it is known how soon a press comes', () => {
    /** A likely press, but hardly within 1.5 s. */
    const distant = [0.02, 0.05, 0.1, 1];
    const answered = (origin: string, ms: number, {times = 5} = {}): void => {
      forgetAnswers();
      sessionStorage.setItem(answersKey, JSON.stringify([[origin, Array.from({length: times}, () => ms)]]));
    };
    /** The events of a target that is predicted by `times`. */
    const predicted = (times: number[] | undefined, href?: string): PreloadEvent[] => {
      const target = href === undefined ? newTarget() : {...newTarget(), href, preloadDeclaration: {href}};
      const events: PreloadEvent[] = [];
      target.element.addEventListener('preload', (event) => events.push(event));
      newPreloader().preloader.predict(target, 0.8, times);
      return events;
    };

    afterEach(() => {
      forgetAnswers();
      sessionStorage.removeItem(answersKey);
    });

    it('waits as long as a quick server allows, and not where the answer is slow', () => {
      answered(location.origin, 80);
      // Counted, since a message with the events would list half of the page.
      expect(predicted(distant).length).to.equal(0);
      expect(predicted(undefined).length, 'nothing is known of when').to.equal(1);
      expect(predicted([0.3, 0.7, 0.9, 1]).length).to.equal(1);
      answered(location.origin, 3000);
      expect(predicted(distant).length).to.equal(1);
    });

    it('learns how long each origin takes', () => {
      answered('https://slow.example', 3000);
      expect(predicted(distant, 'https://slow.example/').length).to.equal(1);
      expect(predicted(distant, 'https://unknown.example/').length).to.equal(0);
    });

    it('does not take a server for quick because of one page that was', () => {
      const soon = [0, 0, 0.5, 1];
      for (const [times, expected] of [
        [1, 1],
        [2, 0],
      ] as const) {
        answered('https://quick.example', 2, {times});
        expect(predicted(soon, 'https://quick.example/').length, `${times}`).to.equal(expected);
      }
      answered('https://slow.example', 3000, {times: 1});
      expect(predicted(distant, 'https://slow.example/').length).to.equal(1);
    });

    it('estimates when the press comes', () => {
      answered(location.origin, 3000);
      const [event] = predicted(distant);
      expect(event!.leadEstimateMs).to.equal(Math.round(1500 + (3500 * 0.4) / 0.9));
      expect(event!.probability).to.equal(0.8);
    });

    it('keeps what it knows for the next page of the tab once something is requested, and until it is forgotten', () => {
      answered('https://slow.example', 3000);
      const {preloader} = newPreloader();
      preloader.predict(newTarget(), 0.9);
      expect(sessionStorage.getItem(answersKey)).to.include('https://slow.example');
      preloader.forget();
      sessionStorage.removeItem(answersKey);
      preloader.predict(newTarget(), 0.9);
      expect(sessionStorage.getItem(answersKey) ?? '').not.to.include('https://slow.example');
    });

    it('is not misled by what it cannot read', () => {
      for (const text of ['', '{', '[[1, 2]]', `[["${location.origin}", [-5, 1e9, "1"]]]`, 'null']) {
        forgetAnswers();
        sessionStorage.setItem(answersKey, text);
        expect(predicted([1, 1, 1, 1]).length, text).to.equal(1);
      }
    });
  });

  it('keeps an active preload for a moment when its probability falls, and cancels it when that lasts', async () => {
    const {preloader, outcomes, target} = await withRequest();
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

  it('hands the request of a link that is rendered anew to the new one', async () => {
    const {preloader, outcomes, target} = await withRequest();
    preloader.cancel(target);
    preloader.predict(target, 0);
    expect(isRequested(target)).to.be.true;
    const href = new URL(target.href, location.href).href;
    const anew = {...newTarget(), preloadDeclaration: {href}};
    const preloads: PreloadEvent[] = [];
    anew.element.addEventListener('preload', (event) => preloads.push(event));
    preloader.predict(anew, 0.9);
    await aTimeout(fallMs + 50);
    expect(isRequested(target)).to.be.true;
    expect(outcomes).to.be.empty;
    preloader.predict(anew, 0);
    await waitUntil(() => outcomes.length > 0);
    expect(outcomes.map((outcome) => [outcome.target === anew, outcome.reason])).to.deep.equal([
      [true, 'withdrawn'],
    ]);
    expect(preloads.length).to.equal(0);
  });

  it('cancels the request of a link that is gone after a moment', async () => {
    const {preloader, outcomes, target} = await withRequest();
    preloader.cancel(target);
    preloader.pointerLost();
    expect(outcomes).to.be.empty;
    await waitUntil(() => outcomes.length > 0);
    expect(outcomes[0]!.reason).to.equal('gone');
  });

  it('keeps the request of a link whose address is only written in another way', async () => {
    const {preloader, outcomes, target} = await withRequest();
    target.preloadDeclaration.href = new URL(target.href, location.href).href;
    preloader.predict(target, 0.9);
    expect(outcomes).to.be.empty;
    target.preloadDeclaration.href = '/test/another.html';
    preloader.predict(target, 0.9);
    expect(outcomes.map(({reason}) => reason)).to.deep.equal(['changed']);
    preloader.cancelAll();
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
    const {preloader, outcomes} = await withRequest();
    preloader.pointerLost();
    expect(outcomes.map(({used}) => used)).to.deep.equal([false]);
  });
});
