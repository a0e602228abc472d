import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {Budget, preloadLimits, type BudgetRequest} from '../../src/preload/budget.js';

const {requestsPerMinute, requestsPerPage, atOnce, bytesPerPage, preconnectsPerPage, askAgainMs} =
  preloadLimits;

function prefetch(url: number | string): BudgetRequest {
  return {action: 'prefetch', url: `https://shop.example/${url}`};
}

/** Begins and ends at once. */
function spend(budget: Budget, request: BudgetRequest, now: number): string | undefined {
  const refusal = budget.begin(request, now);
  if (refusal === undefined) budget.end(request);
  return refusal;
}

describe('Budget', () => {
  it('lets so many be under way at once, and the next when one has ended', () => {
    const budget = new Budget();
    for (let i = 0; i < atOnce; i++) expect(budget.begin(prefetch(i), 0)).to.be.undefined;
    expect(budget.begin(prefetch('next'), 0)).to.equal('busy');
    budget.end(prefetch(0));
    expect(budget.begin(prefetch('next'), 0)).to.be.undefined;
    expect(budget.begin(prefetch('one more'), 0)).to.equal('busy');
  });

  it('counts a page that is fetched and rendered as one under way, until both have ended', () => {
    const budget = new Budget({...preloadLimits, atOnce: 1});
    const prerender: BudgetRequest = {...prefetch(1), action: 'prerender', follows: true};
    expect(budget.begin(prefetch(1), 0)).to.be.undefined;
    expect(budget.begin(prerender, 0)).to.be.undefined;
    budget.end(prerender);
    expect(budget.begin(prefetch(2), 0)).to.equal('busy');
    budget.end(prefetch(1));
    expect(budget.begin(prefetch(2), 0)).to.be.undefined;
  });

  it('lets so many begin in a minute, and the next when the first is a minute old', () => {
    const budget = new Budget();
    for (let i = 0; i < requestsPerMinute; i++) expect(spend(budget, prefetch(i), i)).to.be.undefined;
    expect(spend(budget, prefetch('next'), 59_999)).to.equal('rate');
    expect(spend(budget, prefetch('next'), 60_000)).to.be.undefined;
    expect(spend(budget, prefetch('after'), 60_000)).to.equal('rate');
    expect(spend(budget, prefetch('after'), 60_001)).to.be.undefined;
  });

  it('lets so many begin while the page lives', () => {
    const budget = new Budget();
    let now = 0;
    for (let i = 0; i < requestsPerPage; i++)
      expect(spend(budget, prefetch(i), (now += 60_000))).to.be.undefined;
    expect(spend(budget, prefetch('last'), now + 1e9)).to.equal('page-limit');
  });

  it('stops when so many bytes have come', () => {
    const budget = new Budget();
    budget.begin(prefetch(1), 0);
    budget.end(prefetch(1), bytesPerPage - 1);
    expect(budget.begin(prefetch(2), 0)).to.be.undefined;
    budget.end(prefetch(2), 1);
    expect(budget.begin(prefetch(3), 0)).to.equal('bytes');
  });

  it('lets a URL be asked for again after five minutes, and rendered before if it is in place', () => {
    const budget = new Budget();
    const prerender: BudgetRequest = {...prefetch(1), action: 'prerender', follows: true};
    expect(askAgainMs).to.equal(5 * 60_000);
    expect(spend(budget, prefetch(1), 0)).to.be.undefined;
    expect(spend(budget, prefetch(1), askAgainMs - 1)).to.equal('asked-before');
    expect(spend(budget, {...prefetch(1), action: 'module'}, 1)).to.equal('asked-before');
    expect(spend(budget, {...prerender, follows: false}, 1)).to.equal('asked-before');
    expect(spend(budget, prerender, 1)).to.be.undefined;
    expect(spend(budget, prerender, askAgainMs)).to.equal('asked-before');
    expect(spend(budget, prefetch(1), askAgainMs)).to.equal('asked-before');
    expect(spend(budget, prefetch(1), askAgainMs + 1)).to.be.undefined;
  });

  it('lets what was taken back be asked for once more, if a press or the page demands it', () => {
    const budget = new Budget();
    const demanded: BudgetRequest = {...prefetch(1), isUserInitiated: true};
    spend(budget, prefetch(1), 0);
    expect(spend(budget, demanded, 1)).to.equal('asked-before');
    budget.lose(prefetch(1), 'taken-back');
    expect(spend(budget, prefetch(1), 2)).to.equal('taken-back');
    expect(spend(budget, demanded, 3)).to.be.undefined;
    expect(spend(budget, demanded, 4)).to.equal('asked-before');
    budget.lose(demanded, 'taken-back');
    expect(spend(budget, demanded, 5)).to.equal('taken-back');
    expect(spend(budget, demanded, askAgainMs + 3)).to.be.undefined;
  });

  it('lets the second request wait until the first has ended', () => {
    const budget = new Budget();
    const demanded: BudgetRequest = {...prefetch(1), isUserInitiated: true};
    budget.begin(prefetch(1), 0);
    budget.lose(prefetch(1), 'taken-back');
    expect(budget.begin(demanded, 1)).to.equal('busy');
    budget.end(prefetch(1));
    expect(budget.begin(demanded, 2)).to.be.undefined;
  });

  it('lets what failed not be asked for again, whoever asks', () => {
    const budget = new Budget();
    spend(budget, prefetch(1), 0);
    budget.lose(prefetch(1), 'failed');
    expect(spend(budget, {...prefetch(1), isUserInitiated: true}, 1)).to.equal('failed');
  });

  it('keeps the prefetch of a prerender that is lost', () => {
    const budget = new Budget();
    const prerender: BudgetRequest = {...prefetch(1), action: 'prerender', follows: true};
    spend(budget, prefetch(1), 0);
    spend(budget, prerender, 1);
    budget.lose(prerender, 'taken-back');
    expect(spend(budget, {...prefetch(1), isUserInitiated: true}, 2)).to.equal('asked-before');
  });

  it('does not count what it refused', () => {
    const budget = new Budget();
    for (let i = 0; i < atOnce; i++) budget.begin(prefetch(i), 0);
    for (let i = 0; i < 100; i++) budget.begin(prefetch('busy'), 0);
    budget.end(prefetch(0));
    expect(budget.begin(prefetch('busy'), 0)).to.be.undefined;
  });

  it('counts connections apart: once each, and so many', () => {
    const budget = new Budget();
    const connect = (i: number): string | undefined =>
      budget.begin({action: 'preconnect', url: `https://${i}.example`}, 0);
    for (let i = 0; i < preconnectsPerPage; i++) {
      expect(connect(i)).to.be.undefined;
      expect(connect(i)).to.equal('asked-before');
    }
    expect(connect(preconnectsPerPage)).to.equal('page-limit');
    expect(budget.begin(prefetch(1), 0)).to.be.undefined;
    // A connection to where a page was fetched from is none to the page.
    expect(budget.begin({action: 'prefetch', url: 'https://0.example'}, 0)).to.be.undefined;
  });

  it('keeps every limit whatever is asked', () => {
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
        const began: {url: string; follows: boolean; at: number}[] = [];
        let now = 0;
        for (const {url, action, waitMs, ends, follows} of steps) {
          now += waitMs;
          if (ends && running.length > 0) budget.end(running.shift()!);
          const request: BudgetRequest = {...prefetch(url), action: follows ? 'prerender' : action, follows};
          if (budget.begin(request, now) !== undefined) continue;
          if (
            began.some(
              (one) => one.url === request.url && one.follows >= follows && now - one.at < askAgainMs,
            )
          )
            throw new Error('twice');
          began.push({url: request.url, follows, at: now});
          running.push(request);
          if (new Set(running.map((one) => one.url)).size > atOnce) throw new Error('at once');
          if (began.filter(({at}) => at > now - 60_000).length > requestsPerMinute) throw new Error('minute');
        }
        if (began.length > requestsPerPage) throw new Error('page');
      }),
      {seed: 4, numRuns: 200},
    );
  });
});
