import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {Budget, preloadLimits, type BudgetRequest} from '../../src/preload/budget.js';

const {requestsPerMinute, requestsPerPage, atOnce, bytesPerPage, preconnectsPerPage, repeatAfterMs} =
  preloadLimits;

function prefetch(url: number | string): BudgetRequest {
  return {action: 'prefetch', url: `https://shop.example/${url}`};
}

/** Starts a request and ends it at once. */
function startAndEnd(budget: Budget, request: BudgetRequest, now: number): string | undefined {
  const refusal = budget.start(request, now);
  if (refusal === undefined) budget.end(request);
  return refusal;
}

describe('Budget', () => {
  it('allows a number of requests at once, and the next when one has ended', () => {
    const budget = new Budget();
    for (let i = 0; i < atOnce; i++) expect(budget.start(prefetch(i), 0)).to.be.undefined;
    expect(budget.start(prefetch('next'), 0)).to.equal('busy');
    budget.end(prefetch(0));
    expect(budget.start(prefetch('next'), 0)).to.be.undefined;
    expect(budget.start(prefetch('one more'), 0)).to.equal('busy');
  });

  it('allows one more at once for a press', () => {
    const budget = new Budget();
    for (let i = 0; i < atOnce; i++) budget.start(prefetch(i), 0);
    expect(budget.start(prefetch('guess'), 0)).to.equal('busy');
    expect(budget.start({...prefetch('pressed'), isUserInitiated: true}, 0)).to.be.undefined;
    expect(budget.start({...prefetch('second'), isUserInitiated: true}, 0)).to.equal('busy');
  });

  it('counts a page that is fetched and rendered as one request, until both have ended', () => {
    const budget = new Budget({...preloadLimits, atOnce: 1});
    const prerender: BudgetRequest = {...prefetch(1), action: 'prerender', follows: true};
    expect(budget.start(prefetch(1), 0)).to.be.undefined;
    expect(budget.start(prerender, 0)).to.be.undefined;
    budget.end(prerender);
    expect(budget.start(prefetch(2), 0)).to.equal('busy');
    budget.end(prefetch(1));
    expect(budget.start(prefetch(2), 0)).to.be.undefined;
  });

  it('allows a number of requests per minute, and the next when the first is a minute old', () => {
    const budget = new Budget();
    for (let i = 0; i < requestsPerMinute; i++) expect(startAndEnd(budget, prefetch(i), i)).to.be.undefined;
    expect(startAndEnd(budget, prefetch('next'), 59_999)).to.equal('rate');
    expect(startAndEnd(budget, prefetch('next'), 60_000)).to.be.undefined;
    expect(startAndEnd(budget, prefetch('after'), 60_000)).to.equal('rate');
    expect(startAndEnd(budget, prefetch('after'), 60_001)).to.be.undefined;
  });

  it('allows a number of requests per page view', () => {
    const budget = new Budget();
    let now = 0;
    for (let i = 0; i < requestsPerPage; i++)
      expect(startAndEnd(budget, prefetch(i), (now += 60_000))).to.be.undefined;
    expect(startAndEnd(budget, prefetch('last'), now + 1e9)).to.equal('page-limit');
  });

  it('refuses requests once the bytes are used up', () => {
    const budget = new Budget();
    budget.start(prefetch(1), 0);
    budget.end(prefetch(1), bytesPerPage - 1);
    expect(budget.start(prefetch(2), 0)).to.be.undefined;
    budget.end(prefetch(2), 1);
    expect(budget.start(prefetch(3), 0)).to.equal('bytes');
  });

  it('allows a URL again after five minutes, and earlier to render a page that was fetched', () => {
    const budget = new Budget();
    const prerender: BudgetRequest = {...prefetch(1), action: 'prerender', follows: true};
    expect(repeatAfterMs).to.equal(5 * 60_000);
    expect(startAndEnd(budget, prefetch(1), 0)).to.be.undefined;
    expect(startAndEnd(budget, prefetch(1), repeatAfterMs - 1)).to.equal('already-requested');
    expect(startAndEnd(budget, {...prefetch(1), action: 'module'}, 1)).to.equal('already-requested');
    expect(startAndEnd(budget, {...prerender, follows: false}, 1)).to.equal('already-requested');
    expect(startAndEnd(budget, prerender, 1)).to.be.undefined;
    expect(startAndEnd(budget, prerender, repeatAfterMs)).to.equal('already-requested');
    expect(startAndEnd(budget, prefetch(1), repeatAfterMs)).to.equal('already-requested');
    expect(startAndEnd(budget, prefetch(1), repeatAfterMs + 1)).to.be.undefined;
  });

  it('allows a cancelled request to be repeated once, if a press or the page triggers it', () => {
    const budget = new Budget();
    const repeat: BudgetRequest = {...prefetch(1), isUserInitiated: true};
    startAndEnd(budget, prefetch(1), 0);
    expect(startAndEnd(budget, repeat, 1)).to.equal('already-requested');
    budget.drop(prefetch(1), 'cancelled');
    expect(startAndEnd(budget, prefetch(1), 2)).to.equal('cancelled');
    expect(startAndEnd(budget, repeat, 3)).to.be.undefined;
    expect(startAndEnd(budget, repeat, 4)).to.equal('already-requested');
    budget.drop(repeat, 'cancelled');
    expect(startAndEnd(budget, repeat, 5)).to.equal('cancelled');
    expect(startAndEnd(budget, repeat, repeatAfterMs + 3)).to.be.undefined;
  });

  it('keeps the repeated request waiting until the first has ended', () => {
    const budget = new Budget();
    const repeat: BudgetRequest = {...prefetch(1), isUserInitiated: true};
    budget.start(prefetch(1), 0);
    budget.drop(prefetch(1), 'cancelled');
    expect(budget.start(repeat, 1)).to.equal('busy');
    budget.end(prefetch(1));
    expect(budget.start(repeat, 2)).to.be.undefined;
  });

  it('refuses a failed URL whoever requests it', () => {
    const budget = new Budget();
    startAndEnd(budget, prefetch(1), 0);
    budget.drop(prefetch(1), 'failed');
    expect(startAndEnd(budget, {...prefetch(1), isUserInitiated: true}, 1)).to.equal('failed');
  });

  it('keeps the prefetch of a cancelled prerender', () => {
    const budget = new Budget();
    const prerender: BudgetRequest = {...prefetch(1), action: 'prerender', follows: true};
    startAndEnd(budget, prefetch(1), 0);
    startAndEnd(budget, prerender, 1);
    budget.drop(prerender, 'cancelled');
    expect(startAndEnd(budget, {...prefetch(1), isUserInitiated: true}, 2)).to.equal('already-requested');
  });

  it('does not count refused requests', () => {
    const budget = new Budget();
    for (let i = 0; i < atOnce; i++) budget.start(prefetch(i), 0);
    for (let i = 0; i < 100; i++) budget.start(prefetch('busy'), 0);
    budget.end(prefetch(0));
    expect(budget.start(prefetch('busy'), 0)).to.be.undefined;
  });

  it('counts connections separately: once per origin, up to a limit', () => {
    const budget = new Budget();
    const connect = (i: number): string | undefined =>
      budget.start({action: 'preconnect', url: `https://${i}.example`}, 0);
    for (let i = 0; i < preconnectsPerPage; i++) {
      expect(connect(i)).to.be.undefined;
      expect(connect(i)).to.equal('already-requested');
    }
    expect(connect(preconnectsPerPage)).to.equal('page-limit');
    expect(budget.start(prefetch(1), 0)).to.be.undefined;
    // Connecting to an origin does not count as requesting its page.
    expect(budget.start({action: 'prefetch', url: 'https://0.example'}, 0)).to.be.undefined;
  });

  it('keeps every limit for any sequence of requests', () => {
    const step = fc.record({
      url: fc.nat({max: 80}),
      action: fc.constantFrom('module', 'prefetch'),
      waitMs: fc.oneof(fc.constant(0), fc.nat({max: 20_000})),
      ends: fc.boolean(),
      follows: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, {minLength: 100, maxLength: 300}), (steps) => {
        const budget = new Budget();
        const running: BudgetRequest[] = [];
        const started: {url: string; follows: boolean; at: number}[] = [];
        let now = 0;
        for (const {url, action, waitMs, ends, follows} of steps) {
          now += waitMs;
          if (ends && running.length > 0) budget.end(running.shift()!);
          const request: BudgetRequest = {...prefetch(url), action: follows ? 'prerender' : action, follows};
          if (budget.start(request, now) !== undefined) continue;
          if (
            started.some(
              (one) => one.url === request.url && one.follows >= follows && now - one.at < repeatAfterMs,
            )
          )
            throw new Error('requested twice');
          started.push({url: request.url, follows, at: now});
          running.push(request);
          if (new Set(running.map((one) => one.url)).size > atOnce) throw new Error('too many at once');
          if (started.filter(({at}) => at > now - 60_000).length > requestsPerMinute)
            throw new Error('too many per minute');
        }
        if (started.length > requestsPerPage) throw new Error('too many per page');
      }),
      {seed: 4, numRuns: 200},
    );
  });
});
