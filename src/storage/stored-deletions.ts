import type {IDBPTransaction, StoreNames} from 'idb';
import {asGenerations, deletedNow, latestOf, noDeletions, type Generations} from './deletions.js';
import {recordKinds, type DeletedKind} from './records.js';
import type {AnyTransaction, DeletionsKey, Schema, Transaction} from './schema.js';

/** Key of the record about the whole database. */
const everyName: DeletionsKey = [];

/** Reads the latest deletions that concern a learner. */
export async function readDeletions(transaction: AnyTransaction, name: string): Promise<Generations> {
  const store = transaction.objectStore('habits');
  const [own, all] = await Promise.all([store.get([name]), store.get(everyName)]);
  // Casts: these keys have deletions, not habits; `asGenerations` checks the rest.
  return latestOf(asGenerations((own as Stored)?.deletions), asGenerations((all as Stored)?.deletions));
}

type Upgrade = IDBPTransaction<Schema, ArrayLike<StoreNames<Schema>>, 'versionchange'>;

type Stored = {deletions?: unknown} | undefined;

/** Writes that these kinds were deleted now; returns the new generations. */
export async function writeDeletions(
  transaction: Transaction<'readwrite'>,
  name: string,
  kinds: readonly DeletedKind[],
): Promise<Generations> {
  const deletions = deletedNow(await readDeletions(transaction, name), kinds);
  if (kinds.length > 0) await transaction.objectStore('habits').put({name: [name], deletions});
  return deletions;
}

/** Call for a new database: a tab that is open may still hold data from one that was deleted. */
export async function writeBirth(transaction: Upgrade): Promise<void> {
  const deletions = deletedNow(noDeletions, recordKinds);
  await transaction.objectStore('habits').put({name: everyName, deletions});
}
