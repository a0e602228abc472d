import {checkRecords} from './check-records.js';
import {combineRecords} from './combine-records.js';
import type {
  ReadableRecords,
  RecordKind,
  Records,
  SampleSelection,
  WritableRecords,
  WriteOutcome,
} from './records.js';
import {withoutSelected} from './sample-list.js';

/** Keeps records while the page is open, and writes nothing. */
export class MemoryRecords implements Records {
  readonly persistent = false;
  #records: ReadableRecords = noRecords();

  async read<Kind extends RecordKind>(kind: Kind): Promise<ReadableRecords[Kind]> {
    return this.#records[kind];
  }

  async write<Kind extends RecordKind>(kind: Kind, value: WritableRecords[Kind]): Promise<WriteOutcome> {
    const [older, newer] = [this.#records[kind], checkRecords(kind, value)];
    this.#records[kind] = combineRecords(kind, {older, newer});
    return 'stored';
  }

  async remove(kind: RecordKind, selection: SampleSelection = {}): Promise<void> {
    if (kind === 'samples') this.#records.samples = withoutSelected(this.#records.samples, selection);
    else this.#records[kind] = undefined;
  }

  async clear(): Promise<void> {
    this.#records = noRecords();
  }

  /** No other tab has these records. */
  async check(): Promise<void> {}

  attend(): void {}

  close(): void {}
}

function noRecords(): ReadableRecords {
  return {samples: [], model: undefined, habits: undefined};
}
