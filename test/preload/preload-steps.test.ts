import {aTimeout, expect, waitUntil} from '@open-wc/testing';
import {PreloadEvent} from '../../src/core/preload-events.js';
import {preloadLimits} from '../../src/preload/budget.js';
import {PreloadSteps} from '../../src/preload/preload-steps.js';
import type {PreloadAction, PreloadTrigger} from '../../src/core/preload.js';
import {needs} from '../support/commands.js';

/** The actions in the page's speculation rules for this path, sorted. */
function rulesFor(path: string): string[] {
  const url = new URL(path, location.href).href;
  return [...document.querySelectorAll('script[type="speculationrules"]')]
    .filter(({textContent}) => textContent.includes(`"${url}"`))
    .flatMap(({textContent}) => Object.keys(JSON.parse(textContent) as object))
    .filter((key) => key !== 'tag')
    .sort();
}

/** No reason but the probability. */
const none: ReadonlySet<PreloadTrigger> = new Set();

let count = 0;

/** Steps for a page of their own, since no page is requested twice. */
function stepsTo(
  action: PreloadAction,
  {cost = 1, path = `/test/nothing-${++count}.html`} = {},
): {steps: PreloadSteps; path: string; abort: AbortController; event: PreloadEvent} {
  const abort = new AbortController();
  const {signal} = abort;
  const event = new PreloadEvent({probability: 0.6, leadEstimateMs: 500, trigger: 'model', signal});
  const steps = new PreloadSteps({
    element: document.createElement('button'),
    declaration: {action, href: path, eagerness: 'moderate', cost, allow: []},
    event,
    filter: undefined,
  });
  return {steps, path, abort, event};
}

describe('PreloadSteps', () => {
  // The tests request more pages than one page may.
  const {requestsPerMinute} = preloadLimits;
  before(() => (preloadLimits.requestsPerMinute = 60));
  after(() => (preloadLimits.requestsPerMinute = requestsPerMinute));

  it('fetches first, renders at a higher probability, and cancels both, one after the other', async () => {
    await needs('speculation-rules');
    const {steps, path, abort} = stepsTo('prerender');
    steps.advance(0.25, none);
    await waitUntil(() => rulesFor(path).length > 0);
    steps.advance(0.45, none);
    expect(rulesFor(path)).to.deep.equal(['prefetch']);
    steps.advance(0.46, none);
    await waitUntil(() => rulesFor(path).length > 1);
    expect(rulesFor(path)).to.deep.equal(['prefetch', 'prerender']);
    steps.advance(0.1, none);
    expect(rulesFor(path)).to.deep.equal(['prefetch', 'prerender']);
    abort.abort();
    expect(rulesFor(path)).to.deep.equal(['prefetch']);
    // The prefetch is cancelled after the prerender that uses it.
    await waitUntil(() => rulesFor(path).length === 0);
  });

  for (const [trigger, expected] of [
    ['manual', ['prefetch', 'prerender']],
    ['press', ['prefetch']],
    ['hover', ['prefetch']],
    ['focus', ['prefetch']],
  ] as const) {
    it(`goes as far as ${expected.join(' and ')} for a ${trigger}`, async () => {
      await needs('speculation-rules');
      const {steps, path, abort} = stepsTo('prerender');
      steps.advance(0, new Set([trigger]));
      await waitUntil(() => rulesFor(path).length === expected.length);
      expect(rulesFor(path)).to.deep.equal(expected);
      abort.abort();
    });
  }

  it('needs a higher probability to render at a higher cost', async () => {
    await needs('speculation-rules');
    const {steps, path, abort} = stepsTo('prerender', {cost: 4});
    steps.advance(0.76, none);
    await waitUntil(() => rulesFor(path).length > 0);
    expect(rulesFor(path)).to.deep.equal(['prefetch']);
    steps.advance(0.78, none);
    await waitUntil(() => rulesFor(path).length > 1);
    abort.abort();
  });

  it('does not render a page whose prefetch is still waiting for a slot', async () => {
    await needs('speculation-rules');
    const others = [stepsTo('prefetch'), stepsTo('prefetch')];
    for (const {steps} of others) steps.advance(1, none);
    await waitUntil(() => others.every(({path}) => rulesFor(path).length > 0));
    const {steps, path, abort} = stepsTo('prerender');
    const seen: string[] = [];
    const observer = new MutationObserver(() => seen.push(rulesFor(path).join(' and ')));
    observer.observe(document.head, {childList: true});
    steps.advance(0.3, none);
    others[0]!.abort.abort();
    // The cancelled request may not have ended yet, so the prefetch still waits.
    steps.advance(1, none);
    expect(rulesFor(path)).to.deep.equal([]);
    await waitUntil(() => rulesFor(path).length > 1, 'both', {timeout: 2000});
    observer.disconnect();
    expect(seen.filter((rules) => rules !== '')).to.deep.equal(['prefetch', 'prefetch and prerender']);
    for (const each of [abort, others[1]!.abort]) each.abort();
  });

  it('starts a waiting request as soon as a slot is free', async () => {
    await needs('speculation-rules');
    const waits: number[] = [];
    for (let i = 0; i < 3; i++) {
      const others = [stepsTo('prefetch'), stepsTo('prefetch')];
      for (const {steps} of others) steps.advance(1, none);
      const {steps, path, abort} = stepsTo('prefetch');
      steps.advance(1, none);
      // Not at the moment of a retry.
      await aTimeout(20);
      others[0]!.abort.abort();
      const abortedAt = performance.now();
      while (rulesFor(path).length === 0) await aTimeout(1);
      waits.push(performance.now() - abortedAt);
      for (const each of [abort, others[1]!.abort]) each.abort();
      await aTimeout(100);
    }
    // The request ends after 50 ms; a retry would come after 80. At least one of three was not held up.
    expect(Math.min(...waits)).to.be.lessThan(75);
  });

  it('leaves a cancelled request to a press, which repeats it once', async () => {
    await needs('speculation-rules');
    const before = stepsTo('prefetch');
    const {path} = before;
    before.steps.advance(1, none);
    await waitUntil(() => rulesFor(path).length > 0);
    before.abort.abort();
    expect(rulesFor(path)).to.deep.equal([]);
    const {steps, abort, event} = stepsTo('prefetch', {path});
    steps.advance(1, none);
    expect(await event.finished().catch(String)).to.equal('Error: Refused: cancelled.');
    steps.advance(1, none);
    expect(rulesFor(path)).to.deep.equal([]);
    steps.advance(1, new Set(['press']));
    await waitUntil(() => rulesFor(path).length > 0);
    abort.abort();
  });

  it('does nothing once its preload has been cancelled', () => {
    const {steps, path, abort} = stepsTo('prefetch');
    abort.abort();
    steps.advance(1, none);
    expect(rulesFor(path)).to.deep.equal([]);
  });

  it('requests nothing that is refused', async () => {
    const {steps, path, event} = stepsTo('prefetch', {path: '/test/nothing.html?id=1'});
    steps.advance(1, none);
    expect(await event.finished().catch(String)).to.equal('Error: Refused: query.');
    expect(rulesFor(path)).to.deep.equal([]);
  });
});
