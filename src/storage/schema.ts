import type {DBSchema, IDBPDatabase, IDBPTransaction} from 'idb';
import type {Sample} from '../core/sample.js';
import type {HabitsData} from '../habits/habits.js';
import type {Generations} from './deletions.js';
import type {ModelRecord} from './model-record.js';
import type {ReadableRecords, RecordKind, SampleSelection, WritableRecords} from './records.js';

export const databaseName = 'predictive-buttons';
export const schemaVersion = 2;

/** A sample in the database, with typed arrays: about a third of the size of plain objects. */
export interface StoredSample extends Omit<Sample, 'points' | 'targets'> {
  name: string;
  /** x, y, t of each point. */
  points: Int32Array;
  /** Key of each target, and its x, y, w, h. */
  keys: string[];
  boxes: Int32Array;
}

/** A model in the database: one record, so that weights and description are always stored together. */
export interface StoredModel extends ModelRecord {
  name: string;
  /** Increases with each model saved. */
  generation: number;
}

/** Habits in the database: one record for each learner. */
export interface StoredHabits {
  name: string;
  habits: HabitsData;
}

/** Key of a deletion: a learner's name in an array, which no learner's habits have; empty for every name. */
export type DeletionsKey = string[];

/** The latest deletions. Beside the habits, as a store of their own would need another version of the schema. */
export interface StoredDeletions {
  name: DeletionsKey;
  deletions: Generations;
}

export interface Schema extends DBSchema {
  samples: {
    key: [name: string, id: string];
    value: StoredSample;
    indexes: {'by-time': [name: string, time: number]};
  };
  models: {
    key: [name: string, generation: number];
    value: StoredModel;
  };
  habits: {
    key: string | DeletionsKey;
    value: StoredHabits | StoredDeletions;
  };
}

export const storeNames = ['samples', 'models', 'habits'] as const;
type StoreName = (typeof storeNames)[number];

export type Connection = IDBPDatabase<Schema>;

/** Spans all object stores, so that transactions run in the order of their creation. */
export type Transaction<Mode extends IDBTransactionMode = 'readonly'> = IDBPTransaction<
  Schema,
  StoreName[],
  Mode
>;

/** A transaction to read in. */
export type AnyTransaction = Transaction<IDBTransactionMode>;

/** Reads and writes one kind of record in its object store. */
export interface RecordStore<Kind extends RecordKind> {
  read(transaction: AnyTransaction, name: string): Promise<ReadableRecords[Kind]>;
  write(transaction: Transaction<'readwrite'>, name: string, value: WritableRecords[Kind]): Promise<void>;
  remove(transaction: Transaction<'readwrite'>, name: string, selection?: SampleSelection): Promise<void>;
}

/** Creates the object stores that a database lacks: an older one, or one that another script has opened first. */
export function upgrade(database: Connection): void {
  const {objectStoreNames: present} = database;
  if (!present.contains('samples')) {
    const samples = database.createObjectStore('samples', {keyPath: ['name', 'id']});
    samples.createIndex('by-time', ['name', 'time']);
  }
  if (!present.contains('models')) database.createObjectStore('models', {keyPath: ['name', 'generation']});
  if (!present.contains('habits')) database.createObjectStore('habits', {keyPath: 'name'});
}

/** Whether a database has all object stores. */
export function isComplete({objectStoreNames: present}: Connection): boolean {
  return storeNames.every((name) => present.contains(name));
}

/** The key range of one learner's samples or models. */
export function recordsOf(name: string): IDBKeyRange {
  // IndexedDB orders arrays after all strings and numbers.
  return IDBKeyRange.bound([name], [name, []]);
}
