import {expect} from '@open-wc/testing';
import type {PredictiveError} from '../../src/core/errors.js';
import {sampleCapacity} from '../../src/core/sample.js';
import {maxLabelLength} from '../../src/storage/check-sample.js';
import {openStore, type Persist, type Store} from '../../src/storage/store.js';
import {scorerModel, sequenceModel} from './models.js';
import {deleteDatabases, isolateDatabase, patch, unpatch} from './patch.js';
import {sample, samples} from './samples.js';

describe('store', () => {
  let errors: PredictiveError[];
  let opened: Store[];

  async function open(persist: Persist, name = 'checkout'): Promise<Store> {
    const store = await openStore({persist, name, onError: (error) => errors.push(error)});
    opened.push(store);
    return store;
  }

  beforeEach(() => {
    errors = [];
    opened = [];
    sessionStorage.clear();
    isolateDatabase();
  });

  afterEach(async () => {
    for (const store of opened) store.close();
    unpatch();
    await deleteDatabases();
    sessionStorage.clear();
    expect(errors).to.deep.equal([]);
  });

  for (const persist of ['none', 'session', 'local'] as const) {
    describe(`with persist "${persist}"`, () => {
      it('says whether it outlives the page', async () => {
        expect((await open(persist)).persistent).to.equal(persist !== 'none');
      });

      it('is empty at first', async () => {
        const store = await open(persist);
        expect(await store.loadSamples()).to.deep.equal([]);
        expect(await store.loadModel()).to.equal(undefined);
      });

      it('gives samples back as they were, oldest first', async () => {
        const store = await open(persist);
        await store.addSamples([sample(2), sample(0)]);
        await store.addSamples([sample(1)]);
        expect(await store.loadSamples()).to.deep.equal(samples(3));
      });

      it('keeps a sample once, however often it is added', async () => {
        const store = await open(persist);
        await store.addSamples([sample(0), sample(0)]);
        await store.addSamples([sample(0), sample(1)]);
        expect(await store.loadSamples()).to.deep.equal(samples(2));
      });

      it('deletes samples by id, and ignores ids that it does not know', async () => {
        const store = await open(persist);
        await store.addSamples(samples(3));
        await store.deleteSamples(['sample-1', 'unknown']);
        expect(await store.loadSamples()).to.deep.equal([sample(0), sample(2)]);
      });

      it('deletes what was added in the same tick, and keeps what is added after', async () => {
        const store = await open(persist);
        void store.addSamples(samples(2));
        void store.deleteSamples(['sample-0']);
        await store.addSamples([sample(5)]);
        expect(await store.loadSamples()).to.deep.equal([sample(1), sample(5)]);
      });

      it('F41 leaves out samples that are not valid', async () => {
        const store = await open(persist);
        await store.addSamples([
          sample(0),
          {...sample(1), points: [[NaN, 0, 0]]},
          {...sample(2), weight: Infinity},
        ]);
        expect(await store.loadSamples()).to.deep.equal([sample(0)]);
      });

      it('F64 shortens labels', async () => {
        const store = await open(persist);
        const [target] = sample(1).targets;
        const key = '<b>'.repeat(100_000);
        await store.addSamples([{...sample(1), pressed: key, targets: [{...target!, key}]}]);
        const [kept] = await store.loadSamples();
        expect(kept!.pressed).to.have.length(maxLabelLength);
        expect(kept!.pressed).to.equal(kept!.targets[0]!.key);
      });

      it('rounds coordinates and times', async () => {
        const store = await open(persist);
        await store.addSamples([
          {
            ...sample(0),
            points: [
              [0.4, -0.4, 0],
              [1.5, 2.6, 3.2],
            ],
          },
        ]);
        expect((await store.loadSamples())[0]!.points).to.deep.equal([
          [0, 0, 0],
          [2, 3, 3],
        ]);
      });

      for (const model of [scorerModel(1), sequenceModel(1)]) {
        it(`gives a ${model.architecture} back as it was, and forgets it`, async () => {
          const store = await open(persist);
          await store.saveModel(scorerModel(0));
          await store.saveModel(model);
          expect(await store.loadModel()).to.deep.equal(model);
          await store.deleteModel();
          expect(await store.loadModel()).to.equal(undefined);
        });
      }

      it('F08 refuses a model with NaN in it, and keeps the one before', async () => {
        const store = await open(persist);
        await store.saveModel(scorerModel(1));
        const refusal = await store.saveModel(scorerModel(NaN)).catch((error: PredictiveError) => error.code);
        expect(refusal).to.equal('invalid-model');
        expect(await store.loadModel()).to.deep.equal(scorerModel(1));
      });

      it('does not see what another name keeps, nor clears it', async () => {
        const [store, other] = [await open(persist), await open(persist, 'check')];
        await other.addSamples(samples(2));
        await other.saveModel(scorerModel(1));
        expect(await store.loadSamples()).to.deep.equal([]);
        expect(await store.loadModel()).to.equal(undefined);
        await store.clear();
        expect(await other.loadSamples()).to.deep.equal(samples(2));
        expect(await other.loadModel()).to.deep.equal(scorerModel(1));
      });

      it('F29 is empty after clear, whatever was under way', async () => {
        const store = await open(persist);
        await store.addSamples(samples(2));
        await store.saveModel(scorerModel(1));
        const pending = [store.addSamples(samples(4)), store.saveModel(scorerModel(2))];
        const loading = store.loadSamples();
        await Promise.all([store.clear(), ...pending, loading]);
        expect(await store.loadSamples()).to.deep.equal([]);
        expect(await store.loadModel()).to.equal(undefined);
        await store.addSamples([sample(9)]);
        expect(await store.loadSamples()).to.deep.equal([sample(9)]);
      });
    });
  }

  for (const persist of ['session', 'local'] as const) {
    it(`shares what it keeps between stores of one name (${persist})`, async () => {
      const [first, second] = [await open(persist), await open(persist)];
      await first.addSamples([sample(0)]);
      await second.addSamples([sample(1)]);
      await second.saveModel(scorerModel(1));
      expect(await first.loadSamples()).to.deep.equal(samples(2));
      expect(await first.loadModel()).to.deep.equal(scorerModel(1));
      await first.clear();
      expect(await second.loadSamples()).to.deep.equal([]);
    });

    it(`keeps what it has for the next page (${persist})`, async () => {
      const store = await open(persist);
      await Promise.all([store.addSamples(samples(2)), store.saveModel(scorerModel(1))]);
      store.close();
      const next = await open(persist);
      expect(await next.loadSamples()).to.deep.equal(samples(2));
      expect(await next.loadModel()).to.deep.equal(scorerModel(1));
    });
  }

  for (const persist of ['none', 'local'] as const) {
    it(`keeps the newest ${sampleCapacity} samples (${persist})`, async () => {
      const store = await open(persist);
      await store.addSamples(samples(sampleCapacity));
      expect(await store.loadSamples()).to.have.length(sampleCapacity);
      await store.addSamples(samples(3, sampleCapacity));
      const kept = await store.loadSamples();
      expect(kept).to.have.length(sampleCapacity);
      expect(kept[0]).to.deep.equal(sample(3));
      await store.addSamples([{...sample(0), id: 'too old'}]);
      expect((await store.loadSamples())[0]).to.deep.equal(sample(3));
    });
  }

  it('writes nothing anywhere with persist "none"', async () => {
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
    const store = await open('none');
    await store.addSamples(samples(2));
    await store.saveModel(scorerModel(1));
    await store.clear();
    store.close();
    expect(touched).to.deep.equal([]);
    expect(document.cookie).to.equal(cookie);
  });
});
