import {expect} from '@open-wc/testing';
import {PredictiveError} from '../../src/core/errors.js';
import type {EpochReport} from '../../src/core/model.js';
import type {TrainingOptions} from '../../src/training/protocol.js';
import {SequencePredictor} from '../../src/learning/sequence-predictor.js';
import {Trainer} from '../../src/learning/trainer.js';
import {evaluationWindow} from '../../src/training/held-out-predictions.js';
import {largestSamples} from '../support/largest-samples.js';
import {madeUpSamples} from './samples.js';

const options: TrainingOptions = {architecture: 'scorer', epochs: 8, seed: 1, backend: 'auto'};
const samples = madeUpSamples({count: 60});

/** Resolves to the error with which a promise rejects. */
async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.fail('did not reject'),
    (error: unknown) => error,
  );
}

/** A worker that runs `code`. */
function workerOf(code: string): string {
  return URL.createObjectURL(new Blob([code], {type: 'text/javascript'}));
}

describe('Trainer', () => {
  it('trains a scorer in a worker and reports backend and epochs', async () => {
    const reports: EpochReport[] = [];
    let backend: string | undefined;
    const result = await new Trainer().train({
      samples,
      current: undefined,
      options,
      onBackend: (report) => (backend = report.backend),
      onEpoch: (report) => reports.push(report),
    });
    expect(result.model.architecture).to.equal('scorer');
    expect(reports).to.deep.equal(result.history);
    expect(result.backend.backend).to.equal(backend);
    expect(result.evaluation.samples).to.equal(60);
    expect(result.baseline?.samples).to.equal(60);
    expect(result.evaluation.earlier!.predictions).to.be.greaterThan(60);
    expect(result.baseline!.earlier!.predictions).to.equal(result.evaluation.earlier!.predictions);
    expect(result.evaluation.earlier!.logLoss).to.not.equal(result.baseline!.earlier!.logLoss);
    expect(result.evaluation.accuracy).to.be.greaterThan(0.7);
  });

  for (const count of [60, 240])
    it(`reports with each epoch what the model gate judges of ${count} samples, from the shipped weights on`, async function () {
      this.timeout(60_000);
      const {history, evaluation, baseline} = await new Trainer().train({
        samples: madeUpSamples({count}),
        current: undefined,
        options,
      });
      const judged = history.map((report) => report.judged!);
      expect(judged.length).to.be.greaterThan(1);
      for (const {start} of judged) {
        expect(start.samples).to.equal(baseline!.samples);
        expect(start.accuracy).to.be.closeTo(baseline!.accuracy, 1e-6);
        expect(start.logLoss).to.be.closeTo(baseline!.logLoss, 1e-3);
      }
      const {samples: judgedSamples, accuracy, logLoss} = judged.at(-1)!;
      expect(judgedSamples).to.equal(evaluation.samples);
      expect(accuracy).to.be.closeTo(evaluation.accuracy, 1e-6);
      expect(logLoss).to.be.closeTo(evaluation.logLoss, 1e-3);
      expect(logLoss).to.be.lessThan(judged[0]!.start.logLoss);
    });

  it('skips WebGL on a software renderer, and says so', async () => {
    const {backend} = await new Trainer().train({
      samples,
      current: undefined,
      options: {...options, epochs: 1},
    });
    expect(backend.backend).to.not.equal('webgl');
    expect(backend.measurements.webgl).to.match(/skipped: software renderer|not available/);
    expect(backend.measurements.wasm).to.be.a('number');
    expect(backend.measurements.cpu).to.be.a('number');
  });

  it('F5 falls back to another backend when the wasm binary is missing', async () => {
    const {backend} = await new Trainer({wasmUrl: '/nowhere/'}).train({
      samples,
      current: undefined,
      options: {...options, epochs: 1, backend: 'wasm'},
    });
    expect(backend.measurements.wasm).to.be.a('string');
    expect(backend.backend).to.not.equal('wasm');
  });

  it("terminates the worker and rejects with the signal's reason when it aborts", async () => {
    const controller = new AbortController();
    const training = new Trainer().train({
      samples,
      current: undefined,
      options: {...options, epochs: 1000},
      signal: controller.signal,
      onEpoch: () => controller.abort(new DOMException('enough', 'AbortError')),
    });
    expect(await rejection(training)).to.have.property('name', 'AbortError');
  });

  it("passes an error's code from the worker to the page", async () => {
    const oneButton = samples.filter(({pressed}) => pressed === 'save');
    const error = await rejection(new Trainer().train({samples: oneButton, current: undefined, options}));
    expect(error).to.be.instanceOf(PredictiveError).and.have.property('code', 'not-enough-data');
  });

  it('sends many samples in portions, all of them and in order, and few in one message', async function () {
    this.timeout(60_000);
    const workerUrl = workerOf(`
      postMessage({type: 'ready'});
      const got = [];
      const sizes = [];
      onmessage = ({data: {type, job, samples}}) => {
        got.push(...samples.map(({id}) => id));
        sizes.push(samples.reduce((sum, {points, targets}) => sum + points.length + targets.length, 0));
        if (type === 'evaluate') postMessage({type: 'evaluated', job, evaluation: {got, sizes}});
      };
    `);
    const evaluate = async (all: typeof samples) =>
      (await new Trainer({workerUrl}).evaluate({samples: all, model: undefined})) as unknown as {
        got: string[];
        sizes: number[];
      };
    const many = largestSamples();
    const {got, sizes} = await evaluate(many);
    expect(got).to.deep.equal(many.map(({id}) => id));
    // About 5 ms of work each.
    expect(Math.max(...sizes)).to.be.at.most(10_000);
    expect(sizes.length).to.be.greaterThan(40);
    expect((await evaluate(samples)).sizes).to.have.length(1);
  });

  it('trains on all samples that came in portions', async function () {
    this.timeout(120_000);
    // Beyond one portion.
    const more = madeUpSamples({count: 200});
    const train = async () =>
      (
        await new Trainer().train({
          samples: more,
          current: undefined,
          options: {...options, backend: 'cpu', epochs: 1},
        })
      ).evaluation;
    const {samples: evaluated} = await train();
    expect(evaluated).to.equal(40);
  });

  it('F3 fails on a silent worker after one retry', async () => {
    const restarts: PredictiveError[] = [];
    const workerUrl = workerOf('postMessage({type: "ready"})');
    const error = await rejection(
      new Trainer({workerUrl, deadlineMs: 50}).train({
        samples,
        current: undefined,
        options,
        onRestart: (reason) => restarts.push(reason),
      }),
    );
    expect(error).to.have.property('code', 'worker-unavailable');
    expect(restarts).to.have.length(1);
  });

  it('F11 rejects when the worker’s file is missing', async () => {
    const error = await rejection(
      new Trainer({workerUrl: '/nowhere/worker.js'}).train({samples, current: undefined, options}),
    );
    expect(error).to.have.property('code', 'worker-unavailable');
  });

  it('F11 rejects when the worker is on another origin', async () => {
    const error = await rejection(
      new Trainer({workerUrl: 'https://elsewhere.invalid/worker.js'}).train({
        samples,
        current: undefined,
        options,
      }),
    );
    expect(error).to.have.property('code', 'worker-unavailable');
  });

  it('F12 ignores malformed messages and answers to other jobs, and detects an endless loop in the worker', async () => {
    const workerUrl = workerOf(`
      postMessage(null); postMessage("noise"); postMessage({type: "ready"});
      onmessage = () => { postMessage({type: "trained", job: 99}); for (;;); };
    `);
    const error = await rejection(
      new Trainer({workerUrl, deadlineMs: 50}).train({samples, current: undefined, options}),
    );
    expect(error).to.have.property('code', 'worker-unavailable');
  });

  it('F1 restarts without WebGL when the worker loses its context', async () => {
    const workerUrl = workerOf(`
      postMessage({type: "ready"});
      onmessage = ({data: {job, options}}) =>
        options.backend === 'wasm'
          ? postMessage({type: 'trained', job, result: 'from wasm'})
          : postMessage({type: 'failed', job, code: 'backend-unavailable', message: 'lost'});
    `);
    const restarts: string[] = [];
    const result = await new Trainer({workerUrl}).train({
      samples,
      current: undefined,
      options: {...options, backend: 'webgl'},
      onRestart: ({code}) => restarts.push(code),
    });
    expect(result).to.equal('from wasm');
    expect(restarts).to.deep.equal(['backend-unavailable']);
  });
});

