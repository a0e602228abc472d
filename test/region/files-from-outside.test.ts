import {expect, fixtureCleanup} from '@open-wc/testing';
import {resetMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import type {PredictiveError, PredictiveRegion} from '../../src/index.js';
import type {HabitsData} from '../../src/habits/habits.js';
import {formatDataset} from '../../src/storage/dataset-file.js';
import {madeUpSamples} from '../learning/samples.js';
import {faultyUrl, markRequests, requestsSince} from '../support/commands.js';
import {unpatch} from '../storage/patch.js';
import {countWorkers} from '../support/count-workers.js';
import {largestSamples} from '../support/largest-samples.js';
import {approach, places, record, threeButtons} from '../support/regions.js';
import {goesOn} from '../support/stand-still.js';

/** The error with which an import is refused. */
async function refusal(region: PredictiveRegion, file: Blob): Promise<PredictiveError> {
  return region.importDataset(file).then(
    (count) => expect.fail(`${count} samples were imported`),
    (error: unknown) => error as PredictiveError,
  );
}

const goodHabits: HabitsData = {
  version: 1,
  order: {
    version: 1,
    keys: ['one', 'two'],
    counts: [
      [0, 3, 1],
      [0, 1, 2, 0],
      [-1, 0, 1, 4],
    ],
    latest: [0, 1],
  },
  trust: [-3, -2.5, -2, -1.75, -1.5],
  latestAt: 1_700_000_000_000,
};

/** The text of a data set file without samples, with habits; some are larger than `JSON.stringify()` would make quickly. */
function withHabits(habits: string): string {
  return `{"format":"predictive-buttons-dataset","version":1,"samples":[],"habits":${habits}}`;
}

function changedHabits(change: (habits: HabitsData) => unknown): string {
  const habits = structuredClone(goodHabits);
  return withHabits(JSON.stringify(change(habits) ?? habits));
}

/** A file of this size that takes no memory: all its parts are one. */
function ofBytes(size: number): Blob {
  const part = new Blob([new Uint8Array(1e6)]);
  return new Blob(Array.from({length: size / part.size}, () => part));
}

describe('a file from outside', function () {
  this.timeout(90_000);
  afterEach(async () => {
    fixtureCleanup();
    await resetMouse();
  });

  const hostile: [what: string, text: () => string, field: RegExp][] = [
    [
      'habits with a trust of 1e305',
      () => changedHabits((habits) => void (habits.trust = [1e305, 0, 0, 0, 0])),
      /habits\.trust\[0\]: is not a number from -500 to 0/,
    ],
    [
      'habits with a trust above its range',
      () => changedHabits((habits) => void (habits.trust[4] = 0.1)),
      /habits\.trust\[4\]/,
    ],
    [
      'habits with a key of 30 MB',
      () => withHabits(`{"version":1,"order":{"version":1,"keys":["${'k'.repeat(30_000_000)}"]}}`),
      /habits\.order\.keys\[0\]: is text of 30000000 characters/,
    ],
    [
      'habits with a key of 201 characters',
      () => changedHabits((habits) => void (habits.order.keys[1] = 'k'.repeat(201))),
      /habits\.order\.keys\[1\]: has 201 characters/,
    ],
    [
      'habits with 1.5 million keys',
      () =>
        withHabits(
          `{"version":1,"order":{"version":1,"keys":[${Array.from({length: 1_500_000}, (_, i) => `"${i}"`).join()}]}}`,
        ),
      /habits\.order\.keys: has more than 100000 entries/,
    ],
    [
      'habits with 2,001 keys',
      () =>
        changedHabits(
          (habits) => void (habits.order.keys = Array.from({length: 2001}, (_, i) => `key ${i}`)),
        ),
      /habits\.order\.keys: has 2001 entries, more than 2000/,
    ],
    [
      'habits with 10,001 counts',
      () => changedHabits((habits) => void (habits.order.counts = Array(10_001).fill([0, 1, 1]))),
      /habits\.order\.counts: has 10001 entries, more than 10000/,
    ],
    [
      'habits with a weight of 1e308',
      () => changedHabits((habits) => void (habits.order.counts[0]![1] = 1e308)),
      /habits\.order\.counts\[0\], weight: is not a number from 0 to 100/,
    ],
    [
      'habits with a weight that is text',
      () => changedHabits((habits) => void (habits.order.counts[0]![1] = '5' as never)),
      /habits\.order\.counts\[0\], weight: is not a number/,
    ],
    [
      'habits with a field named __proto__',
      () => withHabits(JSON.stringify(goodHabits).replace('"order":{', '"order":{"__proto__":{"x":1},')),
      /habits\.order: has a field named __proto__/,
    ],
    [
      'habits with a key named __proto__',
      () => changedHabits((habits) => void (habits.order.keys[0] = '__proto__')),
      /habits\.order\.keys\[0\]/,
    ],
    [
      'habits of the year 300,000',
      () => changedHabits((habits) => void (habits.latestAt = 9e15)),
      /habits\.latestAt/,
    ],
    [
      'a data set of 20 MB of nested arrays',
      () => `${'['.repeat(10_000_000)}${']'.repeat(10_000_000)}`,
      /\[0\]: is nested deeper than 10 levels/,
    ],
    [
      'a data set of 20 MB of arrays beside each other',
      () => `[${'[],'.repeat(6_600_000)}[]]`,
      /hostile\.json: has more than 100000 entries/,
    ],
    [
      'a data set of 20 MB whose last sample is wrong',
      () => {
        const samples = [
          ...largestSamples(),
          ...largestSamples().map((each) => ({...each, id: `${each.id}b`})),
        ];
        return formatDataset([...samples.slice(0, -1), {...samples.at(-1)!, weight: -1}]);
      },
      /samples\[3999\]\.weight/,
    ],
  ];

  for (const [what, text, field] of hostile)
    it(`F84 ${what} is refused by its field, while the page goes on`, async () => {
      const {region} = await threeButtons({learn: 'manual'});
      const file = new File([text()], 'hostile.json');
      let error: PredictiveError | undefined;
      const wentOn = await goesOn(async () => (error = await refusal(region, file)));
      expect(error!.code).to.equal('invalid-dataset');
      expect(error!.message)
        .to.match(field)
        .and.match(/^hostile\.json/);
      expect(wentOn).to.equal(true);
      expect(region.sampleCounts.count).to.equal(0);
      expect(await (await region.exportDataset()).text()).not.to.contain('habits');
    });

  it('F84 habits at every limit are taken, exported and imported again', async () => {
    const {region} = await threeButtons({learn: 'manual'});
    const keys = Array.from({length: 2000}, (_, i) => `${i} ${'k'.repeat(200)}`.slice(0, 200));
    const counts = Array.from({length: 10_000}, (_, i) => [i % 2000, (i * 7) % 2000, 100, i % 1001]);
    const order = {version: 1, keys, counts, latest: [1999, 0]};
    const habits = {version: 1, order, trust: [-500, 0, 0, 0, 0], latestAt: Date.now()};
    const file = new File([withHabits(JSON.stringify(habits))], 'most.json');
    const wentOn = await goesOn(() => region.importDataset(file));
    expect(wentOn).to.equal(true);
    const exported = await region.exportDataset();
    const other = (await threeButtons({learn: 'manual'})).region;
    await other.importDataset(exported);
    expect(await (await other.exportDataset()).text()).to.equal(await exported.text());
  });

  for (const [what, file, problem] of [
    [
      'a data set of ten million rows',
      () =>
        new Blob([`{"format":"predictive-buttons-dataset","version":1,"samples":[${'0,'.repeat(1e7)}0]}`]),
      /samples: has more than 100000 entries/,
    ],
    [
      'recordings of ten million rows',
      () => new Blob([`[${'{},'.repeat(1e7)}{}]`]),
      /has more than 100000 entries/,
    ],
    ['a data set of 1 GB', () => ofBytes(1e9), /is larger than 64 MB/],
    [
      'a data set of another version',
      () => new Blob(['{"format":"predictive-buttons-dataset","version":2,"samples":[]}']),
      /newer predictive-buttons \(version 2\)/,
    ],
    ['a picture', () => new Blob([Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0xff, 0xfe)]), /is not JSON/],
  ] as const)
    it(`F63 ${what} is refused, and what was there stays as it is, while the page goes on`, async () => {
      const {region, two} = await threeButtons({learn: 'manual'});
      const mine = new File([formatDataset(madeUpSamples({count: 60}))], 'mine.json');
      expect(await region.importDataset(mine)).to.equal(60);
      const before = await (await region.exportDataset()).text();
      const theirs = new File([file()], 'theirs.json');
      let error: PredictiveError | undefined;
      expect(await goesOn(async () => (error = await refusal(region, theirs)))).to.equal(true);
      expect(error!.code).to.equal('invalid-dataset');
      expect(error!.message).to.match(problem);
      expect(await region.importDataset(mine), 'the same once more').to.equal(0);
      expect(await (await region.exportDataset()).text()).to.equal(before);
      await approach(places.two);
      expect(two.predicted).to.be.true;
    });

  it('F63 a large data set is refused with a reason where no worker can start, and a small one is read', async () => {
    const {region, two} = await threeButtons({
      learn: 'manual',
      'worker-url': faultyUrl('404', '/src/training/trainer.worker.ts'),
    });
    const error = await refusal(region, new File([formatDataset(madeUpSamples({count: 300}))], 'large.json'));
    expect(error.code).to.equal('worker-unavailable');
    expect(error.message).to.contain('large.json: is larger than 250 kB, which only a worker can read');
    expect(
      await region.importDataset(new File([formatDataset(madeUpSamples({count: 100}))], 'small.json')),
    ).to.equal(100);
    await approach(places.two);
    expect(two.predicted).to.be.true;
  });

  it('F29 forget() during an import ends it, and nothing of it is kept', async () => {
    const {region} = await threeButtons({learn: 'manual', persist: 'session', name: 'forgotten import'});
    const importing = region.importDataset(new File([formatDataset(largestSamples())], 'long.json'));
    const failed = importing.then(
      () => expect.fail('it was imported'),
      (error: unknown) => error as Error,
    );
    await new Promise<void>((resolve) =>
      region.addEventListener('predictive-sample', () => resolve(), {once: true}),
    );
    await region.forget();
    expect((await failed).name).to.equal('AbortError');
    expect(region.sampleCounts.count).to.equal(0);
    expect(sessionStorage.getItem('predictive-buttons:samples:forgotten import')).to.be.null;
  });
});

