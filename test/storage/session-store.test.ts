import {expect} from '@open-wc/testing';
import type {PredictiveError} from '../../src/core/errors.js';
import {sessionCapacityBytes} from '../../src/storage/session-store.js';
import {openStore, type Store} from '../../src/storage/store.js';
import {scorerModel} from './models.js';
import {patch, unpatch} from './patch.js';
import {sample, samples} from './samples.js';

const samplesKey = 'predictive-buttons:samples:checkout';
const modelKey = 'predictive-buttons:model:checkout';

describe('session store', () => {
  let errors: PredictiveError[];

  function open(): Promise<Store> {
    return openStore({persist: 'session', name: 'checkout', onError: (error) => errors.push(error)});
  }

  /** Refuses the next `count` writes as a full storage does. */
  function refuseWrites(count: number): void {
    patch(
      Storage.prototype,
      'setItem',
      (setItem) =>
        function (this: Storage, key: string, value: string) {
          if (count-- > 0) throw new DOMException('injected', 'QuotaExceededError');
          setItem.call(this, key, value);
        },
    );
  }

  beforeEach(() => {
    errors = [];
    sessionStorage.clear();
  });

  afterEach(() => {
    unpatch();
    sessionStorage.clear();
  });

  it('writes keys of its own, and leaves none after clear', async () => {
    sessionStorage.setItem('of the page', 'stays');
    const store = await open();
    await store.addSamples(samples(2));
    await store.saveModel(scorerModel(1));
    expect(Object.keys(sessionStorage).sort()).to.deep.equal(['of the page', modelKey, samplesKey]);
    await store.clear();
    expect(Object.keys(sessionStorage)).to.deep.equal(['of the page']);
  });

  it('keeps no more bytes than it states: the oldest go first', async () => {
    const store = await open();
    const points = Array.from({length: 250}, (_, t): [number, number, number] => [1000, 1000, 1000 + t]);
    const long = samples(1000, 1000).map((one) => ({...one, points}));
    const most = Math.floor(sessionCapacityBytes / (2 * (JSON.stringify(long[0]).length + 1)));
    await store.addSamples(long.slice(0, most));
    expect(await store.loadSamples()).to.have.length(most);
    await store.addSamples(long.slice(most));
    expect(await store.loadSamples()).to.deep.equal(long.slice(-most));
    expect(2 * sessionStorage.getItem(samplesKey)!.length).to.be.at.most(sessionCapacityBytes);
  });

  it('F20 makes room by giving up the oldest quarter, once', async () => {
    const store = await open();
    await store.addSamples(samples(8));
    refuseWrites(1);
    await store.addSamples([sample(8)]);
    expect(errors.map(({code}) => code)).to.deep.equal(['storage-quota']);
    expect(await (await open()).loadSamples()).to.deep.equal(samples(7, 2));
  });

  it('F20 keeps in memory what finds no room even then', async () => {
    const store = await open();
    await store.addSamples(samples(2));
    refuseWrites(Infinity);
    await store.addSamples([sample(2)]);
    await store.saveModel(scorerModel(1));
    expect(errors.map(({code}) => code)).to.deep.equal(['storage-quota']);
    expect(await store.loadSamples()).to.deep.equal(samples(3));
    expect(await store.loadModel()).to.deep.equal(scorerModel(1));
    expect(await (await open()).loadSamples()).to.deep.equal(samples(2));
  });

  it('F22 keeps everything in memory when the browser blocks it', async () => {
    patch(globalThis, 'sessionStorage', () => null);
    Object.defineProperty(globalThis, 'sessionStorage', {
      get() {
        throw new DOMException('injected', 'SecurityError');
      },
      configurable: true,
    });
    const store = await open();
    expect(store.persistent).to.equal(false);
    expect(errors.map(({code}) => code)).to.deep.equal(['storage-unavailable']);
    await store.addSamples(samples(2));
    expect(await store.loadSamples()).to.deep.equal(samples(2));
  });

  it('F24 takes storage that was cleared while open for the user’s deletion', async () => {
    const store = await open();
    await store.addSamples(samples(2));
    sessionStorage.clear();
    await store.addSamples([sample(2)]);
    expect(await store.loadSamples()).to.deep.equal([sample(2)]);
    expect(errors).to.deep.equal([]);
  });

  it('F29 does not write again after clear what found no room before', async () => {
    const store = await open();
    await store.addSamples(samples(2));
    refuseWrites(1);
    await Promise.all([store.addSamples(samples(3)), store.clear()]);
    expect(Object.keys(sessionStorage)).to.deep.equal([]);
    expect(errors).to.deep.equal([]);
  });

  it('F29 does not write again when it is cleared while room is made', async () => {
    const store = await open();
    await store.addSamples(samples(8));
    let writes = 0;
    let cleared: Promise<void> | undefined;
    patch(
      Storage.prototype,
      'setItem',
      (setItem) =>
        function (this: Storage, key: string, value: string) {
          writes++;
          if (writes === 1) throw new DOMException('injected', 'QuotaExceededError');
          if (writes === 2) queueMicrotask(() => (cleared = store.clear()));
          setItem.call(this, key, value);
        },
    );
    await store.addSamples([sample(8)]);
    await cleared;
    expect(writes).to.equal(2);
    expect(Object.keys(sessionStorage)).to.deep.equal([]);
  });

  it('F26 falls back to the model before for one that is damaged', async () => {
    const store = await open();
    for (const seed of [1, 2, 3]) await store.saveModel(scorerModel(seed));
    const items = JSON.parse(sessionStorage.getItem(modelKey)!);
    expect(items).to.have.length(2);
    for (const damage of [{base64: '*'}, {base64: items[1].base64}, {json: '{}'}, {checksum: 0}]) {
      sessionStorage.setItem(modelKey, JSON.stringify([{...items[0], ...damage}, items[1]]));
      expect(await store.loadModel()).to.deep.equal(scorerModel(2));
    }
  });

  it('F27 sets aside what is not a sample, and takes damaged text for none', async () => {
    const store = await open();
    sessionStorage.setItem(
      samplesKey,
      JSON.stringify([sample(0), null, {...sample(1), points: 7}, sample(2)]),
    );
    expect(await store.loadSamples()).to.deep.equal([sample(0), sample(2)]);
    for (const text of ['[{', '7', 'null', '{"length":1}']) {
      sessionStorage.setItem(samplesKey, text);
      sessionStorage.setItem(modelKey, text);
      expect(await store.loadSamples()).to.deep.equal([]);
      expect(await store.loadModel()).to.equal(undefined);
    }
    await store.addSamples([sample(0)]);
    expect(await store.loadSamples()).to.deep.equal([sample(0)]);
    expect(errors).to.deep.equal([]);
  });
});