describe('SequencePredictor', () => {
  it('predicts with a network trained in another worker', async () => {
    const {model, evaluation} = await new Trainer().train({
      samples,
      current: undefined,
      options: {...options, architecture: 'simple-rnn', epochs: 30},
    });
    if (model.architecture === 'scorer') return expect.fail('a scorer was trained');
    expect(model.keys).to.have.members(['save', 'send', 'cancel']);
    expect(evaluation.accuracy).to.be.greaterThan(0.5);
    const predictor = new SequencePredictor({model, backend: 'wasm'});
    const window = evaluationWindow(samples[0]!);
    const answers = await Promise.all([window, window, window].map((each) => predictor.predict(each)));
    expect(answers[0]!.reduce((sum, value) => sum + value, 0)).to.be.closeTo(1, 1e-5);
    expect(answers[1], 'overtaken').to.equal(undefined);
    expect(answers[2]).to.deep.equal(answers[0]);
    const cancelled = predictor.predict(window);
    predictor.cancel();
    expect(await cancelled).to.equal(undefined);
    predictor.close();
  });

  const model = {architecture: 'gru', keys: ['a', 'b'], artifacts: {} as never} as const;
  const answering = (probabilities: string) =>
    workerOf(`
      postMessage({type: 'ready'});
      onmessage = ({data: {type, job}}) => postMessage(type === 'open'
        ? {type: 'opened', job, backend: {backend: 'webgl', measurements: {}}}
        : {type: 'prediction', job, probabilities: Float32Array.from(${probabilities})});
    `);

  for (const [what, probabilities] of [
    ['zeros', '[0, 0]'],
    ['numbers that do not add up to 1', '[0.5, 0.502]'],
    ['NaN', '[NaN, 1]'],
  ] as const) {
    it(`F2 refuses ${what}`, async () => {
      const predictor = new SequencePredictor({
        model: {...model, keys: ['a', 'b']},
        workerUrl: answering(probabilities),
      });
      const error = await rejection(predictor.predict(new Float32Array(125)));
      expect(error).to.have.property('code', 'invalid-model');
      predictor.close();
    });
  }

  it('F12 starts no further worker after three failures', async () => {
    const predictor = new SequencePredictor({
      model: {...model, keys: ['a', 'b']},
      workerUrl: '/nowhere/worker.js',
    });
    for (let i = 0; i < 3; i++) await rejection(predictor.predict(new Float32Array(125)));
    const error = await rejection(predictor.predict(new Float32Array(125)));
    expect((error as PredictiveError).message).to.contain('not started again');
    predictor.close();
  });
});
