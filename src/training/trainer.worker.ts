// The worker that trains, evaluates, checks and runs models, which needs TensorFlow.js, and reads data sets, which
// would keep the page from answering. An entry of its own: nothing imports it, and it may import any layer.
import {PredictiveError, type PredictiveErrorCode} from '../core/errors.js';
import {inPortions} from '../core/sample-portions.js';
import {parseDataset} from '../storage/dataset-file.js';
import {newestSamples} from '../storage/sample-list.js';
import type {WorkerRequest, WorkerResponse} from './protocol.js';

/** The worker's global scope; the page's DOM types declare `self` as a window. */
const scope = self as unknown as {
  postMessage(message: WorkerResponse, transfer?: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<WorkerRequest>) => void): void;
};

/** Code for errors from elsewhere, by request. */
const codes: Record<WorkerRequest['type'], PredictiveErrorCode> = {
  train: 'training-failed',
  evaluate: 'training-failed',
  open: 'invalid-model',
  predict: 'invalid-model',
  inspect: 'invalid-model',
  'read-dataset': 'invalid-dataset',
};

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
  if (request.type === 'read-dataset')
    return {type: 'dataset', job: request.job, habits: await readDataset(request)};
  // Only now, since TensorFlow.js takes longer to start than most files to read.
  const {runJob} = await import('./worker-jobs.js');
  const post = (response: WorkerResponse): void => scope.postMessage(response);
  post({type: 'alive', job: request.job});
  return runJob(request, {post, fail: (error) => fail(request, error)});
}

/** Sends the newest samples of a file, as many as a learner keeps, once all of it has been checked. */
async function readDataset({job, file, fileName}: Extract<WorkerRequest, {type: 'read-dataset'}>) {
  const {samples, habits} = parseDataset(await file.text(), {fileName});
  for (const portion of inPortions(newestSamples(samples)))
    scope.postMessage({type: 'samples', job, samples: portion});
  return habits;
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
