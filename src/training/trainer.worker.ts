// The worker that trains, evaluates, checks and runs models, which needs TensorFlow.js, and reads data sets, which
// would keep the page from answering. An entry of its own: nothing imports it, and it may import any layer.
import {PredictiveError, type PredictiveErrorCode} from '../core/errors.js';
import {inPortions} from '../core/sample-portions.js';
import {parseDataset} from '../storage/dataset-file.js';
import {newestSamples} from '../storage/sample-list.js';
import {onContextLost} from './backend.js';
import {inspectModel} from './inspect-model.js';
import {SequenceModel} from './sequence-model.js';
import {evaluateModel, startBackend, train} from './train.js';
import type {TrainedModel} from '../core/model.js';
import type {WorkerRequest, WorkerResponse} from './protocol.js';

/** The worker's global scope; the page's DOM types declare `self` as a window. */
const scope = self as unknown as {
  postMessage(message: WorkerResponse, transfer?: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<WorkerRequest>) => void): void;
};

/** Interval between signs of life, ms: the page waits many times as long. */
const aliveEveryMs = 1000;

/** Code for errors from elsewhere, by request. */
const codes: Record<WorkerRequest['type'], PredictiveErrorCode> = {
  train: 'training-failed',
  evaluate: 'training-failed',
  open: 'invalid-model',
  predict: 'invalid-model',
  inspect: 'invalid-model',
  'read-dataset': 'invalid-dataset',
};

let opened: SequenceModel | undefined;

scope.addEventListener('message', ({data: request}) => void answer(request));
scope.postMessage({type: 'ready'});

async function answer(request: WorkerRequest): Promise<void> {
  try {
    const response = await respond(request);
    scope.postMessage(response, response.type === 'prediction' ? [response.probabilities.buffer] : []);
  } catch (error) {
    fail(request, error);
  }
}

async function respond(request: WorkerRequest): Promise<WorkerResponse> {
  const {job} = request;
  switch (request.type) {
    case 'train':
      return {type: 'trained', job, result: await trainWithReports(request)};
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
    case 'read-dataset':
      return {type: 'dataset', job, habits: await readDataset(request)};
  }
}

/** Sends the newest samples of a file, as many as a learner keeps, once all of it has been checked. */
async function readDataset({job, file, fileName}: Extract<WorkerRequest, {type: 'read-dataset'}>) {
  const {samples, habits} = parseDataset(await file.text(), {fileName});
  for (const portion of inPortions(newestSamples(samples)))
    scope.postMessage({type: 'samples', job, samples: portion});
  return habits;
}

function trainWithReports(request: Extract<WorkerRequest, {type: 'train'}>) {
  const {job, samples, current, options} = request;
  let lastSign = performance.now();
  return train({
    samples,
    current,
    options,
    onBackend: (report) => {
      watchContext(request);
      scope.postMessage({type: 'backend', job, report});
    },
    onEpoch: (report) => scope.postMessage({type: 'epoch', job, report}),
    onStep: () => {
      if (performance.now() - lastSign < aliveEveryMs) return;
      lastSign = performance.now();
      scope.postMessage({type: 'alive', job});
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
  request: Extract<WorkerRequest, {type: 'open' | 'evaluate'}>,
  {architecture}: TrainedModel,
) {
  const {backend, wasmUrl} = request;
  const report = await startBackend({architecture, backend, wasmUrl});
  watchContext(request);
  return report;
}

function isSequence(
  model: TrainedModel | undefined,
): model is Exclude<TrainedModel, {architecture: 'scorer'}> {
  return model !== undefined && model.architecture !== 'scorer';
}

function watchContext(request: WorkerRequest): void {
  onContextLost(() =>
    fail(request, new PredictiveError('backend-unavailable', 'The GPU’s WebGL context was lost.')),
  );
}

function fail({type, job}: WorkerRequest, error: unknown): void {
  const code = error instanceof PredictiveError ? error.code : codes[type];
  scope.postMessage({
    type: 'failed',
    job,
    code,
    message: error instanceof Error ? error.message : String(error),
  });
}
