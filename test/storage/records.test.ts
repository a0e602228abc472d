import {expect} from '@open-wc/testing';
import type {PredictiveError} from '../../src/core/errors.js';
import {sampleCapacity} from '../../src/core/sample.js';
import {maxLabelLength} from '../../src/storage/check-sample.js';
import {openRecords} from '../../src/storage/open-records.js';
import type {Persist, Records} from '../../src/storage/records.js';
import {scorerModel, sequenceModel} from './models.js';
import {deleteDatabases, isolateDatabase, patch, unpatch} from './patch.js';
import {sample, samples} from './samples.js';

describe('records', () => {
  let errors: PredictiveError[];
  let opened: Records[];

  async function open(persist: Persist, name = 'checkout'): Promise<Records> {
    const records = await openRecords({persist, name, onError: (error) => errors.push(error)});
    opened.push(records);
    return records;
  }

  beforeEach(() => {
    errors = [];
    opened = [];
    sessionStorage.clear();
    isolateDatabase();
  });

  afterEach(async () => {
    for (const records of opened) records.close();
    unpatch();
    await deleteDatabases();
    sessionStorage.clear();
    expect(errors).to.deep.equal([]);
  });

  for (const persist of ['none', 'session', 'local'] as const) {
    describe(`with persist "${persist}"`, () => {
      it('reports whether it outlives the page', async () => {
        expect((await open(persist)).persistent).to.equal(persist !== 'none');
      });

      it('is empty at first', async () => {
        const records = await open(persist);
        expect(await records.read('samples')).to.deep.equal([]);
        expect(await records.read('model')).to.equal(undefined);
      });

      it('reads samples back unchanged, oldest first', async () => {
        const records = await open(persist);
        await records.write('samples', [sample(2), sample(0)]);
        await records.write('samples', [sample(1)]);
        expect(await records.read('samples')).to.deep.equal(samples(3));
      });

      it('keeps one copy of a sample added repeatedly', async () => {
        const records = await open(persist);
        await records.write('samples', [sample(0), sample(0)]);
        await records.write('samples', [sample(0), sample(1)]);
        expect(await records.read('samples')).to.deep.equal(samples(2));
      });

      it('deletes samples by id, and ignores unknown ids', async () => {
        const records = await open(persist);
        await records.write('samples', samples(3));
        await records.remove('samples', {ids: ['sample-1', 'unknown']});
        expect(await records.read('samples')).to.deep.equal([sample(0), sample(2)]);
      });

      it('deletes samples added in the same tick, and keeps those added after', async () => {
        const records = await open(persist);
        void records.write('samples', samples(2));
        void records.remove('samples', {ids: ['sample-0']});
        await records.write('samples', [sample(5)]);
        expect(await records.read('samples')).to.deep.equal([sample(1), sample(5)]);
      });

      it('F41 leaves out invalid samples', async () => {
        const records = await open(persist);
        await records.write('samples', [
          sample(0),
          {...sample(1), points: [[NaN, 0, 0]]},
          {...sample(2), weight: Infinity},
        ]);
        expect(await records.read('samples')).to.deep.equal([sample(0)]);
      });

      it('F64 shortens labels', async () => {
        const records = await open(persist);
        const [target] = sample(1).targets;
        const key = '<b>'.repeat(100_000);
        await records.write('samples', [{...sample(1), pressed: key, targets: [{...target!, key}]}]);
        const [kept] = await records.read('samples');
        expect(kept!.pressed).to.have.length(maxLabelLength);
        expect(kept!.pressed).to.equal(kept!.targets[0]!.key);
      });

      it('rounds coordinates and times', async () => {
        const records = await open(persist);
        await records.write('samples', [
          {
            ...sample(0),
            points: [
              [0.4, -0.4, 0],
              [1.5, 2.6, 3.2],
            ],
          },
        ]);
        expect((await records.read('samples'))[0]!.points).to.deep.equal([
          [0, 0, 0],
          [2, 3, 3],
        ]);
      });

      for (const model of [scorerModel(1), sequenceModel(1)]) {
        it(`reads a ${model.architecture} back unchanged, and forgets it`, async () => {
          const records = await open(persist);
          await records.write('model', scorerModel(0));
          await records.write('model', model);
          expect(await records.read('model')).to.deep.equal(model);
          await records.remove('model');
          expect(await records.read('model')).to.equal(undefined);
        });
      }

      it('F8 refuses a model with NaN, and keeps the previous one', async () => {
        const records = await open(persist);
        await records.write('model', scorerModel(1));
        const refusal = await records
          .write('model', scorerModel(NaN))
          .catch((error: PredictiveError) => error.code);
        expect(refusal).to.equal('invalid-model');
        expect(await records.read('model')).to.deep.equal(scorerModel(1));
      });

      it('neither reads nor clears the records of another name', async () => {
        const [records, other] = [await open(persist), await open(persist, 'check')];
        await other.write('samples', samples(2));
        await other.write('model', scorerModel(1));
        expect(await records.read('samples')).to.deep.equal([]);
        expect(await records.read('model')).to.equal(undefined);
        await records.clear();
        expect(await other.read('samples')).to.deep.equal(samples(2));
        expect(await other.read('model')).to.deep.equal(scorerModel(1));
      });

      it('F29 is empty after clear, even with pending writes', async () => {
        const records = await open(persist);
        await records.write('samples', samples(2));
        await records.write('model', scorerModel(1));
        const pending = [records.write('samples', samples(4)), records.write('model', scorerModel(2))];
        const loading = records.read('samples');
        await Promise.all([records.clear(), ...pending, loading]);
        expect(await records.read('samples')).to.deep.equal([]);
        expect(await records.read('model')).to.equal(undefined);
        await records.write('samples', [sample(9)]);
        expect(await records.read('samples')).to.deep.equal([sample(9)]);
      });
    });
  }

  for (const persist of ['session', 'local'] as const) {
    it(`shares its records with others of the same name (${persist})`, async () => {
      const [first, second] = [await open(persist), await open(persist)];
      await first.write('samples', [sample(0)]);
      await second.write('samples', [sample(1)]);
      await second.write('model', scorerModel(1));
      expect(await first.read('samples')).to.deep.equal(samples(2));
      expect(await first.read('model')).to.deep.equal(scorerModel(1));
      await first.clear();
      expect(await second.read('samples')).to.deep.equal([]);
    });

    it(`keeps its records for the next page (${persist})`, async () => {
      const records = await open(persist);
      await Promise.all([records.write('samples', samples(2)), records.write('model', scorerModel(1))]);
      records.close();
      const next = await open(persist);
      expect(await next.read('samples')).to.deep.equal(samples(2));
      expect(await next.read('model')).to.deep.equal(scorerModel(1));
    });
  }

  for (const persist of ['none', 'local'] as const) {
    it(`keeps the newest ${sampleCapacity} samples (${persist})`, async () => {
      const records = await open(persist);
      await records.write('samples', samples(sampleCapacity));
      expect(await records.read('samples')).to.have.length(sampleCapacity);
      await records.write('samples', samples(3, sampleCapacity));
      const kept = await records.read('samples');
      expect(kept).to.have.length(sampleCapacity);
      expect(kept[0]).to.deep.equal(sample(3));
      await records.write('samples', [{...sample(0), id: 'too old'}]);
      expect((await records.read('samples'))[0]).to.deep.equal(sample(3));
    });
  }

  it('writes nothing with persist "none"', async () => {
    const touched: string[] = [];
    const {cookie} = document;
    const watch = (name: string) => () => () => {
      touched.push(name);
      throw new Error(name);
    };
    patch(IDBFactory.prototype, 'open', watch('indexedDB'));
    for (const method of ['setItem', 'getItem', 'removeItem'] as const)
      patch(Storage.prototype, method, watch(method));
    patch(CacheStorage.prototype, 'open', watch('caches'));
    const records = await open('none');
    await records.write('samples', samples(2));
    await records.write('model', scorerModel(1));
    await records.clear();
    records.close();
    expect(touched).to.deep.equal([]);
    expect(document.cookie).to.equal(cookie);
  });
});
