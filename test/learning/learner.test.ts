import {expect} from '@open-wc/testing';
import type {PredictiveError} from '../../src/core/errors.js';
import {PredictiveErrorEvent, PredictiveSampleEvent} from '../../src/core/events.js';
import {PredictiveModelEvent, PredictiveTrainEvent} from '../../src/core/learning-events.js';
import type {Learner, LearnerSettings} from '../../src/learning/learner.js';
import {Habits} from '../../src/habits/habits.js';
import {openLearner} from '../../src/learning/open-learner.js';
import {nextTask} from '../../src/core/next-task.js';
import type {ScorerWeights} from '../../src/core/model.js';
import {writeModelFiles} from '../../src/model-files/model-file.js';
import {scorerFile} from '../../src/model-files/scorer-file.js';
import {featureVersion} from '../../src/prediction/feature-names.js';
import {shippedWeights} from '../../src/prediction/weights.js';
import {formatDataset} from '../../src/storage/dataset-file.js';
import {openRecords} from '../../src/storage/open-records.js';
import type {Persist, Records} from '../../src/storage/records.js';
import {patch, unpatch} from '../storage/patch.js';
import {countWorkers} from '../support/count-workers.js';
import {madeUpSamples} from './samples.js';

const settings: LearnerSettings = {architecture: 'scorer', minAccuracy: 0.5, backend: 'cpu'};

interface Opened {
  learner: Learner;
  element: EventTarget;
  events: Event[];
  close: () => void;
}

const opened: Opened[] = [];

async function open({persist = 'none', name = ''}: {persist?: Persist; name?: string} = {}): Promise<Opened> {
  const element = new EventTarget();
  const events: Event[] = [];
  for (const type of ['sample', 'train', 'model', 'error'])
    element.addEventListener(`predictive-${type}`, (event) => events.push(event));
  const {learner, release, announce} = await openLearner({
    persist,
    name,
    observer: {
      onSamples: (key, count) => element.dispatchEvent(new PredictiveSampleEvent({key, count})),
      onTrain: (progress) => element.dispatchEvent(new PredictiveTrainEvent(progress)),
      onModel: (change) => element.dispatchEvent(new PredictiveModelEvent(change)),
      onError: (error) => element.dispatchEvent(new PredictiveErrorEvent({error})),
    },
    onModel: () => undefined,
  });
  announce();
  const result = {learner, element, events, close: release};
  opened.push(result);
  return result;
}

async function rejection(promise: Promise<unknown>): Promise<Partial<PredictiveError>> {
  return promise.then(
    () => expect.fail('it was fulfilled'),
    (error: unknown) => error as PredictiveError,
  );
}

/** The files of a scorer that is less sure than the shipped one, by this factor of its last layer. */
function lessSure(factor: number): {weights: ScorerWeights; files: File[]} {
  const layers = shippedWeights.layers.map((layer, i, {length}) =>
    i < length - 1 ? layer : {...layer, kernel: layer.kernel.map((value) => value * factor)},
  );
  const weights = {...shippedWeights, layers};
  const files = writeModelFiles(scorerFile({architecture: 'scorer', weights, featureVersion}));
  return {weights, files: [files.modelJson, files.weights]};
}

/** Squared distance between the last layers of two scorers. */
function distance(one: ScorerWeights, other: ScorerWeights): number {
  const [a, b] = [one.layers.at(-1)!.kernel, other.layers.at(-1)!.kernel];
  return a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0);
}

const bytesOf = async (file: Blob): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer());

