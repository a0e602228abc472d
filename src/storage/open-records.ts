import {asPredictiveError} from '../core/errors.js';
import {Lazy} from '../core/lazy.js';
import {MemoryRecords} from './memory-records.js';
import type {OpenRecordsOptions, Persist, Records} from './records.js';

const inSession = new Lazy(() => import('./session-records.js'));
const inDatabase = new Lazy(() => import('./indexeddb-records.js'));

/** Opens the records of a learner. Never rejects: records that cannot be opened are kept in memory instead. */
export async function openRecords({
  persist,
  ...options
}: OpenRecordsOptions & {persist: Persist}): Promise<Records> {
  try {
    if (persist !== 'none') return await openStored(persist, options);
  } catch (error) {
    const message = 'What is learned is kept in memory only: this browser’s storage could not be opened.';
    options.onError(asPredictiveError('storage-unavailable', message, error));
  }
  return new MemoryRecords();
}

/** Pages that keep nothing never download how to. @throws {PredictiveError} `chunk-unavailable` if that cannot be loaded. */
async function openStored(persist: Exclude<Persist, 'none'>, options: OpenRecordsOptions): Promise<Records> {
  if (persist === 'session') return (await inSession.request()).openSessionRecords(options);
  return (await inDatabase.request()).openIndexedDbRecords(options);
}
