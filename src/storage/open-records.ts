import {asPredictiveError} from '../core/errors.js';
import {MemoryRecords} from './memory-records.js';
import type {OpenRecordsOptions, Persist, Records} from './records.js';

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

/** Imports the code for one kind of storage: pages that keep nothing never download it. */
async function openStored(persist: Exclude<Persist, 'none'>, options: OpenRecordsOptions): Promise<Records> {
  if (persist === 'session') {
    const {openSessionRecords} = await imported(() => import('./session-records.js'));
    return openSessionRecords(options);
  }
  const {openIndexedDbRecords} = await imported(() => import('./indexeddb-records.js'));
  return openIndexedDbRecords(options);
}

/** @throws {PredictiveError} `chunk-unavailable` if the code cannot be loaded. */
async function imported<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    const message = 'What is learned is kept in memory only: the code that stores it could not be loaded.';
    throw asPredictiveError('chunk-unavailable', message, error);
  }
}
