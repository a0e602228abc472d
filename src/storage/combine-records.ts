import type {ReadableRecords, RecordKind, WritableRecords} from './records.js';
import {newestSamples} from './sample-list.js';

type Combine = {
  [Kind in RecordKind]: (
    older: ReadableRecords[Kind],
    newer: ReadableRecords[Kind] | WritableRecords[Kind],
  ) => ReadableRecords[Kind];
};

type Make = Extract<WritableRecords['habits'], (...stored: never[]) => unknown>;

const combine: Combine = {
  samples: (older, newer) => newestSamples([...older, ...newer]),
  model: (older, newer) => newer ?? older,
  habits: (older, newer) => (typeof newer === 'function' ? (newer as Make)(older) : (newer ?? older)),
};

/**
 * Combines records of one kind from two places: samples add up; a newer model or newer habits replace older
 * ones.
 */
export function combineRecords<Kind extends RecordKind>(
  kind: Kind,
  {older, newer}: {older: ReadableRecords[Kind]; newer: ReadableRecords[Kind] | WritableRecords[Kind]},
): ReadableRecords[Kind] {
  return combine[kind](older, newer);
}
