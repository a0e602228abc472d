import {aTimeout, expect, fixture, fixtureCleanup, html, oneEvent, waitUntil} from '@open-wc/testing';
import '../../src/index.js';
import type {HabitForecast, ModelChange, PredictiveError, PredictiveRegion} from '../../src/index.js';
import {deleteDatabases, isolateDatabase, patch, settled, unpatch} from './patch.js';

/** Written by version 0.1.0; its README.md says how. */
const folder = new URL('../fixtures/0.1.0/', import.meta.url);

const buttons = ['open', 'save', 'prüfen'];

/** A learner as version 0.1.0 itself restored it. */
interface Learner {
  attributes: Record<string, string>;
  sampleCounts: PredictiveRegion['sampleCounts'];
  /** Oldest first. */
  ids: string[];
  /** Forecasts by habit, a minute and a day after the latest press. */
  forecasts: Record<'sameVisit' | 'nextVisit', Forecast>;
}

interface Forecast {
  /** Milliseconds since 1970. */
  at: number;
  probabilities: Record<string, number>;
  weight: number;
}

interface Expected {
  local: Learner;
  /** The learner of a region without a name, so the page's; `dataset.json` is its file. */
  page: Learner;
  session: Learner;
  /** Folders of model files. */
  models: {local: string; session: string; sequence: string};
}

interface DatabaseDump {
  name: string;
  version: number;
  objectStores: {
    name: string;
    keyPath: string | string[];
    autoIncrement: boolean;
    indexes: {name: string; keyPath: string | string[]; unique: boolean; multiEntry: boolean}[];
    records: unknown[];
  }[];
}

/** A sample in a data set file, with the fields checked here. */
interface FileSample {
  id: string;
  time: number;
  pressed: string | null;
  pressedAt: number;
  points: number[][];
  targets: {key: string; x: number; y: number; w: number; h: number}[];
  weight: number;
}

/** A sample as it was in the database. */
interface RawSample extends Omit<FileSample, 'points' | 'targets'> {
  name: string;
  points: Int32Array;
  keys: string[];
  boxes: Int32Array;
}

async function readJson<Content>(path: string): Promise<Content> {
  const response = await fetch(new URL(path, folder));
  expect(response.ok, path).to.equal(true);
  return (await response.json()) as Content;
}

async function readFile(path: string): Promise<File> {
  const response = await fetch(new URL(path, folder));
  expect(response.ok, path).to.equal(true);
  return new File([await response.blob()], path.split('/').at(-1)!);
}

async function readModel(model: string): Promise<[modelJson: File, weights: File]> {
  return [await readFile(`${model}/model.json`), await readFile(`${model}/model.weights.bin`)];
}

/** Restores the typed arrays of a dumped value. */
function revive(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revive);
  if (typeof value !== 'object' || value === null) return value;
  const {$, values, base64} = value as {$?: string; values?: number[]; base64?: string};
  if ($ === 'Int32Array') return Int32Array.from(values!);
  if ($ === 'Uint8Array') return Uint8Array.from(atob(base64!), (character) => character.charCodeAt(0));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, revive(each)]));
}

/** Writes the dumped database without the kit. */
async function restoreDatabase({name, version, objectStores}: DatabaseDump): Promise<void> {
  const request = indexedDB.open(name, version);
  request.onupgradeneeded = () => {
    for (const {name: storeName, keyPath, autoIncrement, indexes} of objectStores) {
      const store = request.result.createObjectStore(storeName, {keyPath, autoIncrement});
      for (const {name: indexName, keyPath: path, ...options} of indexes)
        store.createIndex(indexName, path, options);
    }
  };
  const database = await settled(request);
  const names = objectStores.map(({name: storeName}) => storeName);
  const transaction = database.transaction(names, 'readwrite');
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  for (const {name: storeName, records} of objectStores)
    for (const record of records) transaction.objectStore(storeName).put(revive(record));
  await done;
  database.close();
}

function restoreSession(items: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(items)) sessionStorage.setItem(key, JSON.stringify(value));
}

/** Converts a sample in the database to the format of a data set file. */
function inFileWords({points, keys, boxes, id, time, pressed, pressedAt, weight}: RawSample): FileSample {
  return {
    id,
    time,
    pressed,
    pressedAt,
    points: Array.from({length: points.length / 3}, (_, i) => [...points.subarray(3 * i, 3 * i + 3)]),
    targets: keys.map((key, i) => {
      const [x, y, w, h] = boxes.subarray(4 * i, 4 * i + 4);
      return {key, x: x!, y: y!, w: w!, h: h!};
    }),
    weight,
  };
}

async function samplesIn(file: Blob): Promise<FileSample[]> {
  return (JSON.parse(await file.text()) as {samples: FileSample[]}).samples;
}

/** Compares weights up to 32-bit rounding. */
async function expectSameWeights(actual: Blob, expected: Blob): Promise<void> {
  const [numbers, others] = await Promise.all(
    [actual, expected].map(async (file) => [...new Float32Array(await file.arrayBuffer())]),
  );
  expect(numbers).to.have.length(others!.length);
  for (const [index, number] of numbers!.entries())
    expect(number, `weight ${index}`).to.be.closeTo(others![index]!, 1e-6);
}

