import {expect} from '@open-wc/testing';
import type {PredictiveError} from '../../src/core/errors.js';
import {openRecords} from '../../src/storage/open-records.js';
import type {Records} from '../../src/storage/records.js';
import {scorerModel} from './models.js';
import {
  abortAfterPut,
  deleteDatabases,
  isolateDatabase,
  openRaw,
  patch,
  settled,
  tamper,
  unpatch,
} from './patch.js';
import {sample, samples} from './samples.js';

describe('IndexedDB records', () => {
  let errors: PredictiveError[];
  let deletions: number;
  let opened: Records[];
  let unhandled: unknown[];
  const onUnhandled = (event: PromiseRejectionEvent) => unhandled.push(event.reason);

  async function open(name = 'checkout'): Promise<Records> {
    const records = await openRecords({
      persist: 'local',
      name,
      onError: (error) => errors.push(error),
      onDeleted: () => deletions++,
    });
    opened.push(records);
    return records;
  }

  /** The stored records, as read by a page opened later. */
  async function stored(): Promise<string[]> {
    return (await (await open()).read('samples')).map(({id}) => id);
  }

  function ids(count: number, from = 0): string[] {
    return samples(count, from).map(({id}) => id);
  }

  function codes(): string[] {
    return errors.map(({code}) => code);
  }

  /** Fires the timeout of opening at once; other timers are unchanged. */
  function hurry(): number[] {
    const delays: number[] = [];
    patch(globalThis, 'setTimeout', (original) => (callback: () => void, delay: number) => {
      if (delay < 1000) return original(callback, delay);
      delays.push(delay);
      return original(callback, 0);
    });
    return delays;
  }

  beforeEach(() => {
    errors = [];
    deletions = 0;
    opened = [];
    unhandled = [];
    addEventListener('unhandledrejection', onUnhandled);
    isolateDatabase();
  });

  afterEach(async () => {
    for (const records of opened) records.close();
    unpatch();
    await deleteDatabases();
    removeEventListener('unhandledrejection', onUnhandled);
    expect(unhandled).to.deep.equal([]);
  });

  it('F20 frees space by deleting the oldest quarter, once', async () => {
    const records = await open();
    await records.write('samples', samples(8));
    abortAfterPut(1, {name: 'QuotaExceededError'});
    await records.write('samples', [sample(8)]);
    expect(codes()).to.deep.equal(['storage-quota']);
    expect(errors[0]!.cause).to.have.property('name', 'QuotaExceededError');
    expect(await stored()).to.deep.equal(ids(7, 2));
  });

  it('F20 keeps in memory what does not fit even then, and reports it once', async () => {
    const records = await open();
    await records.write('samples', samples(4));
    abortAfterPut(Infinity, {name: 'QuotaExceededError'});
    await records.write('samples', [sample(4)]);
    await records.write('samples', [sample(5)]);
    await records.write('model', scorerModel(1));
    expect(codes()).to.deep.equal(['storage-quota']);
    expect((await records.read('samples')).map(({id}) => id)).to.include.members(['sample-4', 'sample-5']);
    expect(await records.read('model')).to.deep.equal(scorerModel(1));
    expect(records.persistent).to.equal(true);
    expect(await stored()).not.to.include('sample-4');
  });

  it('F21 writes all samples of a call or none', async () => {
    const records = await open();
    await records.write('samples', samples(2));
    abortAfterPut(Infinity, {after: 3});
    await records.write('samples', samples(4, 2));
    expect(await stored()).to.deep.equal(ids(2));
    expect(codes()).to.deep.equal(['storage-unavailable']);
    expect((await records.read('samples')).map(({id}) => id)).to.deep.equal(ids(6));
  });

  it('F21 keeps the previous model when a save aborts after its put succeeded', async () => {
    const records = await open();
    await records.write('model', scorerModel(1));
    abortAfterPut(Infinity);
    await records.write('model', scorerModel(2));
    expect(await records.read('model')).to.deep.equal(scorerModel(2));
    expect(await (await open()).read('model')).to.deep.equal(scorerModel(1));
    expect(codes()).to.deep.equal(['storage-unavailable']);
  });

  it('F21 keeps the previous model when put throws', async () => {
    const records = await open();
    await records.write('model', scorerModel(1));
    patch(IDBObjectStore.prototype, 'put', () => () => {
      throw new DOMException('injected', 'DataError');
    });
    await records.write('model', scorerModel(2));
    expect(await (await open()).read('model')).to.deep.equal(scorerModel(1));
    expect(records.persistent).to.equal(true);
  });

  it('F21 writes no sample of a call in which one put throws', async () => {
    const records = await open();
    patch(
      IDBObjectStore.prototype,
      'put',
      (put) =>
        function (this: IDBObjectStore, value: {id: string}) {
          if (value.id === 'sample-2') throw new DOMException('injected', 'DataError');
          return put.call(this, value);
        },
    );
    await records.write('samples', samples(4));
    expect(await stored()).to.deep.equal([]);
    expect(await records.read('samples')).to.deep.equal(samples(4));
  });

  it('F21 reads a model saved after a refused one', async () => {
    const records = await open();
    abortAfterPut(2);
    await records.write('model', scorerModel(1));
    await records.write('model', scorerModel(2));
    expect(await records.read('model')).to.deep.equal(scorerModel(2));
  });

  const broken: Record<string, () => void> = {
    'is null': () => patch(globalThis, 'indexedDB', () => null),
    throws: () =>
      patch(IDBFactory.prototype, 'open', () => () => {
        throw new DOMException('injected', 'SecurityError');
      }),
  };
  for (const [title, inject] of Object.entries(broken)) {
    it(`F22 keeps everything in memory when indexedDB ${title}`, async () => {
      inject();
      const records = await open();
      expect(records.persistent).to.equal(false);
      expect(codes()).to.deep.equal(['storage-unavailable']);
      await records.write('samples', samples(2));
      expect(await records.read('samples')).to.deep.equal(samples(2));
    });
  }

  it('F22 keeps everything in memory when indexedDB does not answer within 3 s', async () => {
    patch(
      IDBFactory.prototype,
      'open',
      () => () => Object.create(IDBOpenDBRequest.prototype, {addEventListener: {value() {}}}),
    );
    const delays = hurry();
    const records = await open();
    expect(delays).to.deep.equal([3000]);
    expect(records.persistent).to.equal(false);
    expect(codes()).to.deep.equal(['storage-unavailable']);
  });

  it('F23 lets another tab upgrade the database, and uses memory only from then on', async () => {
    const records = await open();
    await records.write('samples', samples(2));
    const newer = await openRaw(3);
    newer.close();
    await records.write('samples', [sample(2)]);
    await records.write('samples', [sample(3)]);
    expect(records.persistent).to.equal(false);
    expect(codes()).to.deep.equal(['storage-unavailable']);
    expect(await records.read('samples')).to.deep.equal(samples(2, 2));
    expect(await tamper('samples')).to.have.length(2);
  });

  it('F23 uses memory only when another tab blocks opening, and does not block others later', async () => {
    (await open()).close();
    const blocker = await openRaw();
    const deletion = indexedDB.deleteDatabase('predictive-buttons');
    await new Promise((resolve) => (deletion.onblocked = resolve));
    hurry();
    expect((await open()).persistent).to.equal(false);
    expect(codes()).to.deep.equal(['storage-unavailable']);
    blocker.close();
    await settled(deletion);
    // Possible only once the late connection is closed again.
    await settled(indexedDB.deleteDatabase('predictive-buttons'));
  });

  it('F24 reopens a lost connection and repeats the work', async () => {
    const records = await open();
    await records.write('samples', [sample(0)]);
    let lost = 0;
    patch(
      IDBDatabase.prototype,
      'transaction',
      (transaction) =>
        function (this: IDBDatabase, ...args: [any]) {
          if (lost++ === 0)
            throw new DOMException('The database connection is closing.', 'InvalidStateError');
          return transaction.apply(this, args);
        },
    );
    await records.write('samples', [sample(1)]);
    expect(lost).to.equal(2);
    expect(await stored()).to.deep.equal(ids(2));
    expect(errors).to.deep.equal([]);
  });

  it('F24 tries no more than twice', async () => {
    const records = await open();
    let attempts = 0;
    patch(IDBDatabase.prototype, 'transaction', () => () => {
      attempts++;
      throw new DOMException('The database connection is closing.', 'InvalidStateError');
    });
    await records.write('samples', [sample(0)]);
    expect(attempts).to.equal(2);
    expect(codes()).to.deep.equal(['storage-unavailable']);
  });

  it('F24 treats storage cleared while open as the user’s deletion', async () => {
    const records = await open();
    await records.write('samples', samples(2));
    abortAfterPut(2);
    await records.write('samples', [sample(2)]);
    expect(await records.read('samples')).to.have.length(3);
    errors = [];
    await settled(indexedDB.deleteDatabase('predictive-buttons'));
    await records.write('model', scorerModel(1));
    expect(await records.read('samples')).to.deep.equal([]);
    expect(await records.read('model')).to.equal(undefined);
    await records.write('samples', [sample(5)]);
    expect(await stored()).to.deep.equal(['sample-5']);
    expect(errors).to.deep.equal([]);
    expect(records.persistent).to.equal(true);
    expect(deletions).to.equal(1);
  });

  it('F29 restores nothing that another tab has deleted', async () => {
    const [here, elsewhere] = [await open(), await open()];
    await here.write('samples', samples(2));
    await elsewhere.read('samples');
    await here.clear();
    await elsewhere.write('model', scorerModel(1));
    expect(deletions).to.equal(1);
    expect(await (await open()).read('model')).to.equal(undefined);
    await elsewhere.write('samples', [sample(7)]);
    expect(await stored()).to.deep.equal(['sample-7']);
    expect(deletions).to.equal(1);
    expect(errors).to.deep.equal([]);
  });

  it("F29 does not mistake its own deletions for someone else's, even in the tick of a write", async () => {
    const records = await open();
    await records.write('samples', samples(2));
    const work = [
      records.remove('samples', {ids: ids(2)}),
      records.write('samples', [sample(3)]),
      records.clear(),
    ];
    await Promise.all([...work, records.write('samples', [sample(4)])]);
    abortAfterPut(1);
    await records.remove('samples', {ids: ['sample-4']});
    await records.write('samples', [sample(5)]);
    await records.write('samples', [sample(6)]);
    expect(deletions).to.equal(0);
    expect((await records.read('samples')).map(({id}) => id)).to.deep.equal(['sample-5', 'sample-6']);
  });

  it('F26 keeps two generations of the model, each weights and description in one record', async () => {
    const records = await open();
    for (const seed of [1, 2, 3]) await records.write('model', scorerModel(seed));
    const stored = await tamper('models');
    expect(stored.map(({generation}) => generation)).to.deep.equal([2, 3]);
  });

  const damages: Record<string, (record: any) => object> = {
    'a changed weight': (record) => ({
      ...record,
      bytes: record.bytes.map((byte: number, i: number) => byte + Number(i === 40)),
    }),
    'missing weights': (record) => ({...record, bytes: record.bytes.slice(4)}),
    'a changed description': (record) => ({...record, json: record.json.replace('1.5', '2.5')}),
    'nothing in it': ({name, generation}) => ({name, generation}),
  };
  for (const [title, damage] of Object.entries(damages)) {
    it(`F26 falls back to the previous model for a record with ${title}`, async () => {
      const records = await open();
      await records.write('model', scorerModel(1));
      await records.write('model', scorerModel(2));
      await tamper('models', (record) => (record.generation === 2 ? damage(record) : record));
      expect(await records.read('model')).to.deep.equal(scorerModel(1));
      await records.write('model', scorerModel(3));
      await tamper('models', (record) => (record.generation === 3 ? damage(record) : record));
      expect(await records.read('model')).to.deep.equal(scorerModel(1));
      await tamper('models', damage);
      expect(await records.read('model')).to.equal(undefined);
      expect(errors).to.deep.equal([]);
    });
  }

  it('F27 leaves data of a newer schema unchanged and keeps new samples in memory', async () => {
    const request = indexedDB.open('predictive-buttons', 3);
    request.onupgradeneeded = () => request.result.createObjectStore('later').put('precious', 'key');
    (await settled(request)).close();
    const records = await open();
    expect(records.persistent).to.equal(false);
    expect(codes()).to.deep.equal(['storage-unavailable']);
    expect(errors[0]!.message).to.contain('newer');
    await records.clear();
    const raw = await openRaw();
    expect(await settled(raw.transaction('later').objectStore('later').get('key'))).to.equal('precious');
    raw.close();
  });

  const corruptions: Record<string, (record: any) => object> = {
    'points of another type': (record) => ({...record, points: 'x'}),
    'half a point': (record) => ({...record, points: record.points.slice(1)}),
    'fewer boxes than keys': (record) => ({...record, boxes: record.boxes.slice(4)}),
    'times that go back': (record) => ({...record, points: record.points.slice().reverse()}),
    'no weight': ({weight: _, ...record}) => record,
    'no time': ({time: _, ...record}) => record,
  };
  for (const [title, corrupt] of Object.entries(corruptions)) {
    it(`F27 ignores a sample with ${title}, and deletes it with the rest`, async () => {
      const records = await open();
      await records.write('samples', samples(3));
      await tamper('samples', (record) => (record.id === 'sample-1' ? corrupt(record) : record));
      expect(await records.read('samples')).to.deep.equal([sample(0), sample(2)]);
      await records.clear();
      expect(await tamper('samples')).to.deep.equal([]);
      expect(errors).to.deep.equal([]);
    });
  }

  for (const {title, version, stores} of [
    {title: 'an empty database that a script has opened before', version: undefined, stores: []},
    {title: 'a database of this version that lacks stores', version: 2, stores: ['habits']},
  ])
    it(`F27 makes the stores of ${title}`, async () => {
      await new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('predictive-buttons', version);
        request.onupgradeneeded = () => {
          for (const store of stores) request.result.createObjectStore(store, {keyPath: 'name'});
        };
        request.onerror = () => reject(request.error!);
        request.onsuccess = () => {
          request.result.close();
          resolve();
        };
      });
      await (await open()).write('samples', samples(2));
      await (await open()).write('model', scorerModel(1));
      expect(await stored()).to.have.members(ids(2));
      expect(codes()).to.deep.equal([]);
    });

  it('checks for records only once it knows of some, and checks one kind if that is enough', async () => {
    let checks = 0;
    patch(
      IDBObjectStore.prototype,
      'getKey',
      (getKey) =>
        function (this: IDBObjectStore, query: IDBValidKey | IDBKeyRange) {
          checks++;
          return getKey.call(this, query);
        },
    );
    const records = await open();
    await records.read('samples');
    await records.write('samples', [sample(0)]);
    expect(checks, 'while nothing is kept').to.equal(0);
    await records.write('samples', [sample(1)]);
    expect(checks, 'once something is kept').to.equal(1);
    await records.clear();
    checks = 0;
    await records.write('samples', [sample(2)]);
    expect(checks, 'after clear').to.equal(0);
  });

  it('F28 loses and duplicates nothing when two connections write at once', async () => {
    const [first, second] = [await open(), await open()];
    await Promise.all([
      ...samples(20).map((one) => first.write('samples', [one])),
      ...samples(20, 10).map((one) => second.write('samples', [one])),
      first.write('model', scorerModel(1)),
      second.write('model', scorerModel(2)),
    ]);
    expect(await stored()).to.deep.equal(ids(30));
    expect(await tamper('models')).to.have.length(2);
  });

  it('F29 leaves no record of the name after clear, even in the tick of a write', async () => {
    const [records, other] = [await open(), await open()];
    await records.write('samples', samples(2));
    await Promise.all([
      records.write('samples', samples(5)),
      other.write('samples', samples(5)),
      other.write('model', scorerModel(1)),
      records.clear(),
    ]);
    expect(await tamper('samples')).to.deep.equal([]);
    expect(await tamper('models')).to.deep.equal([]);
  });

  it('F29 reads nothing if a clear overtakes it', async () => {
    const records = await open();
    await records.write('samples', samples(2));
    await records.write('model', scorerModel(1));
    const loads = [records.read('samples'), records.read('model')];
    await records.clear();
    expect(await Promise.all(loads)).to.deep.equal([[], undefined]);
  });

  it('F29 does not retry after clear a write that failed before', async () => {
    const records = await open();
    await records.write('samples', samples(2));
    abortAfterPut(1);
    await Promise.all([records.write('samples', samples(3)), records.clear()]);
    expect(await tamper('samples')).to.deep.equal([]);
    expect(await records.read('samples')).to.deep.equal([]);
    expect(errors).to.deep.equal([]);
  });

  it('F29 does not retry after clear a write that did not fit before', async () => {
    const records = await open();
    abortAfterPut(1, {name: 'QuotaExceededError'});
    await Promise.all([
      records.write('samples', samples(3)),
      records.write('model', scorerModel(1)),
      records.clear(),
    ]);
    expect(await tamper('samples')).to.deep.equal([]);
    expect(await tamper('models')).to.deep.equal([]);
    expect(await records.read('samples')).to.deep.equal([]);
  });

  it('F29 rejects a clear that the browser does not carry out', async () => {
    const records = await open();
    await records.write('samples', samples(2));
    patch(IDBObjectStore.prototype, 'delete', () => () => {
      throw new DOMException('injected', 'UnknownError');
    });
    const outcome = await records.clear().catch((error: PredictiveError) => error.code);
    expect(outcome).to.equal('storage-unavailable');
  });

  it('finishes requests made before it was closed, and writes nothing after', async () => {
    const records = await open();
    const pending = records.write('samples', [sample(0)]);
    records.close();
    await pending;
    await records.write('samples', [sample(1)]);
    expect(await stored()).to.deep.equal(['sample-0']);
    expect(errors).to.deep.equal([]);
  });
});
