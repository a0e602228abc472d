import {expect, fixtureCleanup, oneEvent, waitUntil} from '@open-wc/testing';
import {resetMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import type {PredictiveError, PredictiveRegion} from '../../src/index.js';
import {formatDataset} from '../../src/storage/dataset-file.js';
import {madeUpSamples} from '../learning/samples.js';
import {faultyUrl, slowUrl} from '../support/commands.js';
import {countWorkers} from '../support/count-workers.js';
import {dataset} from '../support/dataset.js';
import {patch, unpatch} from '../storage/patch.js';
import {approach, newButton, places, record, threeButtons} from '../support/regions.js';

const workerPath = '/src/training/trainer.worker.ts';

/** A region with `count` samples, about four in five of them presses. */
async function withSamples(count: number, attributes: Record<string, string> = {}) {
  const scene = await threeButtons({backend: 'cpu', learn: 'manual', ...attributes});
  await scene.region.importDataset(dataset(count));
  return scene;
}

/** The error or abort of the kit with which a promise rejected. */
function failure(promise: Promise<unknown>): Promise<PredictiveError | undefined> {
  return promise.then(
    () => undefined,
    (error: PredictiveError) => error,
  );
}

/** Whether the shipped model is in use: then its weights equal those of a region without learning. */
async function isModelless(region: PredictiveRegion): Promise<boolean> {
  const untouched = document.createElement('predictive-region');
  document.body.append(untouched);
  const [own, shipped] = await Promise.all(
    [region, untouched].map(async (each) => {
      const {modelJson, weights} = await each.exportModel();
      return [await modelJson.text(), ...new Uint8Array(await weights.arrayBuffer())].join();
    }),
  );
  untouched.remove();
  return own === shipped;
}

describe('a region that learns', function () {
  this.timeout(60_000);
  afterEach(async () => {
    fixtureCleanup();
    await resetMouse();
  });

  it('F3 ends a worker that never answers, tries one more, and then goes on without', async () => {
    const {region, two} = await withSamples(60);
    const code = 'onmessage = () => {}; postMessage({type: "ready"});';
    region.setAttribute('worker-url', URL.createObjectURL(new Blob([code], {type: 'text/javascript'})));
    const errors = record(region, 'predictive-error');
    const models = record(region, 'predictive-model');
    const counts = countWorkers();
    const delays: number[] = [];
    patch(window, 'setTimeout', (original) => (act: () => void, ms = 0) => {
      if (ms < 10_000) return original(act, ms);
      delays.push(ms);
      return original(act, ms / 100);
    });
    try {
      const error = await failure(region.train());
      expect(error?.code).to.equal('worker-unavailable');
      expect(counts).to.deep.equal({started: 2, ended: 2});
      // 15 s, and 5 ms for each sample.
      expect(delays).to.include(15_300);
      expect(errors.map((event) => event.error.code)).to.deep.equal(['worker-unavailable']);
      expect(models.length).to.equal(0);
    } finally {
      unpatch();
    }
    expect(region.sampleCounts.count).to.equal(60);
    expect(await isModelless(region)).to.be.true;
    await approach(places.two);
    expect(two.predicted).to.be.true;
    region.removeAttribute('worker-url');
    expect((await region.train()).source, 'and trains again where it can').to.equal('training');
  });

  it('F9 trains once for two simultaneous calls of train()', async () => {
    const {region} = await withSamples(60);
    const phases = record(region, 'predictive-train');
    const models = record(region, 'predictive-model');
    const [first, second] = await Promise.all([region.train(), region.train()]);
    expect(second).to.equal(first);
    expect(
      phases.filter(({phase}) => phase === 'start' || phase === 'end').map(({phase}) => phase),
    ).to.deep.equal(['start', 'end']);
    expect(models.length).to.equal(1);
  });

  it('F9 finishes training while buttons come and go', async () => {
    const {region, one, two} = await withSamples(60);
    const begun = oneEvent(region, 'predictive-train');
    const trained = region.train();
    await begun;
    one.remove();
    two.id = 'renamed';
    region.firstElementChild!.append(newButton('four'));
    expect((await trained).source).to.equal('training');
  });

  it('F9 deletes all samples and the model at forget() during training', async () => {
    const {region} = await withSamples(100);
    const begun = oneEvent(region, 'predictive-train');
    const failed = failure(region.train());
    await begun;
    const models = record(region, 'predictive-model');
    await region.forget();
    expect((await failed)?.name).to.equal('AbortError');
    expect(region.sampleCounts.count).to.equal(0);
    expect(await isModelless(region)).to.be.true;
    expect(models.map(({verdict}) => verdict)).to.deep.equal(['reset']);
  });

  it('F9 can train again immediately after forget() and new samples', async () => {
    const {region} = await withSamples(60);
    const begun = oneEvent(region, 'predictive-train');
    const failed = failure(region.train());
    await begun;
    void region.forget();
    await failed;
    await region.importDataset(dataset(60));
    expect((await region.train()).source).to.equal('training');
  });

  it('F10 reports missing data: no buttons, one button, and presses of one button only', async () => {
    const {region, one, two, three} = await threeButtons({learn: 'manual'});
    expect((await failure(region.train()))?.code).to.equal('not-enough-data');
    for (const button of [one, two, three]) button.remove();
    expect((await failure(region.train()))?.message).to.include('2 different buttons; there are 0');
    const ofOne = madeUpSamples({count: 100}).filter(({pressed}) => pressed === 'save');
    const more = madeUpSamples({count: 100, seed: 2}).filter(({pressed}) => pressed === 'save');
    await region.importDataset(new File([formatDataset([...ofOne, ...more])], 'one.json'));
    expect((await failure(region.train()))?.message).to.include('2 different buttons; there are 1');
    expect((await failure(region.evaluate()))?.code, 'can be evaluated nonetheless').to.be.undefined;
  });

  for (const [fault, path] of [
    ['404', faultyUrl('404', workerPath)],
    ['replaced by a page', faultyUrl('html', workerPath)],
    ['truncated', faultyUrl('cut', workerPath)],
    ['another origin', 'http://127.0.0.1:9/worker.js'],
  ] as const) {
    it(`F11 predicts without a worker if its file is ${fault}; train() rejects`, async () => {
      const {region, two} = await withSamples(60, {'worker-url': path});
      const errors = record(region, 'predictive-error');
      const error = await failure(region.train());
      expect(error?.code).to.equal('worker-unavailable');
      expect(errors.length, 'at most one retry').to.be.at.most(1);
      await approach(places.two);
      expect(two.predicted).to.be.true;
      expect(region.sampleCounts.count).to.equal(60);
    });
  }

  it('F11 trains in a worker that loads late', async () => {
    const {region} = await withSamples(60, {'worker-url': slowUrl(workerPath, {delayMs: 500})});
    expect((await region.train()).source).to.equal('training');
  });

  it('F63 imports the same data set only once in two simultaneous calls', async () => {
    const {region} = await threeButtons({learn: 'manual'});
    const added = await Promise.all([region.importDataset(dataset(20)), region.importDataset(dataset(20))]);
    expect(added[0] + added[1]).to.equal(20);
    expect(region.sampleCounts.count).to.equal(20);
  });

  it('F63 counts the presses of a button whatever its key', async () => {
    const {region} = await threeButtons({learn: 'manual'});
    const [sample] = madeUpSamples({count: 1});
    const targets = sample!.targets.map((target) => ({
      ...target,
      key: target.key === 'save' ? 'constructor' : target.key,
    }));
    await region.importDataset(
      new File([formatDataset([{...sample!, pressed: 'constructor', targets}])], 'x.json'),
    );
    expect(region.sampleCounts.perKey.constructor).to.equal(1);
  });

  it('F44 keeps its samples and continues training when it is moved in the page', async () => {
    const {region} = await withSamples(60);
    const begun = oneEvent(region, 'predictive-train');
    const trained = region.train();
    await begun;
    document.body.append(region);
    expect(region.sampleCounts.count).to.equal(60);
    expect((await trained).source).to.equal('training');
    region.remove();
  });

  it('keeps its samples while it is disabled', async () => {
    const {region} = await withSamples(20);
    region.disabled = true;
    await region.updateComplete;
    region.disabled = false;
    await region.updateComplete;
    expect(region.sampleCounts.count).to.equal(20);
  });

  it('stops training if it is removed before the training code has loaded', async () => {
    const {region} = await withSamples(60);
    const phases = record(region, 'predictive-train');
    const failed = failure(region.train());
    region.remove();
    expect((await failed)?.name).to.equal('AbortError');
    await waitUntil(() => phases.every(({phase}) => phase !== 'end'));
  });
});
