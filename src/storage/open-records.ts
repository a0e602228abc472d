import {asPredictiveError} from '../core/errors.js';
import {Lazy} from '../core/lazy.js';
import {MemoryRecords} from './memory-records.js';
import type {OpenRecordsOptions, Persist, Records} from './records.js';

const inSession = new Lazy(() => import('./session-records.js'));
const inDatabase = new Lazy(() => import('./indexeddb-records.js'));

/** Opens a learner's records. Never rejects: records that cannot be opened are kept in memory instead. */
export async function openRecords({
  persist,
  ...options
}: OpenRecordsOptions & {persist: Persist}): Promise<Records> {
  try {
    if (persist !== 'none') return await openStored(persist, options);
  } catch (error) {
    const message = 'Learned data is kept in memory only: this browser’s storage could not be opened.';
    options.onError(asPredictiveError('storage-unavailable', message, error));
  }
  return new MemoryRecords();
}

/**
 * Loaded lazily, so that pages that store nothing never download it.
 * @throws {PredictiveError} `chunk-unavailable` if loading fails.
 */
async function openStored(persist: Exclude<Persist, 'none'>, options: OpenRecordsOptions): Promise<Records> {
  if (persist === 'session') return (await inSession.request()).openSessionRecords(options);
  return (await inDatabase.request()).openIndexedDbRecords(options);
}
