import {aTimeout, expect, fixtureCleanup, oneEvent} from '@open-wc/testing';
import {resetMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import {sampleCapacity} from '../../src/core/sample.js';
import {formatDataset} from '../../src/storage/dataset-file.js';
import {madeUpSamples} from '../learning/samples.js';
import {dataset} from '../support/dataset.js';
import {approach, places, record, threeButtons} from '../support/regions.js';

/** Durations of the main thread's tasks of more than 50 ms, ms, until `stop()`. */
function watchLongTasks(): {durations: number[]; stop: () => void} {
  const durations: number[] = [];
  const observer = new PerformanceObserver((list) => {
    durations.push(...list.getEntries().map(({duration}) => duration));
  });
  observer.observe({type: 'longtask'});
  return {
    durations,
    stop: () => {
      durations.push(...observer.takeRecords().map(({duration}) => duration));
      observer.disconnect();
    },
  };
}

/** Blocks the thread for `ms`, in its own task. */
async function block(ms: number): Promise<void> {
  await aTimeout(0);
  const end = performance.now() + ms;
  while (performance.now() < end);
  await aTimeout(0);
}

describe('a region that trains', function () {
  this.timeout(60_000);
  // Other test files share the machine's cores: a thread that waited for one looks busy.
  this.retries(2);
  afterEach(async () => {
    fixtureCleanup();
    await resetMouse();
  });

  it('keeps the page’s thread free, and predicts meanwhile', async () => {
    const {region, two} = await threeButtons({backend: 'wasm', learn: 'manual'});
    // The first training of a page loads and compiles code, which is part of loading a page.
    await region.importDataset(dataset(60));
    const warmUp = new AbortController();
    const warm = oneEvent(region, 'predictive-train');
    const warmed = region.train({signal: warmUp.signal}).catch(() => undefined);
    await warm;
    warmUp.abort();
    await warmed;
    await region.importDataset(
      new File([formatDataset(madeUpSamples({count: sampleCapacity, seed: 2}))], 'x.json'),
    );
    expect(region.sampleCounts.count).to.equal(sampleCapacity);

    const cancel = new AbortController();
    const phases = record(region, 'predictive-train');
    // Reading the data set was its own task.
    await aTimeout(100);
    const tasks = watchLongTasks();
    const trained = region.train({signal: cancel.signal}).then(
      () => 'trained',
      (error: Error) => error.name,
    );
    await oneEvent(region, 'predictive-train');
    while (phases.filter(({phase}) => phase === 'epoch').length < 2)
      await oneEvent(region, 'predictive-train');
    await approach(places.two);
    expect(two.predicted, 'predicted while training').to.be.true;
    cancel.abort();
    await trained;
    tasks.stop();
    expect(tasks.durations).to.be.empty;

    const control = watchLongTasks();
    await block(60);
    control.stop();
    expect(control.durations.length, 'a long task is noticed').to.equal(1);
  });
});
