// The worker that trains, evaluates, checks and runs models, which needs TensorFlow.js, and reads data sets, which
// would keep the page from answering. An entry of its own: nothing imports it, and it may import any layer.
import {PredictiveError, type PredictiveErrorCode} from '../core/errors.js';
import type {Sample} from '../core/sample.js';
import {inPortions} from '../core/sample-portions.js';
import {Habits} from '../habits/habits.js';
import {parseDataset} from '../storage/dataset-file.js';
import {newestSamples} from '../storage/sample-list.js';
import type {WorkerRequest, WorkerResponse} from './protocol.js';

/** A request that is answered. */
type Request = Exclude<WorkerRequest, {type: 'samples'}>;

/** The worker's global scope; the page's DOM types declare `self` as a window. */
const scope = self as unknown as {
  postMessage(message: WorkerResponse, transfer?: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<WorkerRequest>) => void): void;
};

/** Code for errors from elsewhere, by request. */
const codes: Record<Request['type'], PredictiveErrorCode> = {
  train: 'training-failed',
  evaluate: 'training-failed',
  open: 'invalid-model',
  predict: 'invalid-model',
  inspect: 'invalid-model',
  'read-dataset': 'invalid-dataset',
};

/** Samples of a job whose request is still to come. */
let early: {job: number; samples: Sample[]} = {job: 0, samples: []};

/** As browsers and Emscripten word it; they have no error of its own. */
const outOfMemory = /out of memory|allocation failed|could not allocate|cannot enlarge memory|array length/i;

scope.addEventListener('message', ({data: request}) => {
  if (request.type === 'samples') keepEarly(request);
  else void answer(withEarly(request));
});
scope.postMessage({type: 'ready'});

function keepEarly({job, samples}: Extract<WorkerRequest, {type: 'samples'}>): void {
  if (early.job !== job) early = {job, samples: []};
  for (const sample of samples) early.samples.push(sample);
}

function withEarly(request: Request): Request {
  if (!('samples' in request) || request.job !== early.job) return request;
  const {samples} = early;
  early = {job: 0, samples: []};
  return {...request, samples: [...samples, ...request.samples]};
}

async function answer(request: Request): Promise<void> {
  try {
    const response = await respond(request);
    scope.postMessage(response, response.type === 'prediction' ? [response.probabilities.buffer] : []);
  } catch (error) {
    fail(request, error);
  }
}

async function respond(request: Request): Promise<WorkerResponse> {
  if (request.type === 'read-dataset')
    return {type: 'dataset', job: request.job, habits: await readDataset(request)};
  // Only now, since TensorFlow.js takes longer to start than most files to read.
  const {runJob} = await import('./worker-jobs.js').catch((cause: unknown) => {
    throw new PredictiveError('chunk-unavailable', 'A part of the worker could not be loaded.', {cause});
  });
  const post = (response: WorkerResponse): void => scope.postMessage(response);
  post({type: 'alive', job: request.job});
  return runJob(request, {post, fail: (error) => fail(request, error)});
}

/** Sends what a learner keeps of a file, its newest samples and the heaviest of its habits, once all has been checked. */
async function readDataset({job, file, fileName}: Extract<WorkerRequest, {type: 'read-dataset'}>) {
  const {samples, habits} = parseDataset(await file.text(), {fileName});
  for (const portion of inPortions(newestSamples(samples)))
    scope.postMessage({type: 'samples', job, samples: portion});
  if (habits === undefined) return undefined;
  const kept = new Habits();
  kept.add(habits);
  return kept.toJSON();
}

function fail({type, job}: Request, error: unknown): void {
  const code =
    error instanceof PredictiveError ? error.code : isOutOfMemory(error) ? 'worker-unavailable' : codes[type];
  scope.postMessage({
    type: 'failed',
    job,
    code,
    message: error instanceof Error ? error.message : String(error),
  });
}

/** Whether memory was refused, to JavaScript or to WebAssembly: another worker starts with less in use. */
function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && outOfMemory.test(error.message);
}
