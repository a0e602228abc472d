import {expect} from '@open-wc/testing';
import {PredictiveError} from '../../src/core/errors.js';
import {Trainer} from '../../src/learning/trainer.js';
import {WorkerBackOff} from '../../src/learning/worker-back-off.js';
import {WorkerSession} from '../../src/learning/worker-session.js';
import {faultyUrl, markRequests, requestsSince} from '../support/commands.js';
import {madeUpSamples} from './samples.js';

const error = new PredictiveError('worker-unavailable', 'not there');

describe('WorkerBackOff', () => {
  /** A back-off whose clock the test turns. */
  function withClock(): {backOff: WorkerBackOff; clock: {now: number}} {
    const clock = {now: 1000};
    return {backOff: new WorkerBackOff({now: () => clock.now}), clock};
  }

  it('waits 1 s after a failure, and twice as long after each, up to 60 s', () => {
    const {backOff, clock} = withClock();
    const waits = Array.from({length: 9}, () => {
      backOff.failed('/worker.js', error);
      const waitMs = backOff.waitMs('/worker.js');
      clock.now += waitMs - 1;
      expect(backOff.reasonToWait('/worker.js')).to.equal(error);
      clock.now += 1;
      expect(backOff.reasonToWait('/worker.js')).to.equal(undefined);
      return waitMs / 1000;
    });
    expect(waits).to.deep.equal([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  });

  it('counts workers that fail at the same time as one', () => {
    const {backOff} = withClock();
    for (let i = 0; i < 5; i++) backOff.failed('/worker.js', error);
    expect(backOff.waitMs('/worker.js')).to.equal(1000);
  });

  it('starts anew after a worker that has done its work', () => {
    const {backOff, clock} = withClock();
    backOff.failed('/worker.js', error);
    clock.now += 1000;
    backOff.failed('/worker.js', error);
    backOff.worked('/worker.js');
    expect(backOff.waitMs('/worker.js')).to.equal(0);
    backOff.failed('/worker.js', error);
    expect(backOff.waitMs('/worker.js')).to.equal(1000);
  });

  it('keeps files apart, and takes a text and a URL for the same file', () => {
    const {backOff} = withClock();
    backOff.failed('https://one.test/worker.js', error);
    expect(backOff.reasonToWait(new URL('https://one.test/worker.js'))).to.equal(error);
    expect(backOff.reasonToWait('https://two.test/worker.js')).to.equal(undefined);
    expect(backOff.reasonToWait(undefined)).to.equal(undefined);
  });
});

describe('a worker whose file cannot be loaded', function () {
  this.timeout(60_000);

  const samples = madeUpSamples({count: 60});
  const options = {architecture: 'scorer', epochs: 1, seed: 1, backend: 'cpu'} as const;
  /** Each test has a file of its own, as the failures of one count for all. */
  const missing = (name: string): string => faultyUrl('404', `src/training/${name}.ts`);

  /** The times at which workers are started, until `stop()`. */
  function watchStarts(): {starts: number[]; stop: () => void} {
    const {Worker: Original} = globalThis;
    const starts: number[] = [];
    globalThis.Worker = new Proxy(Original, {
      construct(target, args: [string | URL, WorkerOptions]) {
        starts.push(performance.now());
        return new target(...args);
      },
    });
    return {starts, stop: () => void (globalThis.Worker = Original)};
  }

  it('F11 is requested again after 1 s, and then no more, however often a page trains', async () => {
    const workerUrl = missing('trains');
    const {starts, stop} = watchStarts();
    const train = (onRestart?: () => void): Promise<unknown> =>
      new Trainer({workerUrl})
        .train({samples, current: undefined, options, ...(onRestart && {onRestart})})
        .catch((failure: unknown) => failure);
    let failedAt = NaN;
    let others: Promise<unknown[]> | undefined;
    const failure = await train(() => {
      failedAt = performance.now();
      others = Promise.all(Array.from({length: 100}, () => train()));
    });
    for (const each of [failure, ...(await others!), await train()])
      expect(each).to.have.property('code', 'worker-unavailable');
    stop();
    expect(starts).to.have.length(2);
    expect(starts[1]! - failedAt).to.be.at.least(999);
  });

  it('F11 rejects at once while it may not be requested, for all that needs it', async () => {
    const workerUrl = missing('refuses');
    const reason = await new Trainer({workerUrl})
      .evaluate({samples, model: undefined})
      .catch((failure: unknown) => failure);
    expect(reason).to.have.property('code', 'worker-unavailable');
    expect(() => new WorkerSession({workerUrl})).to.throw(reason as PredictiveError);
  });

  it('F11 is not requested again when the training was cancelled meanwhile', async () => {
    const workerUrl = missing('cancels');
    const cancel = new AbortController();
    const mark = await markRequests();
    const failure: unknown = await new Trainer({workerUrl})
      .train({
        samples,
        current: undefined,
        options,
        signal: cancel.signal,
        onRestart: () => setTimeout(() => cancel.abort()),
      })
      .catch((reason: unknown) => reason);
    expect(failure).to.have.property('name', 'AbortError');
    expect((await requestsSince(mark)).filter((path) => path.startsWith(workerUrl))).to.have.length(1);
  });

  it('F11 and the part of it that does the work counts as the file', async () => {
    const code = `postMessage({type: 'ready'});
      onmessage = ({data: {job}}) =>
        postMessage({type: 'failed', job, code: 'chunk-unavailable', message: 'a part is missing'});`;
    const workerUrl = URL.createObjectURL(new Blob([code], {type: 'text/javascript'}));
    const trainer = new Trainer({workerUrl});
    const failure = await trainer.evaluate({samples, model: undefined}).catch((reason: unknown) => reason);
    expect(failure).to.have.property('code', 'worker-unavailable');
    expect(() => new WorkerSession({workerUrl})).to.throw(failure as PredictiveError);
  });
});
