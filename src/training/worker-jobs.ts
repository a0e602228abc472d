import {PredictiveError} from '../core/errors.js';
import type {TrainedModel} from '../core/model.js';
import {onContextLost} from './backend.js';
import {inspectModel} from './inspect-model.js';
import type {WorkerRequest, WorkerResponse} from './protocol.js';
import {SequenceModel} from './sequence-model.js';
import {evaluateModel, startBackend, train} from './train.js';

/** A request that needs TensorFlow.js. */
type JobRequest = Exclude<WorkerRequest, {type: 'read-dataset' | 'samples'}>;

export interface JobOutlets {
  /** Sends a response before the final one. */
  post: (response: WorkerResponse) => void;
  /** Reports a failure that happens beside the job, such as a lost WebGL context. */
  fail: (error: unknown) => void;
}

/** Interval between signs of life, ms: the page waits several times as long. */
const aliveEveryMs = 500;

let opened: SequenceModel | undefined;

/** The latest job; a context may be lost during another one than that which started its backend, or between two. */
let latest: JobOutlets | undefined;
let isContextLost = false;

/** Answers a request; resolves to the final response. */
export async function runJob(request: JobRequest, outlets: JobOutlets): Promise<WorkerResponse> {
  const {job} = request;
  latest = outlets;
  // What it computed would be zeros, or never end.
  if (isContextLost) throw contextLost();
  switch (request.type) {
    case 'train':
      return {type: 'trained', job, result: await trainWithReports(request, outlets)};
    case 'evaluate':
      // Scorers need no TensorFlow.js.
      if (isSequence(request.model)) await start(request, request.model);
      return {type: 'evaluated', job, evaluation: await evaluateModel(request.model, request.samples)};
    case 'open':
      return {type: 'opened', job, backend: await open(request)};
    case 'predict':
      return {type: 'prediction', job, probabilities: await predict(request.window)};
    case 'inspect':
      await startBackend({architecture: 'scorer', backend: 'cpu', wasmUrl: request.wasmUrl});
      return {
        type: 'inspected',
        job,
        model: await inspectModel(request.artifacts, {outputs: request.outputs}),
      };
  }
}

function trainWithReports(request: Extract<WorkerRequest, {type: 'train'}>, {post}: JobOutlets) {
  const {job, samples, current, start, options, resume} = request;
  let lastSign = performance.now();
  return train({
    samples,
    current,
    start,
    options,
    resume,
    onBackend: (report) => {
      watchContext();
      post({type: 'backend', job, report});
    },
    onEpoch: (report) => post({type: 'epoch', job, report}),
    onCheckpoint: (checkpoint) => post({type: 'checkpoint', job, checkpoint}),
    onStep: () => {
      if (performance.now() - lastSign < aliveEveryMs) return;
      lastSign = performance.now();
      post({type: 'alive', job});
    },
  });
}

async function open(request: Extract<WorkerRequest, {type: 'open'}>) {
  const {model} = request;
  if (model.architecture === 'scorer') {
    throw new PredictiveError(
      'invalid-argument',
      'A scorer predicts on the page; only sequence models are opened.',
    );
  }
  const report = await start(request, model);
  opened?.dispose();
  opened = await SequenceModel.from(model.artifacts);
  return report;
}

function predict(window: Float32Array): Promise<Float32Array> {
  if (opened === undefined)
    throw new PredictiveError('invalid-argument', 'Open a model before predicting with it.');
  return opened.predict([window]);
}

async function start(
  {backend, wasmUrl}: Extract<WorkerRequest, {type: 'open' | 'evaluate'}>,
  {architecture}: TrainedModel,
) {
  const report = await startBackend({architecture, backend, wasmUrl});
  watchContext();
  return report;
}

function isSequence(
  model: TrainedModel | undefined,
): model is Exclude<TrainedModel, {architecture: 'scorer'}> {
  return model !== undefined && model.architecture !== 'scorer';
}

function watchContext(): void {
  onContextLost(() => {
    isContextLost = true;
    latest?.fail(contextLost());
  });
}

function contextLost(): PredictiveError {
  return new PredictiveError('backend-unavailable', 'The GPU’s WebGL context was lost.');
}
