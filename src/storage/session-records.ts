import {toJson} from '../core/to-json.js';
import type {TrainedModel} from '../core/model.js';
import type {Sample} from '../core/sample.js';
import {validSamples} from './check-sample.js';
import {
  asGenerations,
  deletedNow,
  deletionsOf,
  latestOf,
  ObeyedDeletions,
  type Generations,
} from './deletions.js';
import {GuardedRecords, type StoredRecords} from './guarded-records.js';
import {packModel, unpackModel} from './model-record.js';
import {
  recordKinds,
  type DeletedKind,
  type OpenRecordsOptions,
  type ReadableRecords,
  type RecordKind,
  type Records,
  type SampleSelection,
  type WritableRecords,
  type WriteOptions,
  type WriteOutcome,
} from './records.js';
import {newestSamples, withoutSelected} from './sample-list.js';

/**
 * Most bytes of samples per name (two per character): a fifth of what browsers allow an origin, and little
 * enough to rewrite at each press. About 500 samples of a small region.
 */
export const sessionCapacityBytes = 2_000_000;

/**
 * Largest weights of a model, bytes: as text they take 8 of the 10 MB that browsers allow. To try it with larger ones
 * would make the page stand still for seconds, and delete samples, which cannot make enough room.
 */
const modelCapacityBytes = 3_000_000;

/** Bytes that are encoded at once: a multiple of 3, so that pieces need no padding. */
const encodedAtOnce = 24_000;

/**
 * Opens records that last as long as the tab.
 * @throws if the browser blocks `sessionStorage`.
 */
export function openSessionRecords({name, ...options}: OpenRecordsOptions): Promise<Records> {
  return GuardedRecords.open((onDeleted) => new SessionRecords(name, sessionStorage, onDeleted), {
    topic: `session:${name}`,
    ...options,
  });
}

/**
 * One learner's records in `sessionStorage`. Deletions are in `localStorage`, since a duplicated or reopened tab has
 * a copy of the records, which must go too.
 */
class SessionRecords implements StoredRecords {
  readonly persistent = true;
  readonly #name: string;
  readonly #storage: Storage;
  readonly #deletions: ObeyedDeletions;
  /** The latest text of the samples and its parsed content: parsing it again takes longer than a frame. */
  #parsed: {text: string; samples: Sample[]} = {text: '', samples: []};
  readonly #texts = new WeakMap<Sample, string>();

  readonly #readers: {[Kind in RecordKind]: () => ReadableRecords[Kind]} = {
    samples: () => [...this.#samples()],
    model: () => this.#models().at(0)?.model,
    habits: () => this.#habits(),
  };

  readonly #writers: {[Kind in RecordKind]: (value: WritableRecords[Kind]) => void} = {
    samples: (samples) => this.#writeSamples(newestSamples([...this.#samples(), ...samples])),
    model: (model) => this.#writeModel(model),
    habits: (habits) => {
      const made = typeof habits === 'function' ? habits(this.#habits()) : habits;
      this.#storage.setItem(this.#key('habits'), toJson(made));
    },
  };

  constructor(name: string, storage: Storage, onDeleted: (kinds: readonly DeletedKind[]) => void) {
    this.#name = name;
    this.#storage = storage;
    this.#deletions = new ObeyedDeletions(onDeleted);
  }

  get generations(): Generations {
    return this.#deletions.generations;
  }

  obey(generations: Generations): void {
    this.#obey(latestOf(this.#latestDeletions(), generations));
  }

  async read<Kind extends RecordKind>(kind: Kind): Promise<ReadableRecords[Kind]> {
    this.#obey();
    return this.#readers[kind]();
  }

  async write<Kind extends RecordKind>(
    kind: Kind,
    value: WritableRecords[Kind],
    {basedOn}: WriteOptions = {},
  ): Promise<WriteOutcome> {
    const deleted = this.#obey();
    if (deletionsOf(kind, basedOn).some((each) => deleted.includes(each))) return 'deleted';
    this.#date(this.generations, {isWritten: true});
    this.#writers[kind](value);
    return 'stored';
  }

  async remove(kind: RecordKind, selection: SampleSelection = {}): Promise<void> {
    this.#obey();
    if (kind === 'samples') this.#writeSamples(withoutSelected(this.#samples(), selection));
    else this.#storage.removeItem(this.#key(kind));
    // What makes room is no deletion that anybody asked for. A copy of the tab cannot tell which samples are meant.
    if (selection.oldestShare === undefined) this.#recordDeletion([kind]);
  }

  async clear(): Promise<void> {
    for (const kind of recordKinds) this.#storage.removeItem(this.#key(kind));
    this.#recordDeletion(recordKinds);
  }

  async check(): Promise<void> {
    this.#obey();
  }

  close(): void {}

