import type {DBSchema, IDBPDatabase, IDBPTransaction} from 'idb';
import type {Sample} from '../core/sample.js';
import type {HabitsData} from '../habits/habits.js';
import type {ModelRecord} from './model-record.js';
import type {ReadableRecords, RecordKind, SampleSelection, WritableRecords} from './records.js';

export const databaseName = 'predictive-buttons';
export const schemaVersion = 2;

/** A sample in the database: its numbers are typed arrays, about a third of the size of plain objects. */
export interface StoredSample extends Omit<Sample, 'points' | 'targets'> {
  name: string;
  /** x, y, t of each point. */
  points: Int32Array;
  /** Key of each target, and its x, y, w, h. */
  keys: string[];
  boxes: Int32Array;
}

/** A model in the database: weights and description are one record, so neither is ever stored without the other. */
export interface StoredModel extends ModelRecord {
  name: string;
  /** Rises with each model saved. */
  generation: number;
}

/** Habits in the database: one record for each learner. */
export interface StoredHabits {
  name: string;
  habits: HabitsData;
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
    key: string;
    value: StoredHabits;
  };
}

export const storeNames = ['samples', 'models', 'habits'] as const;
type StoreName = (typeof storeNames)[number];

export type Connection = IDBPDatabase<Schema>;

/** Over all object stores, so that transactions run in the order in which they were created. */
export type Transaction<Mode extends IDBTransactionMode = 'readonly'> = IDBPTransaction<
  Schema,
  StoreName[],
  Mode
>;

/** How one kind of record is read from its object store and written to it. */
export interface RecordStore<Kind extends RecordKind> {
  read(transaction: Transaction, name: string): Promise<ReadableRecords[Kind]>;
  write(transaction: Transaction<'readwrite'>, name: string, value: WritableRecords[Kind]): Promise<void>;
  remove(transaction: Transaction<'readwrite'>, name: string, selection?: SampleSelection): Promise<void>;
}

/** Creates the object stores that a database of `oldVersion` lacks; 0 for a new database. */
export function upgrade(database: Connection, oldVersion: number): void {
  if (oldVersion === 0) {
    const samples = database.createObjectStore('samples', {keyPath: ['name', 'id']});
    samples.createIndex('by-time', ['name', 'time']);
    database.createObjectStore('models', {keyPath: ['name', 'generation']});
  }
  database.createObjectStore('habits', {keyPath: 'name'});
}

/** The key range of one learner's samples or models. */
export function recordsOf(name: string): IDBKeyRange {
  // In IndexedDB's order of keys, an array comes after every string and number.
  return IDBKeyRange.bound([name], [name, []]);
}
