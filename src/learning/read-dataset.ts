import {PredictiveError} from '../core/errors.js';
import {nextTask} from '../core/next-task.js';
import {readChosen} from '../core/read-chosen.js';
import type {Sample} from '../core/sample.js';
import {checkSize, datasetSteps, type Dataset} from '../storage/dataset-file.js';
import {WorkerSession, type WorkerSessionOptions} from './worker-session.js';

/**
 * Largest file that is read on the page, bytes: parsing and checking as many takes about 10 ms, in steps that take below
 * 50 ms on a phone that is several times slower.
 */
export const maxBytesOnPage = 250_000;

export interface ReadDatasetOptions extends WorkerSessionOptions {
  /** Ends the reading, and its worker. */
  signal?: AbortSignal | undefined;
}

/**
 * Reads a data set file; of a large one, the newest samples, in a worker of its own, so that the page goes on. Throws
 * `invalid-dataset`, naming the file and the field, `worker-unavailable` for a large file where no worker can start,
 * or the signal's reason.
 */
export async function readDataset(
  file: Blob,
  {signal, ...options}: ReadDatasetOptions = {},
): Promise<Dataset> {
  const fileName = file instanceof File ? file.name : 'data set';
  checkSize(file.size, fileName);
  if (file.size <= maxBytesOnPage) {
    const text = await readChosen(file.text(), {code: 'invalid-dataset', name: fileName});
    return readOnPage(text, {fileName, signal});
  }
  try {
    return await readInWorker(file, {...options, fileName, signal});
  } catch (cause) {
    if (!(cause instanceof PredictiveError && cause.code === 'worker-unavailable')) throw cause;
    throw new PredictiveError(
      'worker-unavailable',
      `${fileName}: is larger than ${maxBytesOnPage / 1000} kB, which only a worker can read. ${cause.message}`,
      {cause},
    );
  }
}

async function readOnPage(
  text: string,
  {fileName, signal}: {fileName: string; signal: AbortSignal | undefined},
): Promise<Dataset> {
  const steps = datasetSteps(text, {fileName});
  for (;;) {
    const {done, value} = steps.next();
    if (done) return value;
    await nextTask();
    signal?.throwIfAborted();
  }
}

async function readInWorker(
  file: Blob,
  {fileName, signal, ...options}: ReadDatasetOptions & {fileName: string},
): Promise<Dataset> {
  const samples: Sample[] = [];
  const session = new WorkerSession(options);
  try {
    const {habits} = await session.request<'read-dataset'>(
      {type: 'read-dataset', file, fileName},
      {
        signal,
        onReport: (response) => {
          if (response.type === 'samples') samples.push(...response.samples);
        },
      },
    );
    return {samples, habits};
  } finally {
    session.close();
  }
}