function expectForecast(actual: HabitForecast | undefined, {probabilities, weight}: Forecast): void {
  expect([...actual!.probabilities.keys()]).to.have.members(Object.keys(probabilities));
  for (const [key, probability] of Object.entries(probabilities))
    expect(actual!.probabilities.get(key), key).to.be.closeTo(probability, 1e-9);
  expect(actual!.weight).to.be.closeTo(weight, 1e-9);
}

describe('what version 0.1.0 has stored', function () {
  // The model files are tested in a worker that loads TensorFlow.js.
  this.timeout(120_000);

  let expected: Expected;
  let dump: DatabaseDump;
  let items: Record<string, unknown>;
  let errors: PredictiveError[];

  before(async () => {
    expected = await readJson('expected.json');
    dump = await readJson('indexed-db.json');
    items = await readJson('session-storage.json');
  });

  beforeEach(() => {
    errors = [];
    sessionStorage.clear();
    isolateDatabase();
  });

  afterEach(async () => {
    fixtureCleanup();
    // A removed region closes its storage a moment later.
    await aTimeout(50);
    unpatch();
    await deleteDatabases();
    sessionStorage.clear();
    expect(errors).to.deep.equal([]);
  });

  function newRegion(attributes: Record<string, string>): PredictiveRegion {
    const region = document.createElement('predictive-region');
    for (const [name, value] of Object.entries({learn: 'manual', ...attributes}))
      region.setAttribute(name, value);
    region.append(
      ...buttons.map((id) => {
        const button = document.createElement('predictive-button');
        button.id = button.textContent = id;
        return button;
      }),
    );
    region.addEventListener('predictive-error', ({error}) => errors.push(error));
    return region;
  }

  async function show(region: PredictiveRegion): Promise<PredictiveRegion> {
    await fixture(html`<div>${region}</div>`);
    await region.updateComplete;
    return region;
  }

  /** A region of that learner in the page. */
  function open({attributes}: Pick<Learner, 'attributes'>, more: Record<string, string> = {}) {
    return show(newRegion({...attributes, ...more}));
  }

  /** The forecast for someone who comes back at that time. */
  async function forecastOf(learner: Learner, {at}: Forecast): Promise<HabitForecast | undefined> {
    patch(Date, 'now', () => () => at);
    const region = await open(learner, {hints: ''});
    // Available once all stored data has been read.
    await region.exportDataset();
    await waitUntil(() => region.habitForecast !== undefined);
    return region.habitForecast;
  }

  for (const place of ['local', 'page', 'session'] as const) {
    const title = {
      local: 'in IndexedDB',
      page: 'in IndexedDB for a region without a name',
      session: 'in sessionStorage',
    }[place];

    describe(title, () => {
      beforeEach(async () => {
        if (place === 'session') restoreSession(items);
        else await restoreDatabase(dump);
      });

      it(`keeps every sample that version 0.1.0 stored ${title}`, async () => {
        const learner = expected[place];
        const region = await open(learner);
        await waitUntil(() => region.sampleCounts.count > 0);
        expect(region.sampleCounts).to.deep.equal(learner.sampleCounts);
        const samples = await samplesIn(await region.exportDataset());
        expect(samples.map(({id}) => id)).to.deep.equal(learner.ids);
      });

      it('keeps each movement and the buttons’ boxes, to the pixel and the millisecond', async () => {
        const {name} = expected[place].attributes;
        const raw =
          place === 'session'
            ? (items[`predictive-buttons:samples:${name}`] as FileSample[])
            : (
                dump.objectStores
                  .find((store) => store.name === 'samples')!
                  .records.map(revive) as RawSample[]
              )
                .filter((record) => record.name === (name ?? `page:${location.pathname}`))
                .map(inFileWords);
        expect(raw).to.have.length(expected[place].ids.length);
        const region = await open(expected[place]);
        expect(await samplesIn(await region.exportDataset())).to.have.deep.members(raw);
      });

      it('continues the visit with the stored habits', async () => {
        const learner = expected[place];
        const {sameVisit} = learner.forecasts;
        expectForecast(await forecastOf(learner, sameVisit), sameVisit);
      });

      it('starts the next visit with the stored habits', async () => {
        const learner = expected[place];
        const {nextVisit} = learner.forecasts;
        expectForecast(await forecastOf(learner, nextVisit), nextVisit);
      });

      it('exports the habits in a data set file', async () => {
        const learner = expected[place];
        const {sameVisit} = learner.forecasts;
        patch(Date, 'now', () => () => sameVisit.at);
        const file = await (await open(learner)).exportDataset();
        const region = await open({attributes: {hints: ''}});
        expect(await region.importDataset(file)).to.equal(learner.ids.length);
        await waitUntil(() => region.habitForecast !== undefined);
        expectForecast(region.habitForecast, sameVisit);
      });

      if (place === 'page') return;

      it('restores the model with the same weights', async () => {
        const region = newRegion(expected[place].attributes);
        const modelChange = oneEvent(region, 'predictive-model');
        await show(region);
        const {verdict, source, architecture} = (await modelChange) as unknown as ModelChange;
        expect({verdict, source, architecture}).to.deep.equal({
          verdict: 'taken',
          source: 'storage',
          architecture: 'scorer',
        });
        const [, weights] = await readModel(expected.models[place]);
        await expectSameWeights((await region.exportModel()).weights, weights);
      });

      it('restores everything again after the page was left and reopened', async () => {
        const learner = expected[place];
        const first = await open(learner);
        await first.exportDataset();
        first.remove();
        await aTimeout(50);
        const region = await open(learner);
        const samples = await samplesIn(await region.exportDataset());
        expect(samples.map(({id}) => id)).to.deep.equal(learner.ids);
        const [, weights] = await readModel(expected.models[place]);
        await expectSameWeights((await region.exportModel()).weights, weights);
      });
    });
  }

  it('F27 a database of the schema before is migrated: samples and model stay, and habits can be kept', async () => {
    // Version 1 of the schema had no habits.
    const objectStores = dump.objectStores.filter(({name}) => name !== 'habits');
    await restoreDatabase({...dump, version: 1, objectStores});
    const {local} = expected;
    const first = await open(local);
    expect((await samplesIn(await first.exportDataset())).map(({id}) => id)).to.deep.equal(local.ids);
    const [, weights] = await readModel(expected.models.local);
    await expectSameWeights((await first.exportModel()).weights, weights);
    // Habits of the same data set, into the store that is new.
    patch(Date, 'now', () => () => expected.page.forecasts.sameVisit.at);
    await first.importDataset(await readFile('dataset.json'));
    first.remove();
    await aTimeout(50);
    const database = await settled(indexedDB.open(dump.name));
    expect(database.version).to.equal(dump.version);
    expect([...database.objectStoreNames]).to.deep.equal(['habits', 'models', 'samples']);
    const store = database.transaction('habits').objectStore('habits');
    expect(await settled(store.get(local.attributes.name!))).to.have.property('habits');
    database.close();
  });

  it('F27 a database of a newer schema keeps all its records through presses, training and forget()', async () => {
    await restoreDatabase({...dump, version: dump.version + 1});
    const {local} = expected;
    const region = await show(newRegion({...local.attributes, backend: 'cpu'}));
    await region.exportDataset();
    expect(region.sampleCounts.count, 'nothing of a newer schema is read').to.equal(0);
    await region.importDataset(await readFile('dataset.json'));
    await region.forget();
    expect(errors.map(({code}) => code)).to.deep.equal(['storage-unavailable']);
    errors = [];
    const database = await settled(indexedDB.open(dump.name));
    expect(database.version).to.equal(dump.version + 1);
    for (const {name, records} of dump.objectStores) {
      const stored = await settled(database.transaction(name).objectStore(name).getAll());
      expect(stored, name).to.have.deep.members(records.map(revive) as object[]);
    }
    database.close();
  });

  it('keeps learners of different names separate', async () => {
    await restoreDatabase(dump);
    const {local, page} = expected;
    const [named, unnamed, other] = [
      await open(local),
      await open(page),
      await open({attributes: {...page.attributes, name: 'another'}}),
    ];
    expect((await samplesIn(await named.exportDataset())).length).to.equal(local.ids.length);
    expect((await samplesIn(await unnamed.exportDataset())).length).to.equal(page.ids.length);
    expect((await samplesIn(await other.exportDataset())).length).to.equal(0);
  });

  it('imports a data set file of version 0.1.0, with its habits', async () => {
    const {sampleCounts, ids, forecasts} = expected.page;
    patch(Date, 'now', () => () => forecasts.sameVisit.at);
    const file = await readFile('dataset.json');
    const region = await open({attributes: {hints: ''}});
    expect(await region.importDataset(file)).to.equal(ids.length);
    expect(region.sampleCounts).to.deep.equal(sampleCounts);
    expect(await samplesIn(await region.exportDataset())).to.deep.equal(await samplesIn(file));
    await waitUntil(() => region.habitForecast !== undefined);
    expectForecast(region.habitForecast, forecasts.sameVisit);
  });

  for (const [which, architecture] of [
    ['local', 'scorer'],
    ['sequence', 'simple-rnn'],
  ] as const) {
    it(`loads the files of a ${architecture} of version 0.1.0, and downloads them with the same weights`, async () => {
      const files = await readModel(expected.models[which]);
      const region = await open({attributes: {}});
      const change = await region.loadModel(files);
      expect(change).to.include({verdict: 'taken', source: 'file', architecture});
      const {modelJson, weights} = await region.exportModel();
      await expectSameWeights(weights, files[1]);
      interface Description {
        userDefinedMetadata: {architecture: string; keys: string[]};
      }
      const [actual, given] = await Promise.all(
        [modelJson, files[0]].map(async (file) => JSON.parse(await file.text()) as Description),
      );
      expect(actual!.userDefinedMetadata.architecture).to.equal(architecture);
      expect(actual!.userDefinedMetadata.keys).to.deep.equal(given!.userDefinedMetadata.keys);
    });
  }
});
