import {expect} from '@open-wc/testing';
import type {PredictiveError} from '../../src/core/errors.js';
import {firstRetryMs, longestRetryMs} from '../../src/core/back-off.js';
import {Lazy} from '../../src/core/lazy.js';

/** A part whose loading the test controls. */
class Loading {
  attempts: {resolve: (part: string) => void; reject: (error: unknown) => void}[] = [];
  readonly load = (): Promise<string> =>
    new Promise((resolve, reject) => void this.attempts.push({resolve, reject}));
}

async function turns(count = 5): Promise<void> {
  for (let i = 0; i < count; i++) await Promise.resolve();
}

describe('Lazy', () => {
  let now: number;
  let errors: PredictiveError[];
  let loading: Loading;
  let lazy: Lazy<string>;

  beforeEach(() => {
    now = 0;
    errors = [];
    loading = new Loading();
    lazy = new Lazy(loading.load, {onError: (error) => errors.push(error), now: () => now});
  });

  it('loads nothing until the part is used', () => {
    expect(lazy.current).to.equal(undefined);
    expect(lazy.isRequested).to.be.false;
    expect(loading.attempts).to.be.empty;
  });

  it('loads once for all waiting uses, and serves them in order', async () => {
    const served: string[] = [];
    lazy.use((part) => served.push(`first ${part}`));
    lazy.use((part) => served.push(`second ${part}`));
    const requested = lazy.request();
    expect(loading.attempts.length).to.equal(1);
    loading.attempts[0]!.resolve('part');
    expect(await requested).to.equal('part');
    expect(served).to.deep.equal(['first part', 'second part']);
    expect(lazy.current).to.equal('part');
  });

  it('acts at once when the part is loaded', async () => {
    lazy.use(() => {});
    loading.attempts[0]!.resolve('part');
    await turns();
    let served = '';
    lazy.use((part) => (served = part));
    expect(served).to.equal('part');
  });

  it('delays loading for a non-urgent use, until an urgent one comes', async () => {
    lazy.use(() => {}, {delayMs: 10_000});
    await turns();
    expect(lazy.isRequested).to.be.true;
    expect(loading.attempts).to.be.empty;
    lazy.use(() => {});
    await turns();
    expect(loading.attempts.length).to.equal(1);
  });

  it('loads after the delay', async () => {
    let served = '';
    lazy.use((part) => (served = part), {delayMs: 5});
    await new Promise((resolve) => setTimeout(resolve, 20));
    loading.attempts[0]!.resolve('part');
    await turns();
    expect(served).to.equal('part');
  });

  it('rejects a request with chunk-unavailable and the cause, and reports nothing', async () => {
    const requested = lazy.request().catch((error: unknown) => error);
    const cause = new TypeError('Failed to fetch');
    loading.attempts[0]!.reject(cause);
    const error = (await requested) as PredictiveError;
    expect(error.code).to.equal('chunk-unavailable');
    expect(error.cause).to.equal(cause);
    expect(errors).to.be.empty;
  });

  it('reports one failure for all uses that wait for it', async () => {
    for (let i = 0; i < 3; i++) lazy.use(() => expect.fail('There is no part.'));
    loading.attempts[0]!.reject(new TypeError());
    await turns();
    expect(errors.map(({code}) => code)).to.deep.equal(['chunk-unavailable']);
  });

  it('loads again at the next use, but only after a delay that doubles up to a minute', async () => {
    let waitMs = firstRetryMs;
    for (let attempt = 1; attempt <= 9; attempt++) {
      lazy.use(() => {});
      expect(loading.attempts.length).to.equal(attempt);
      loading.attempts.at(-1)!.reject(new TypeError());
      await turns();
      expect(errors.length).to.equal(attempt);
      now += waitMs - 1;
      lazy.use(() => {});
      expect(await lazy.request().catch((error: unknown) => error)).to.equal(errors.at(-1));
      expect(loading.attempts.length).to.equal(attempt);
      now += 1;
      waitMs = Math.min(longestRetryMs, waitMs * 2);
    }
    expect(waitMs).to.equal(longestRetryMs);
  });

  it('restarts with the shortest delay once it has loaded', async () => {
    lazy.use(() => {});
    loading.attempts[0]!.reject(new TypeError());
    await turns();
    now += firstRetryMs;
    lazy.use(() => {});
    loading.attempts[1]!.resolve('part');
    await turns();
    lazy.drop();
    lazy.use(() => {});
    loading.attempts[2]!.reject(new TypeError());
    await turns();
    now += firstRetryMs;
    lazy.use(() => {});
    expect(loading.attempts.length).to.equal(4);
  });

  it('ignores a part that was dropped while loading, and loads again for the next use', async () => {
    lazy.use(() => expect.fail('It was dropped.'));
    lazy.drop();
    loading.attempts[0]!.resolve('old');
    await turns();
    expect(lazy.current).to.equal(undefined);
    let served = '';
    lazy.use((part) => (served = part));
    loading.attempts[1]!.resolve('new');
    await turns();
    expect(served).to.equal('new');
  });

  it('reports no failure of a dropped part', async () => {
    lazy.use(() => {});
    lazy.drop();
    loading.attempts[0]!.reject(new TypeError());
    await turns();
    expect(errors).to.be.empty;
  });

  it('does not count an aborted load as a failure', async () => {
    lazy.use(() => {});
    loading.attempts[0]!.reject(new DOMException('Given up.', 'AbortError'));
    await turns();
    expect(errors).to.be.empty;
    lazy.use(() => {});
    expect(loading.attempts.length).to.equal(2);
  });
});
