import type {TrainedModel} from '../core/model.js';
import {recordsOf, type Transaction} from './database.js';
import {unpackModel, type ModelRecord} from './model-record.js';

/** A model as it lies in the database: weights and description are one record, so neither can be without the other. */
export interface StoredModel extends ModelRecord {
  name: string;
  /** Rises with each model saved. */
  generation: number;
}

/** The newest model of one learner that is whole. */
export async function readModel(transaction: Transaction, name: string): Promise<TrainedModel | undefined> {
  const records = await transaction.objectStore('models').getAll(recordsOf(name));
  return records.map(unpackModel).findLast((model) => model !== undefined);
}

/** Adds a generation; of those before it, the newest that is whole stays. */
export async function writeModel(
  transaction: Transaction<'readwrite'>,
  name: string,
  model: ModelRecord,
): Promise<void> {
  const store = transaction.objectStore('models');
  const records = await store.getAll(recordsOf(name));
  const previous = records.findLast((record) => unpackModel(record) !== undefined);
  await store.put({...model, name, generation: (records.at(-1)?.generation ?? 0) + 1});
  const outdated = records.filter((record) => record !== previous);
  await Promise.all(outdated.map(({generation}) => store.delete([name, generation])));
}

export async function deleteModels(transaction: Transaction<'readwrite'>, name: string): Promise<void> {
  await transaction.objectStore('models').delete(recordsOf(name));
}