/** A model in the format of files that `loadModel()` takes, with a change. */
async function changedModel(region: PredictiveRegion, change: (model: Topology) => void): Promise<File[]> {
  const {modelJson, weights} = await region.exportModel();
  const model = JSON.parse(await modelJson.text()) as Topology;
  change(model);
  return [new File([JSON.stringify(model)], modelJson.name), weights];
}

interface Topology {
  modelTopology: {config: {layers: {class_name: string; config: Record<string, unknown>}[]}};
  weightsManifest: unknown[];
}

/** The files of the model in use, to compare. */
async function modelOf(region: PredictiveRegion): Promise<string> {
  const {modelJson, weights} = await region.exportModel();
  return [await modelJson.text(), ...new Uint8Array(await weights.arrayBuffer())].join();
}

describe('a model from outside', function () {
  this.timeout(90_000);
  afterEach(async () => {
    fixtureCleanup();
    await resetMouse();
  });

  /** A region with a model other than the shipped one in use. */
  async function withModel(
    attributes: Record<string, string> = {},
  ): Promise<Awaited<ReturnType<typeof threeButtons>>> {
    const scene = await threeButtons({learn: 'manual', ...attributes});
    await scene.region.loadModel(ownModel);
    return scene;
  }

  const ownModel = '/test/fixtures/0.1.0/scorer/model.json';

  /** The error with which the region refuses a model; it then has what it had. */
  async function refusedBy(
    {region, two}: Awaited<ReturnType<typeof threeButtons>>,
    source: string | readonly File[],
  ): Promise<PredictiveError> {
    const before = await modelOf(region);
    const verdicts = record(region, 'predictive-model');
    const error = await region.loadModel(source).then(
      ({verdict}) => expect.fail(`was ${verdict}`),
      (thrown: unknown) => thrown as PredictiveError,
    );
    expect(await modelOf(region)).to.equal(before);
    expect(verdicts.filter(({verdict}) => verdict === 'taken')).to.be.empty;
    for (let attempt = 0; !two.predicted && attempt < 5; attempt++) {
      await resetMouse();
      await approach(places.two);
    }
    expect(two.predicted).to.be.true;
    return error;
  }

  const layersOf = ({modelTopology}: Topology): Topology['modelTopology']['config']['layers'] =>
    modelTopology.config.layers;
  for (const [what, change, problem] of [
    ['layers of a huge size', (model: Topology) => (layersOf(model)[0]!.config['units'] = 1e9), /parameters/],
    [
      'just more parameters than a page can compute',
      (model: Topology) => (layersOf(model)[0]!.config['units'] = 30_000),
      /parameters/,
    ],
    ['an unknown layer', (model: Topology) => (layersOf(model)[0]!.class_name = 'Lambda'), /class Lambda/],
    ['no weights', (model: Topology) => (model.weightsManifest = []), /no weights/],
  ] as const)
    it(`F60 with ${what} is refused before anything is built, and the model in use stays`, async () => {
      const scene = await withModel();
      const counts = countWorkers();
      try {
        const error = await refusedBy(scene, await changedModel(scene.region, (model) => void change(model)));
        expect(error.code).to.equal('invalid-model');
        expect(error.message).to.match(problem);
        expect(counts).to.deep.equal({started: 0, ended: 0});
      } finally {
        unpatch();
      }
    });

  it('F60 is tried in a worker of its own, which then ends', async () => {
    const {region} = await threeButtons({learn: 'manual'});
    const counts = countWorkers();
    try {
      expect((await region.loadModel(ownModel)).verdict).to.equal('taken');
      expect(counts).to.deep.equal({started: 1, ended: 1});
    } finally {
      unpatch();
    }
  });

  it('F60 that keeps its worker busy for ever is refused within 10 s, and the worker ends', async () => {
    const code = `
      onmessage = ({data}) => { if (data.type === 'inspect') for (;;); };
      postMessage({type: 'ready'});`;
    const busy = URL.createObjectURL(new Blob([code], {type: 'text/javascript'}));
    const scene = await withModel();
    const files = await changedModel(scene.region, () => {});
    scene.region.setAttribute('worker-url', busy);
    const counts = countWorkers();
    try {
      const error = await refusedBy(scene, files);
      expect(error.code).to.equal('worker-unavailable');
      expect(error.message).to.contain('within 10 s');
      expect(counts).to.deep.equal({started: 1, ended: 1});
    } finally {
      unpatch();
    }
  });

  for (const [fault, code] of [
    ['404', 'model-unreachable'],
    ['500', 'model-unreachable'],
    ['redirect', 'model-unreachable'],
    ['cut', 'model-unreachable'],
    ['never', 'model-unreachable'],
    ['html', 'invalid-model'],
    ['empty', 'invalid-model'],
    ['half', 'invalid-model'],
    ['endless', 'invalid-model'],
  ] as const)
    it(`F61 whose address answers with ${fault} is refused, and the model in use stays`, async () => {
      const scene = await withModel();
      const mark = await markRequests();
      const error = await refusedBy(scene, faultyUrl(fault, ownModel));
      expect(error.code).to.equal(code);
      if (fault === 'never') expect(error.message).to.contain('took longer than 10 s');
      // The server knows a page by its cookie, and is not told it.
      expect((await requestsSince(mark)).filter((url) => url.includes('model.json'))).to.be.empty;
    });
});