describe('Learner', function () {
  this.timeout(60_000);

  afterEach(async () => {
    for (const {learner, close} of opened.splice(0)) {
      await learner.forget();
      close();
    }
  });

  it('counts and reports its samples, and keeps only the newest beyond the capacity', async () => {
    const {learner, events} = await open();
    await learner.add(madeUpSamples({count: 10}), undefined);
    expect(learner.summary()).to.deep.equal({count: 10, none: 2, perKey: {save: 3, send: 3, cancel: 2}});
    expect((events.at(-1) as PredictiveSampleEvent).count).to.equal(10);
    await learner.add(madeUpSamples({count: 2100, seed: 2}), undefined);
    expect(learner.summary().count).to.equal(2000);
  });

  it('F41 keeps each new press although the clock was ahead before', async () => {
    const ahead = madeUpSamples({count: 2000}).map((sample, index) => ({
      ...sample,
      time: Date.now() + 86_400_000 + index,
    }));
    const {learner} = await open();
    await learner.add(ahead, undefined);
    const points: [number, number, number][] = [
      [0, 0, 0],
      [9, 9, 9],
    ];
    const place = {originX: 0, originY: 0, targets: [{key: 'new', x: 0, y: 0, w: 9, h: 9}]};
    const capture = {time: Date.now(), pressed: 'new', pressedAt: 9, points, place, weight: 1};
    await learner.keep([capture, capture], undefined);
    expect(learner.summary()).to.deep.include({count: 2000});
    expect(learner.summary().perKey.new).to.equal(2);
  });

  it('F41 imports no sample as one of the future', async () => {
    const [first, second] = madeUpSamples({count: 2});
    const {learner} = await open();
    const begun = Date.now();
    await learner.importDataset(
      new File([formatDataset([first!, {...second!, time: begun + 86_400_000}])], 'ahead.json'),
    );
    const {samples} = JSON.parse(await learner.exportDataset().text()) as {samples: {time: number}[]};
    expect(samples[0]!.time).to.equal(first!.time);
    expect(samples[1]!.time).to.be.within(begun, Date.now());
  });

  it('says which file could not be read', async () => {
    const {learner} = await open();
    const unreadable = new DOMException('It has changed.', 'NotReadableError');
    const file = Object.assign(new File(['{}'], 'gone.json'), {text: () => Promise.reject(unreadable)});
    const errors = await Promise.all([
      rejection(learner.importDataset(file)),
      rejection(learner.loadModel([file], {...settings, keys: [], keep: true})),
    ]);
    expect(errors.map(({code, message, cause}) => [code, message, cause])).to.deep.equal(
      ['invalid-dataset', 'invalid-model'].map((code) => [
        code,
        'gone.json: could not be read; it may have changed since it was chosen.',
        unreadable,
      ]),
    );
  });

  it('trains, uses the new model, reports both, and restores samples and model when opened again', async () => {
    const first = await open({persist: 'session', name: 'again'});
    await first.learner.add(madeUpSamples({count: 60}), undefined);
    const change = await first.learner.train(settings);
    expect(change.verdict, change.reasons.join(' ')).to.equal('taken');
    const phases = first.events
      .filter((event) => event.type === 'predictive-train')
      .map((event) => (event as PredictiveTrainEvent).phase);
    expect([phases[0], phases[1], phases[2], phases.at(-1)]).to.deep.equal([
      'start',
      'backend',
      'epoch',
      'end',
    ]);
    const {model} = first.learner;
    first.close();
    opened.pop();

    const second = await open({persist: 'session', name: 'again'});
    expect(second.learner).not.to.equal(first.learner);
    expect(second.learner.summary().count).to.equal(60);
    expect(second.learner.model).to.deep.equal(model);
    const [samples, restored] = second.events as [PredictiveSampleEvent, PredictiveModelEvent];
    expect([samples.count, samples.key]).to.deep.equal([60, undefined]);
    expect([restored.source, restored.architecture]).to.deep.equal(['storage', 'scorer']);
  });

  it('is shared by all observers of a name, and separate for another name', async () => {
    const [a, b, c] = [await open({name: 'one'}), await open({name: 'one'}), await open({name: 'two'})];
    expect(a.learner === b.learner).to.be.true;
    expect(a.learner === c.learner).to.be.false;
    await a.learner.add(madeUpSamples({count: 1}), undefined);
    expect(b.events.length).to.equal(1);
  });

  it('trains by itself when there are enough new presses', async () => {
    const {learner, element} = await open();
    const ended = new Promise<Event>((resolve) => element.addEventListener('predictive-model', resolve));
    for (const sample of madeUpSamples({count: 37})) await learner.add([sample], settings);
    expect(learner.summary().count - learner.summary().none, 'not yet enough').to.equal(30);
    expect(((await ended) as PredictiveModelEvent).source).to.equal('training');
  });

  it('F12 starts no training by itself after three failed workers, says so once, and trains again when it is told to', async () => {
    const code = 'onmessage = () => { throw new Error("broken"); }; postMessage({type: "ready"});';
    const workerUrl = URL.createObjectURL(new Blob([code], {type: 'text/javascript'}));
    const workers = countWorkers();
    try {
      const {learner, events} = await open();
      const phases = (): string[] =>
        events
          .filter((event) => event.type === 'predictive-train')
          .map((event) => (event as PredictiveTrainEvent).phase);
      const isTraining = (): boolean => ['start', 'epoch', 'backend'].includes(phases().at(-1) ?? '');
      for (const sample of madeUpSamples({count: 400})) {
        await learner.add([sample], {...settings, workerUrl});
        await new Promise((resolve) => requestIdleCallback(resolve));
        await nextTask();
        while (isTraining()) await nextTask();
      }
      // The first training fails twice, with one worker and another; the next one has the third failure.
      expect(phases()).to.deep.equal(['start', 'error', 'start', 'error']);
      expect(workers.started).to.equal(4);
      const codes = events
        .filter((event) => event.type === 'predictive-error')
        .map((event) => (event as PredictiveErrorEvent).error.code);
      expect(codes).to.deep.equal(['worker-unavailable']);
      expect(learner.summary().count, 'samples stay').to.equal(400);
      expect((await learner.train(settings)).source).to.equal('training');
    } finally {
      unpatch();
    }
  });

  it('F9 runs one job for two calls, and any of their signals cancels it', async () => {
    const {learner, events} = await open();
    await learner.add(madeUpSamples({count: 60}), undefined);
    const abort = new AbortController();
    const both = [learner.train(settings), learner.train({...settings, signal: abort.signal})];
    abort.abort();
    for (const job of both) expect((await rejection(job)).name).to.equal('AbortError');
    const phases = events.flatMap((event) =>
      event.type === 'predictive-train' ? [(event as PredictiveTrainEvent).phase] : [],
    );
    expect(phases).to.deep.equal(['start', 'cancel']);
    expect((await learner.train(settings)).source, 'and it can train again').to.equal('training');
  });

  it('F29 forgets everything, including the result of a training under way', async () => {
    const {learner} = await open({persist: 'session', name: 'forgets'});
    await learner.add(madeUpSamples({count: 60}), undefined);
    const job = rejection(learner.train(settings));
    await learner.forget();
    await job;
    expect([learner.summary().count, learner.model]).to.deep.equal([0, undefined]);
    expect(Object.keys(sessionStorage).filter((key) => key.includes('forgets'))).to.be.empty;
  });

  for (const persist of ['local', 'session'] as const)
    it(`F80 rejects a training whose data another tab deletes at the end, and stores no model (${persist})`, async () => {
      const name = `trains ${persist}`;
      const {learner, events, element} = await open({persist, name});
      await learner.add(madeUpSamples({count: 60}), undefined);
      const other = await openRecords({persist, name, onError: (error) => expect.fail(error.message)});
      await other.read('samples');
      let cleared: Promise<void> | undefined;
      element.addEventListener('predictive-train', (event) => {
        if ((event as PredictiveTrainEvent).phase === 'end') cleared = other.clear();
      });
      // The worker has ended when the other tab deletes; the model is about to be stored.
      const {code} = await rejection(learner.train(settings));
      await cleared;
      expect(code).to.equal('data-deleted');
      expect([learner.summary().count, learner.model]).to.deep.equal([0, undefined]);
      expect(await other.read('model')).to.equal(undefined);
      expect(events.flatMap((event) => (event as PredictiveModelEvent).verdict ?? [])).to.deep.equal([
        'reset',
      ]);
      other.close();
    });

  /** A file that is read only when `act` is done. */
  function readAfter(file: File, act: () => Promise<unknown>): File {
    const read = async <Content>(content: () => Promise<Content>): Promise<Content> => {
      await act();
      return content();
    };
    return Object.assign(new File([file], file.name), {
      text: () => read(() => file.text()),
      arrayBuffer: () => read(() => file.arrayBuffer()),
    });
  }

  const habitsOnly = (): File => {
    const habits = new Habits();
    habits.press('pay', {now: Date.now()});
    return new File([formatDataset([], habits.toJSON())], 'habits.json');
  };
  const samplesOnly = (): File => new File([formatDataset(madeUpSamples({count: 8}))], 'samples.json');

  for (const persist of ['local', 'session'] as const) {
    const other = (name: string): Promise<Records> =>
      openRecords({persist, name, onError: (error) => expect.fail(error.message)});

    for (const [what, file] of [
      ['samples', samplesOnly],
      ['habits', habitsOnly],
    ] as const)
      it(`F80 an import of ${what} that a deletion in another tab overtakes is refused, and nothing of it is kept (${persist})`, async () => {
        const name = `overtaken ${what} ${persist}`;
        const {learner, element} = await open({persist, name});
        const tab = await other(name);
        await tab.check();
        for (const moment of ['while it is read', 'when it is written']) {
          let deleted: Promise<void> | undefined;
          const clear = (): Promise<void> => (deleted ??= tab.clear());
          const importing = learner.importDataset(
            moment === 'while it is read' ? readAfter(file(), clear) : file(),
          );
          const refused = rejection(importing);
          if (moment === 'when it is written') {
            // Samples are told, and habits are in use, just before they are written.
            element.addEventListener('predictive-sample', () => void clear(), {once: true});
            while (deleted === undefined && learner.habits.isEmpty) await nextTask();
            void clear();
          }
          expect((await refused).name, moment).to.equal('AbortError');
          await deleted;
          expect([learner.summary().count, learner.habits.isEmpty], moment).to.deep.equal([0, true]);
          expect(await tab.read('samples'), moment).to.deep.equal([]);
          expect(await tab.read('habits'), moment).to.equal(undefined);
        }
        expect(await learner.importDataset(file()), 'and it can be imported again').to.equal(
          what === 'samples' ? 8 : 0,
        );
        expect([learner.summary().count, learner.habits.isEmpty]).to.deep.equal(
          what === 'samples' ? [8, true] : [0, false],
        );
        tab.close();
      });

    it(`F80 a model file whose loading a deletion overtakes is neither stored nor used (${persist})`, async () => {
      const name = `overtaken model ${persist}`;
      const {learner} = await open({persist, name});
      const tab = await other(name);
      await tab.check();
      const kept = {...settings, keys: [], keep: true};
      const [json, weights] = lessSure(0.3).files as [File, File];
      for (const [moment, act] of [
        ['forget() in another tab', () => tab.clear()],
        ['resetModel() in another tab', () => tab.remove('model')],
        ['forget() here', () => learner.forget()],
        ['resetModel() here', () => learner.resetModel()],
      ] as const) {
        const loading = learner.loadModel([json, readAfter(weights, act)], kept);
        expect((await rejection(loading)).code, moment).to.equal('data-deleted');
        expect(learner.model, moment).to.equal(undefined);
        expect(await tab.read('model'), moment).to.equal(undefined);
      }
      const {verdict} = await learner.loadModel([json, weights], kept);
      expect(verdict, 'and it can be loaded again').to.equal('taken');
      expect(await tab.read('model')).to.deep.equal(learner.model);
      tab.close();
    });
  }

  it('F80 a model that the page names is used although something was forgotten meanwhile', async () => {
    const {learner} = await open({persist: 'session', name: 'named and forgotten'});
    const [json, weights] = lessSure(0.3).files as [File, File];
    const named = {...settings, keys: [], keep: false};
    await learner.loadModel([json, readAfter(weights, () => learner.forget())], named);
    expect(learner.model).not.to.equal(undefined);
    expect(sessionStorage.getItem('predictive-buttons:model:named and forgotten')).to.equal(null);
  });

  it('F81 adds the presses of two tabs up, also those that could not be stored at first', async () => {
    const {learner} = await open({persist: 'session', name: 'adds up'});
    const other = await openRecords({persist: 'session', name: 'adds up', onError: () => {}});
    const there = new Habits();
    const press = (key: string): void => learner.habits.press(key, {now: Date.now()});
    press('a');
    await learner.saveHabits();
    patch(Storage.prototype, 'setItem', () => () => {
      throw new DOMException('injected', 'QuotaExceededError');
    });
    press('a');
    await learner.saveHabits();
    unpatch();
    there.press('b', {now: Date.now()});
    await other.write('habits', (stored) => {
      const merged = new Habits();
      merged.add(stored);
      merged.append(there);
      return merged.toJSON();
    });
    press('a');
    await learner.saveHabits();
    const {order} = learner.habits.toJSON();
    expect(await other.read('habits')).to.deep.include({version: 1});
    const weights = order.counts
      .filter(({length}) => length === 3)
      .map(([key, weight, age]) => [order.keys[key!], Math.round(10 * weight! * 0.5 ** (age! / 60))]);
    expect(Object.fromEntries(weights)).to.deep.equal({a: 29, b: 10});
    other.close();
  });

  it('F24 forgets everything in memory when its storage was deleted, and reports it', async () => {
    const {learner, events} = await open({persist: 'local', name: 'deleted'});
    await learner.add(madeUpSamples({count: 20}), undefined);
    learner.habits.press('pay', {now: 1});
    await learner.saveHabits();
    const request = indexedDB.deleteDatabase('predictive-buttons');
    await new Promise((resolve) => (request.onsuccess = resolve));
    learner.habits.press('pay', {now: 2});
    await learner.saveHabits();
    expect([learner.summary().count, learner.habits.isEmpty]).to.deep.equal([0, true]);
    expect((events.at(-1) as PredictiveModelEvent).verdict).to.equal('reset');
  });

  it('F10 reports what is missing', async () => {
    const {learner} = await open();
    const error = await rejection(learner.train(settings));
    expect(error.code).to.equal('not-enough-data');
    await learner.add(
      madeUpSamples({count: 60}).map((sample) => ({...sample, targets: []})),
      undefined,
    );
    const {code, message} = await rejection(learner.train(settings));
    expect(code).to.equal('not-enough-data');
    expect(message).to.include('60 imported recordings lack the buttons’ positions');
  });

  it('F63 imports a data set once, and nothing from a broken one', async () => {
    const {learner} = await open();
    const file = new File([formatDataset(madeUpSamples({count: 8}))], 'mine.json');
    expect([await learner.importDataset(file), await learner.importDataset(file)]).to.deep.equal([8, 0]);
    const {code, message} = await rejection(learner.importDataset(new File(['[{"x": 1}]'], 'theirs.json')));
    expect(code).to.equal('invalid-dataset');
    expect(message).to.include('theirs.json');
    expect(learner.summary().count).to.equal(8);
    expect(await learner.exportDataset().text()).to.equal(await file.text());
  });

  it('exports a model that loads again as the same model', async () => {
    const {learner} = await open();
    const shipped = await learner.exportModel();
    await learner.add(madeUpSamples({count: 60}), undefined);
    await learner.train(settings);
    const {modelJson, weights} = await learner.exportModel();
    expect([...(await bytesOf(weights))]).not.to.deep.equal([...(await bytesOf(shipped.weights))]);
    const before = await learner.evaluate(settings);
    await learner.resetModel();
    expect(learner.model).to.be.undefined;
    const {source, verdict} = await learner.loadModel([modelJson, weights], {
      ...settings,
      keys: [],
      keep: true,
    });
    expect([source, verdict]).to.deep.equal(['file', 'taken']);
    expect((await learner.evaluate(settings)).logLoss).to.be.closeTo(before.logLoss, 1e-4);
  });

  it('learns from the model that the page names, and has what it learned at the next visit', async () => {
    const named = {...settings, keys: [], keep: false};
    const {weights, files} = lessSure(0.3);
    const first = await open({persist: 'session', name: 'named'});
    expect((await first.learner.loadModel(files, named)).source).to.equal('file');
    await first.learner.add(madeUpSamples({count: 60}), undefined);
    expect((await first.learner.train(settings)).verdict).to.equal('taken');
    const learned = first.learner.model!;
    if (learned.architecture !== 'scorer') expect.fail('it learned a sequence model');
    expect(distance(learned.weights, weights)).to.be.below(distance(learned.weights, shippedWeights));
    first.close();

    const again = await open({persist: 'session', name: 'named'});
    expect((await again.learner.loadModel(files, named)).source).to.equal('storage');
    expect(again.learner.model).to.deep.equal(learned);
    // Another model is where learning starts anew.
    expect((await again.learner.loadModel(lessSure(0.5).files, named)).source).to.equal('file');
    expect(again.learner.model!.learnedFrom).to.be.undefined;
    await again.learner.loadModel(files, named);
    await again.learner.resetModel();
    const reset = again.learner.model;
    expect(reset?.architecture === 'scorer' && distance(reset.weights, weights)).to.be.below(1e-9);
    again.close();
    expect((await open({persist: 'session', name: 'named'})).learner.model).to.be.undefined;
  });

  it('keeps the model in use when it refuses a file', async () => {
    const {learner} = await open();
    await learner.add(madeUpSamples({count: 60}), undefined);
    await learner.train(settings);
    const {model} = learner;
    const file = new File(['<html>'], 'model.json');
    expect((await rejection(learner.loadModel([file], {...settings, keys: [], keep: true}))).code).to.equal(
      'invalid-model',
    );
    expect(learner.model).to.equal(model);
  });

  it('deletes single samples, in memory and stored, and keeps the others', async () => {
    const {learner, close} = await open({persist: 'session', name: 'deletes'});
    const samples = madeUpSamples({count: 6});
    await learner.add(samples, undefined);
    await learner.resetDataset({only: [samples[1]!.id, samples[4]!.id, 'unknown']});
    expect(learner.summary().count).to.equal(4);
    close();
    const again = await open({persist: 'session', name: 'deletes'});
    const kept = samples.filter((_, index) => index !== 1 && index !== 4);
    expect(await again.learner.exportDataset().text()).to.equal(formatDataset(kept));
  });

  it('deletes the samples without the model, and the model without the samples', async () => {
    const {learner} = await open();
    await learner.add(madeUpSamples({count: 60}), undefined);
    await learner.train(settings);
    await learner.resetDataset();
    expect(learner.summary().count).to.equal(0);
    expect(learner.model).not.to.be.undefined;
    await learner.resetModel();
    expect(learner.model).to.be.undefined;
  });
});
