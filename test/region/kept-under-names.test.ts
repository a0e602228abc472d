import {aTimeout, expect, fixtureCleanup, waitUntil} from '@open-wc/testing';
import '../../src/index.js';
import type {PredictiveRegion} from '../../src/index.js';
import {sampleCapacity} from '../../src/core/sample.js';
import {formatDataset} from '../../src/storage/dataset-file.js';
import {madeUpSamples} from '../learning/samples.js';
import {dataset} from '../support/dataset.js';
import {slowUrl} from '../support/commands.js';
import {newButton, places, press, record, threeButtons} from '../support/regions.js';

const scorer = '/test/fixtures/0.1.0/scorer/model.json';
const sequence = '/test/fixtures/0.1.0/simple-rnn/model.json';

/** A name of its own, since what is stored stays. */
const newName = (): string => crypto.randomUUID();

function regionOf(attributes: Record<string, string>): PredictiveRegion {
  const region = document.createElement('predictive-region');
  for (const [name, value] of Object.entries({backend: 'cpu', ...attributes}))
    region.setAttribute(name, value);
  region.append(...['save', 'send', 'cancel'].map((id) => newButton(id)));
  document.body.append(region);
  return region;
}

const local = (name: string): PredictiveRegion => regionOf({name, persist: 'local', learn: 'manual'});

/** How many samples are stored under a name, as a region that comes later finds. */
async function storedUnder(name: string): Promise<number> {
  const region = local(name);
  const file = await region.exportDataset();
  region.remove();
  return (JSON.parse(await file.text()) as {samples: unknown[]}).samples.length;
}

async function store(name: string, count: number): Promise<void> {
  const region = local(name);
  await region.importDataset(dataset(count));
  region.remove();
}

/** The name of the error with which a promise rejected, or what it resolved to. */
function outcome(promise: Promise<unknown>): Promise<unknown> {
  return promise.catch((error: Error) => error.name);
}

describe('what a region keeps under its name', function () {
  this.timeout(30_000);

  afterEach(async () => {
    for (const region of document.querySelectorAll('predictive-region')) {
      await region.forget().catch(() => undefined);
      region.remove();
    }
    fixtureCleanup();
  });

  it('is not deleted by a call that was meant for another name', async () => {
    const [one, two] = [newName(), newName()];
    await store(one, 10);
    await store(two, 20);
    const region = local(one);
    const calls = [outcome(region.forget()), outcome(region.exportDataset())];
    region.name = two;
    expect(await Promise.all(calls)).to.deep.equal(['AbortError', 'AbortError']);
    expect([await storedUnder(one), await storedUnder(two)]).to.deep.equal([10, 20]);
  });

  for (const [title, leave] of [
    ['gets another name', (region: PredictiveRegion) => (region.name = newName())],
    ['keeps nothing any more', (region: PredictiveRegion) => (region.persist = 'none')],
    ['is removed', (region: PredictiveRegion) => region.remove()],
  ] as const)
    it(`has all of a file that is imported while the region ${title}`, async () => {
      const name = newName();
      const region = local(name);
      await region.updateComplete;
      await region.exportDataset();
      const imported = region.importDataset(dataset(300));
      await aTimeout(20);
      leave(region);
      expect(await imported).to.equal(300);
      expect(await storedUnder(name)).to.equal(300);
    });

  it('has a model that is loaded while the region is removed', async () => {
    const name = newName();
    const region = local(name);
    await region.exportDataset();
    const loaded = region.loadModel(slowUrl(scorer, {delayMs: 200}));
    await aTimeout(50);
    region.remove();
    expect((await loaded).verdict).to.equal('taken');
    const next = local(name);
    const models = record(next, 'predictive-model');
    await next.exportModel();
    expect(models.map(({source}) => source)).to.deep.equal(['storage']);
  });

  it('counts what an import has added and kept', async () => {
    const region = regionOf({learn: 'manual'});
    const many = new File([formatDataset(madeUpSamples({count: sampleCapacity + 100}))], 'many.json');
    expect(await region.importDataset(many)).to.equal(sampleCapacity);
    expect(await region.importDataset(many)).to.equal(0);
  });

  it('stays whole when another tab deletes one of its samples', async () => {
    const name = newName();
    await store(name, 5);
    const region = local(name);
    await region.exportDataset();
    // As another tab does, whose records are its own.
    const {openRecords} = await import('../../src/storage/open-records.js');
    const other = await openRecords({persist: 'local', name, onError: () => undefined});
    const [first] = await other.read('samples');
    const imported = region.importDataset(
      new File([formatDataset(madeUpSamples({count: 400, seed: 2}))], 'more.json'),
    );
    await other.remove('samples', {ids: [first!.id]});
    expect(await imported).to.equal(400);
    await waitUntil(() => region.sampleCounts.count === 404);
    other.close();
    expect(await storedUnder(name)).to.equal(404);
  });

  it('loses only what is named of what to delete', async () => {
    const name = newName();
    await store(name, 5);
    const region = local(name);
    const {samples} = JSON.parse(await (await region.exportDataset()).text()) as {samples: {id: string}[]};
    const only = [samples[0]!.id, 1, {}] as unknown as string[];
    await region.resetDataset({only});
    expect(await storedUnder(name)).to.equal(4);
  });
});

