import {expect, fixtureCleanup} from '@open-wc/testing';
import {resetMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import type {PredictiveError} from '../../src/core/errors.js';
import {windowChannels, windowLength, type BackendReport} from '../../src/core/model.js';
import {SequencePredictor, type SequencePredictorOptions} from '../../src/learning/sequence-predictor.js';
import {Trainer} from '../../src/learning/trainer.js';
import {readModelFiles} from '../../src/model-files/model-file.js';
import type {Checkpoint} from '../../src/training/protocol.js';
import {needs} from '../support/commands.js';
import {dataset} from '../support/dataset.js';
import {approach, places, record, threeButtons, uncaughtErrors} from '../support/regions.js';
import {madeUpSamples} from './samples.js';

/** What the worker tells of itself. */
interface Told {
  /** When it lost its context. */
  lostAt?: number;
  /** What the first worker had sent last of each network, and what the other went on from. */
  sent?: Checkpoint;
  resume?: Checkpoint[];
}

/** The worker, with a GPU that loses its context after the first message of this type. */
function losing(type: 'epoch' | 'opened'): string {
  return URL.createObjectURL(
    new Blob(
      [
        `const channel = new BroadcastChannel('lost-context');
        const contexts = [];
        const getContext = OffscreenCanvas.prototype.getContext;
        OffscreenCanvas.prototype.getContext = function (...args) {
          const context = getContext.apply(this, args);
          if (context?.drawArrays) contexts.push(context);
          return context;
        };
        self.addEventListener('message', ({data}) => {
          if (data.resume !== undefined) channel.postMessage({resume: data.resume});
        });
        const post = self.postMessage.bind(self);
        self.postMessage = (message, ...rest) => {
          post(message, ...rest);
          if (message.type === 'checkpoint') channel.postMessage({sent: message.checkpoint});
          if (message.type !== ${JSON.stringify(type)}) return;
          const lostAt = performance.timeOrigin + performance.now();
          if (contexts.some((gl) => !gl.isContextLost())) channel.postMessage({lostAt});
          for (const gl of contexts) if (!gl.isContextLost()) gl.getExtension('WEBGL_lose_context').loseContext();
        };
        await import(${JSON.stringify(new URL('../../src/training/trainer.worker.js', import.meta.url).href)});`,
      ],
      {type: 'text/javascript'},
    ),
  );
}

/** Listens to the worker until the test ends. */
function listen(): {told: Told[]; close: () => void} {
  const told: Told[] = [];
  const channel = new BroadcastChannel('lost-context');
  channel.onmessage = ({data}: MessageEvent<Told>) => told.push(data);
  return {told, close: () => channel.close()};
}

describe('Trainer on WebGL', () => {
  it('F1 restarts on wasm when the WebGL context is lost', async function () {
    this.timeout(60_000);
    const backends: BackendReport[] = [];
    const restarts: PredictiveError[] = [];
    const epochs: number[] = [];
    let noticedAt = Infinity;
    const {told, close} = listen();
    const {model, backend, history} = await new Trainer({workerUrl: losing('epoch')}).train({
      samples: madeUpSamples({count: 25}),
      current: undefined,
      options: {architecture: 'scorer', epochs: 4, seed: 1, backend: 'webgl'},
      onBackend: (report) => backends.push(report),
      onEpoch: ({epoch}) => epochs.push(epoch),
      onRestart: (error) => {
        noticedAt = performance.timeOrigin + performance.now();
        restarts.push(error);
      },
    });
    close();
    // Without even a software renderer there is no context to lose.
    if (backends[0]?.backend !== 'webgl') await needs('webgl');
    const lostAt = Math.min(...told.map(({lostAt: at = Infinity}) => at));
    expect(model.architecture).to.equal('scorer');
    expect(restarts.map(({code}) => code)).to.deep.equal(['backend-unavailable']);
    expect(backend.backend).to.equal('wasm');
    expect(noticedAt - lostAt).to.be.within(0, 1000);
    // From the last good weights: no epoch is learned twice.
    expect(epochs).to.deep.equal([...new Set(epochs)]);
    expect(epochs.at(-1)).to.equal(4);
    expect(history.map(({epoch}) => epoch)).to.deep.equal(epochs);
    // And each network goes on from the weights that it had last.
    const resumed = told.flatMap(({resume}) => resume ?? []);
    const resumedAt = told.findIndex(({resume}) => resume !== undefined);
    expect(resumed).to.not.be.empty;
    for (const checkpoint of resumed) {
      const sent = told.slice(0, resumedAt).filter(({sent: each}) => each?.network === checkpoint.network);
      expect(checkpoint.epoch).to.equal(sent.at(-1)!.sent!.epoch);
      expect(checkpoint.weights).to.deep.equal(sent.at(-1)!.sent!.weights);
      const values = checkpoint.weights.flatMap((each) => [...each]);
      expect(values.every(Number.isFinite)).to.be.true;
      // A lost context gives zeros.
      expect(values.filter((value) => value !== 0).length).to.be.above(values.length / 2);
    }
  });
});

describe('a region that trains on WebGL', () => {
  afterEach(async () => {
    fixtureCleanup();
    await resetMouse();
  });

  it('F1 fires one predictive-error when the context is lost, and has a new model, its samples and its buttons', async function () {
    this.timeout(60_000);
    const {told, close} = listen();
    const {errors: uncaught, stop} = uncaughtErrors();
    const {region, two} = await threeButtons({
      learn: 'manual',
      backend: 'webgl',
      'worker-url': losing('epoch'),
    });
    await region.importDataset(dataset(60));
    const errors = record(region, 'predictive-error');
    const phases = record(region, 'predictive-train');
    const {source} = await region.train();
    close();
    stop();
    if (told.every(({lostAt}) => lostAt === undefined)) await needs('webgl');
    expect(source).to.equal('training');
    expect(errors.map(({error}) => error.code)).to.deep.equal(['backend-unavailable']);
    expect(phases.at(-1)!.backend!.backend).to.equal('wasm');
    expect(uncaught).to.be.empty;
    expect(region.sampleCounts.count).to.equal(60);
    await approach(places.two);
    expect(two.predicted).to.be.true;
  });
});

/** A network that comes from files. */
async function importedModel(): Promise<SequencePredictorOptions['model']> {
  const files = ['model.json', 'model.weights.bin'].map(async (name) => {
    const response = await fetch(new URL(`../fixtures/0.1.0/simple-rnn/${name}`, import.meta.url));
    return new File([await response.blob()], name);
  });
  const artifacts = await readModelFiles(await Promise.all(files));
  return {architecture: 'simple-rnn', keys: artifacts.userDefinedMetadata.keys, artifacts};
}

describe('SequencePredictor on WebGL', () => {
  it('F2 refuses what comes from a lost context, and predicts in another worker', async function () {
    this.timeout(60_000);
    const {told, close} = listen();
    const model = await importedModel();
    // Longer than usual, so that a busy machine can start another backend, and a worker that hangs is noticed.
    const deadlineMs = 30_000;
    const workerUrl = losing('opened');
    const predictor = new SequencePredictor({model, backend: 'webgl', workerUrl, deadlineMs});
    const first = await predictor.open();
    if (first.backend !== 'webgl') await needs('webgl');
    const window = Float32Array.from({length: windowLength * windowChannels}, (_, i) => Math.sin(i));
    const askedAt = performance.now();
    const error = await predictor.predict(window).then(
      (answer) => expect.fail(`${String(answer)} was an answer`),
      (thrown: unknown) => thrown as PredictiveError,
    );
    expect(error.code).to.equal('backend-unavailable');
    expect(performance.now() - askedAt).to.be.below(deadlineMs / 2);
    expect(told.filter(({lostAt}) => lostAt !== undefined)).to.have.length(1);
    const answer = await predictor.predict(window);
    expect(answer!.reduce((sum, value) => sum + value, 0)).to.be.closeTo(1, 1e-3);
    expect((await predictor.open()).backend).to.equal('wasm');
    predictor.close();
    close();
  });
});
