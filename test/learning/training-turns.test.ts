import {expect} from '@open-wc/testing';
import type {LearnerSettings} from '../../src/learning/learner.js';
import {openLearner} from '../../src/learning/open-learner.js';
import {TrainingTurns} from '../../src/learning/training-turns.js';
import {madeUpSamples} from './samples.js';

const never = new AbortController().signal;

/** Work that the test ends. */
function work(): {begin: () => Promise<string>; end: (result: string) => void; hasBegun: () => boolean} {
  let hasBegun = false;
  let end: (result: string) => void;
  const ended = new Promise<string>((resolve) => (end = resolve));
  const begin = (): Promise<string> => {
    hasBegun = true;
    return ended;
  };
  return {begin, end: (result) => end(result), hasBegun: () => hasBegun};
}

async function turns(count = 10): Promise<void> {
  for (let i = 0; i < count; i++) await Promise.resolve();
}

describe('TrainingTurns', () => {
  it('begins each when the one before it has ended, in order, and returns what it returns', async () => {
    const queue = new TrainingTurns();
    const [one, two, three] = [work(), work(), work()];
    const results = [one, two, three].map((each) => queue.take(each.begin, never));
    await turns();
    expect([one, two, three].map((each) => each.hasBegun())).to.deep.equal([true, false, false]);
    one.end('one');
    expect(await results[0]).to.equal('one');
    await turns();
    expect([two.hasBegun(), three.hasBegun()]).to.deep.equal([true, false]);
    two.end('two');
    three.end('three');
    expect(await Promise.all(results)).to.deep.equal(['one', 'two', 'three']);
  });

  it('goes on after one that fails', async () => {
    const queue = new TrainingTurns();
    const failing = queue.take(() => Promise.reject(new Error('out of memory')), never);
    const next = queue.take(() => Promise.resolve('next'), never);
    expect(await failing.catch((error: Error) => error.message)).to.equal('out of memory');
    expect(await next).to.equal('next');
  });

  it('rejects one that is cancelled while it waits at once, and lets nobody overtake the one before it', async () => {
    const queue = new TrainingTurns();
    const [one, two, three] = [work(), work(), work()];
    const first = queue.take(one.begin, never);
    const cancel = new AbortController();
    const second = queue.take(two.begin, cancel.signal);
    const third = queue.take(three.begin, never);
    const reason = new Error('not needed');
    cancel.abort(reason);
    expect(await second.catch((error: unknown) => error)).to.equal(reason);
    await turns();
    expect([two.hasBegun(), three.hasBegun()]).to.deep.equal([false, false]);
    one.end('one');
    three.end('three');
    expect(await Promise.all([first, third])).to.deep.equal(['one', 'three']);
    expect(two.hasBegun()).to.equal(false);
  });

  it('refuses what was cancelled before', async () => {
    const reason = new Error('too late');
    const {begin, hasBegun} = work();
    const refused = new TrainingTurns().take(begin, AbortSignal.abort(reason));
    expect(await refused.catch((error: unknown) => error)).to.equal(reason);
    expect(hasBegun()).to.equal(false);
  });
});

describe('learners of one page', function () {
  this.timeout(60_000);

  const settings: LearnerSettings = {architecture: 'scorer', minAccuracy: 0, backend: 'cpu'};

  /** Counts the workers that are alive at once, until `stop()`. */
  function watchWorkers(): {most: () => number; all: () => number; stop: () => void} {
    const {Worker: Original} = globalThis;
    const alive = new Set<Worker>();
    let [most, all] = [0, 0];
    globalThis.Worker = class extends Original {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        alive.add(this);
        all++;
        most = Math.max(most, alive.size);
      }
      override terminate(): void {
        alive.delete(this);
        super.terminate();
      }
    };
    return {most: () => most, all: () => all, stop: () => void (globalThis.Worker = Original)};
  }

  it('F46 train in one worker at a time, whatever their names and wherever they keep their data', async () => {
    const observer = {onSamples() {}, onTrain() {}, onModel() {}, onError() {}};
    const opened = await Promise.all(
      (['none', 'none', 'session', 'local'] as const).map((persist, i) =>
        // The first two are of regions without a name, which share nothing.
        openLearner({persist, name: i < 2 ? '' : `turns ${persist}`, observer, onModel() {}}),
      ),
    );
    for (const {learner} of opened) await learner.add(madeUpSamples({count: 40}), undefined);
    const workers = watchWorkers();
    try {
      const changes = await Promise.all(opened.map(({learner}) => learner.train(settings)));
      expect(changes.map(({source}) => source)).to.deep.equal(Array(4).fill('training'));
      expect({most: workers.most(), all: workers.all()}).to.deep.equal({most: 1, all: 4});
    } finally {
      workers.stop();
      for (const {learner, release} of opened) {
        await learner.forget();
        release();
      }
    }
  });
});