describe('the model that a region names', function () {
  this.timeout(30_000);

  afterEach(async () => {
    for (const region of document.querySelectorAll('predictive-region')) {
      await region.forget().catch(() => undefined);
      region.remove();
    }
  });

  /** What the region has told of its models. */
  const told = new Map<PredictiveRegion, string[]>();
  const modelsOf = (region: PredictiveRegion): string[] => told.get(region)!;

  function following(attributes: Record<string, string>): PredictiveRegion {
    const region = regionOf(attributes);
    const changes: string[] = [];
    told.set(region, changes);
    region.addEventListener('predictive-model', ({verdict, source, architecture}) =>
      changes.push(`${verdict} ${source} ${architecture}`),
    );
    return region;
  }

  it('is the latest one, although an earlier one arrives later', async () => {
    const region = following({learn: 'manual', model: slowUrl(scorer, {delayMs: 2000})});
    await region.exportModel();
    region.model = sequence;
    await waitUntil(() => modelsOf(region).length > 0, undefined, {timeout: 10_000});
    await aTimeout(4000);
    expect(modelsOf(region)).to.deep.equal(['taken file simple-rnn']);
  });

  it('is used no more once the region names none, also if it arrives later', async () => {
    const region = following({learn: 'manual', model: slowUrl(scorer, {delayMs: 300})});
    await region.exportModel();
    region.model = 'auto';
    await aTimeout(1500);
    expect(modelsOf(region)).to.deep.equal([]);
    region.model = scorer;
    await waitUntil(() => modelsOf(region).length === 1);
    region.model = 'auto';
    await waitUntil(() => modelsOf(region).length === 2);
    expect(modelsOf(region)).to.deep.equal(['taken file scorer', 'reset reset scorer']);
  });

  it('gives way to one that the page loads, also at the next visit', async () => {
    const attributes = {name: newName(), persist: 'local', learn: 'manual', model: scorer};
    const region = following(attributes);
    await waitUntil(() => modelsOf(region).length === 1);
    await region.loadModel(sequence);
    region.remove();
    const next = following(attributes);
    await waitUntil(() => modelsOf(next).length > 0);
    await waitUntil(() => modelsOf(next).at(-1) === 'taken storage simple-rnn');
  });

  it('is the latest one that the page loads', async () => {
    const region = following({learn: 'manual'});
    const first = outcome(region.loadModel(slowUrl(scorer, {delayMs: 3000})));
    expect((await region.loadModel(sequence)).verdict).to.equal('taken');
    expect(await first).to.equal('AbortError');
    expect(modelsOf(region)).to.deep.equal(['taken file simple-rnn']);
  });

  it('stays as it is when learning is switched off during a training that began by itself', async () => {
    for (const leave of [
      (region: PredictiveRegion) => (region.learn = 'off'),
      (region: PredictiveRegion) => (region.disabled = true),
    ]) {
      const {region} = await threeButtons({backend: 'cpu', learn: 'auto'});
      const phases = record(region, 'predictive-train');
      const changes = record(region, 'predictive-model');
      await region.importDataset(dataset(60));
      await press(places.one);
      await waitUntil(() => phases.length > 0, undefined, {timeout: 10_000});
      leave(region);
      await waitUntil(() => phases.at(-1)!.phase === 'cancel');
      expect(changes).to.deep.equal([]);
      region.remove();
    }
  });
});