  #key(content: RecordKind | 'deletions'): string {
    return `predictive-buttons:${content}:${this.#name}`;
  }

  #habits(): unknown {
    return parse(this.#storage.getItem(this.#key('habits')) ?? 'null') ?? undefined;
  }

  /** Obeys deletions: removes the records here that are older, and returns the kinds that are new to this page. */
  #obey(latest = this.#latestDeletions()): readonly DeletedKind[] {
    const date = readGenerations(this.#storage, this.#key('deletions'));
    const older = recordKinds.filter((kind) => latest[kind] > date[kind]);
    for (const kind of older) this.#storage.removeItem(this.#key(kind));
    if (older.length > 0) this.#date(latest);
    return this.#deletions.obey(latest);
  }

  /** Deletes are recorded for all tabs. Where that is not possible, those that are open are told. */
  #recordDeletion(kinds: readonly RecordKind[]): void {
    const deletions = deletedNow(this.#latestDeletions(), kinds);
    try {
      localStorage[this.#key('deletions')] = toJson(deletions);
    } catch {
      // The browser has no room left, or blocks it.
    }
    this.#date(deletions);
    this.#deletions.makeOwn(deletions);
    this.#deletions.obey(deletions);
  }

  #latestDeletions(): Generations {
    try {
      return latestOf(readGenerations(localStorage, this.#key('deletions')), this.generations);
    } catch {
      return this.generations;
    }
  }

  /** Notes which deletions the records here are newer than, as long as there are any of either. */
  #date(deletions: Generations, {isWritten = false} = {}): void {
    const key = this.#key('deletions');
    const isNeeded = isWritten || recordKinds.some((kind) => this.#storage.getItem(this.#key(kind)) !== null);
    const text = toJson(deletions);
    if (!isNeeded) this.#storage.removeItem(key);
    else if (text !== toJson(readGenerations(this.#storage, key))) this.#storage.setItem(key, text);
  }

  #samples(): Sample[] {
    // Read each time: another region of the same name may have written.
    const text = this.#storage.getItem(this.#key('samples')) ?? '';
    if (text !== this.#parsed.text)
      this.#parsed = {text, samples: newestSamples(validSamples(parseItems(text)))};
    return this.#parsed.samples;
  }

  #writeSamples(samples: readonly Sample[]): void {
    const texts = samples.map((sample) => this.#textOf(sample));
    let first = texts.length;
    // The brackets, less the comma that the last sample lacks.
    let bytes = 2;
    while (first > 0 && (bytes += 2 * (texts[first - 1]!.length + 1)) <= sessionCapacityBytes) first--;
    const text = `[${texts.slice(first).join()}]`;
    this.#storage.setItem(this.#key('samples'), text);
    this.#parsed = {text, samples: samples.slice(first)};
  }

  /** Each sample's text is made once: making that of all again with every press or portion takes longer than a frame. */
  #textOf(sample: Sample): string {
    const text = this.#texts.get(sample) ?? toJson(sample);
    this.#texts.set(sample, text);
    return text;
  }

  /** Undamaged generations, newest first. */
  #models(): {item: unknown; model: TrainedModel}[] {
    return parseItems(this.#storage.getItem(this.#key('model')) ?? '').flatMap((item) => {
      const model = unpackModel(fromItem(item));
      return model === undefined ? [] : [{item, model}];
    });
  }

  #writeModel(model: TrainedModel): void {
    const {json, bytes, checksum} = packModel(model);
    if (bytes.length > modelCapacityBytes) throw new Error('A session has no room for a model of this size.');
    const base64 = toBase64(bytes);
    const previous = this.#models().slice(0, 1);
    // Both generations are one item, so that neither is ever partly written.
    this.#storage.setItem(
      this.#key('model'),
      toJson([{json, base64, checksum}, ...previous.map(({item}) => item)]),
    );
  }
}

/** @throws if the browser blocks the storage. */
function readGenerations(storage: Storage, key: string): Generations {
  return asGenerations(parse(storage.getItem(key) ?? 'null'));
}

function parseItems(text: string): unknown[] {
  const items = parse(text);
  return Array.isArray(items) ? items : [];
}

/** Parses JSON; returns `undefined` if the text is damaged. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textOf(bytes: Uint8Array): string {
  // A cast: the types know only arrays, and spreading takes ten times as long.
  return String.fromCharCode.apply(null, bytes as unknown as number[]);
}

/** In pieces: a function takes only so many arguments, and a text for each byte would take seconds. */
function toBase64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let i = 0; i < bytes.length; i += encodedAtOnce)
    pieces.push(btoa(textOf(bytes.subarray(i, i + encodedAtOnce))));
  return pieces.join('');
}

function fromItem(item: unknown): unknown {
  try {
    // A cast: any other shape fails here or in `unpackModel`.
    const {base64, ...record} = item as {base64: string};
    return {...record, bytes: Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))};
  } catch {
    return undefined;
  }
}
