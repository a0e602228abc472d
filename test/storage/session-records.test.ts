import {expect} from '@open-wc/testing';
import type {PredictiveError} from '../../src/core/errors.js';
import {openRecords} from '../../src/storage/open-records.js';
import type {Records} from '../../src/storage/records.js';
import {sessionCapacityBytes} from '../../src/storage/session-records.js';
import {largeModel, scorerModel} from './models.js';
import {patch, unpatch} from './patch.js';
import {sample, samples} from './samples.js';

const samplesKey = 'predictive-buttons:samples:checkout';
const modelKey = 'predictive-buttons:model:checkout';

describe('session records', () => {
  let errors: PredictiveError[];

  function open(): Promise<Records> {
    return openRecords({persist: 'session', name: 'checkout', onError: (error) => errors.push(error)});
  }

  /** Refuses the next `count` writes, as full storage does. */
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
    localStorage.clear();
  });

  afterEach(() => {
    unpatch();
    sessionStorage.clear();
  });

  it('writes keys of its own, and leaves none after clear', async () => {
    sessionStorage.setItem('of the page', 'stays');
    const records = await open();
    await records.write('samples', samples(2));
    await records.write('model', scorerModel(1));
    expect(Object.keys(sessionStorage).sort()).to.deep.equal(['of the page', modelKey, samplesKey]);
    await records.clear();
    expect(Object.keys(sessionStorage)).to.deep.equal(['of the page']);
  });

  it('keeps at most its capacity in bytes, and drops the oldest first', async () => {
    const records = await open();
    const points = Array.from({length: 250}, (_, t): [number, number, number] => [1000, 1000, 1000 + t]);
    const long = samples(1000, 1000).map((one) => ({...one, points}));
    const most = Math.floor(sessionCapacityBytes / (2 * (JSON.stringify(long[0]).length + 1)));
    await records.write('samples', long.slice(0, most));
    expect(await records.read('samples')).to.have.length(most);
    await records.write('samples', long.slice(most));
    expect(await records.read('samples')).to.deep.equal(long.slice(-most));
    expect(2 * sessionStorage.getItem(samplesKey)!.length).to.be.at.most(sessionCapacityBytes);
  });

  it('F20 frees space by deleting the oldest quarter, once', async () => {
    const records = await open();
    await records.write('samples', samples(8));
    refuseWrites(1);
    await records.write('samples', [sample(8)]);
    expect(errors.map(({code}) => code)).to.deep.equal(['storage-quota']);
    expect(await (await open()).read('samples')).to.deep.equal(samples(7, 2));
  });

  it('F20 keeps in memory what does not fit even then', async () => {
    const records = await open();
    await records.write('samples', samples(2));
    refuseWrites(Infinity);
    await records.write('samples', [sample(2)]);
    await records.write('model', scorerModel(1));
    expect(errors.map(({code}) => code)).to.deep.equal(['storage-quota']);
    expect(await records.read('samples')).to.deep.equal(samples(3));
    expect(await records.read('model')).to.deep.equal(scorerModel(1));
    expect(await (await open()).read('samples')).to.deep.equal(samples(2));
  });

  it('F20 keeps a model in memory for which a session has no room, and deletes no samples for it', async () => {
    const records = await open();
    await records.write('samples', samples(8));
    const large = largeModel(900);
    expect(await records.write('model', large)).to.equal('refused');
    expect(errors.map(({code}) => code)).to.deep.equal(['storage-unavailable']);
    expect(await records.read('model')).to.deep.equal(large);
    await records.write('samples', [sample(8)]);
    const again = await open();
    expect(await again.read('samples')).to.deep.equal(samples(9));
    expect(await again.read('model')).to.equal(undefined);
  });

  it('keeps a model of a few hundred kB as it is', async () => {
    const model = largeModel(300);
    expect(await (await open()).write('model', model)).to.equal('stored');
    expect(await (await open()).read('model')).to.deep.equal(model);
  });

  it('F22 keeps everything in memory when the browser blocks storage', async () => {
    patch(globalThis, 'sessionStorage', () => null);
    Object.defineProperty(globalThis, 'sessionStorage', {
      get() {
        throw new DOMException('injected', 'SecurityError');
      },
      configurable: true,
    });
    const records = await open();
    expect(records.persistent).to.equal(false);
    expect(errors.map(({code}) => code)).to.deep.equal(['storage-unavailable']);
    await records.write('samples', samples(2));
    expect(await records.read('samples')).to.deep.equal(samples(2));
  });

  it('F24 treats storage cleared while open as the user’s deletion', async () => {
    const records = await open();
    await records.write('samples', samples(2));
    sessionStorage.clear();
    await records.write('samples', [sample(2)]);
    expect(await records.read('samples')).to.deep.equal([sample(2)]);
    expect(errors).to.deep.equal([]);
  });

  it('F29 does not retry after clear a write that did not fit before', async () => {
    const records = await open();
    await records.write('samples', samples(2));
    refuseWrites(1);
    await Promise.all([records.write('samples', samples(3)), records.clear()]);
    expect(Object.keys(sessionStorage)).to.deep.equal([]);
    expect(errors).to.deep.equal([]);
  });

  it('F29 does not retry when it is cleared while freeing space', async () => {
    const records = await open();
    await records.write('samples', samples(8));
    let writes = 0;
    let cleared: Promise<void> | undefined;
    patch(
      Storage.prototype,
      'setItem',
      (setItem) =>
        function (this: Storage, key: string, value: string) {
          writes++;
          if (writes === 1) throw new DOMException('injected', 'QuotaExceededError');
          if (writes === 2) queueMicrotask(() => (cleared = records.clear()));
          setItem.call(this, key, value);
        },
    );
    await records.write('samples', [sample(8)]);
    await cleared;
    expect(writes).to.equal(2);
    expect(Object.keys(sessionStorage)).to.deep.equal([]);
  });

  it('F26 falls back to the previous model for a damaged one', async () => {
    const records = await open();
    for (const seed of [1, 2, 3]) await records.write('model', scorerModel(seed));
    const items = JSON.parse(sessionStorage.getItem(modelKey)!);
    expect(items).to.have.length(2);
    for (const damage of [{base64: '*'}, {base64: items[1].base64}, {json: '{}'}, {checksum: 0}]) {
      sessionStorage.setItem(modelKey, JSON.stringify([{...items[0], ...damage}, items[1]]));
      expect(await records.read('model')).to.deep.equal(scorerModel(2));
    }
  });

  it('F27 ignores invalid samples, and treats damaged text as none', async () => {
    const records = await open();
    sessionStorage.setItem(
      samplesKey,
      JSON.stringify([sample(0), null, {...sample(1), points: 7}, sample(2)]),
    );
    expect(await records.read('samples')).to.deep.equal([sample(0), sample(2)]);
    for (const text of ['[{', '7', 'null', '{"length":1}']) {
      sessionStorage.setItem(samplesKey, text);
      sessionStorage.setItem(modelKey, text);
      expect(await records.read('samples')).to.deep.equal([]);
      expect(await records.read('model')).to.equal(undefined);
    }
    await records.write('samples', [sample(0)]);
    expect(await records.read('samples')).to.deep.equal([sample(0)]);
    expect(errors).to.deep.equal([]);
  });
});
