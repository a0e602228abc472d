import {toJson} from '../core/to-json.js';
import type {TrainedModel} from '../core/model.js';
import type {Sample} from '../core/sample.js';
import {validSamples} from './check-sample.js';
import {GuardedRecords} from './guarded-records.js';
import {packModel, unpackModel} from './model-record.js';
import type {
  OpenRecordsOptions,
  ReadableRecords,
  RecordKind,
  Records,
  SampleSelection,
  WritableRecords,
} from './records.js';
import {newestSamples, withoutSelected} from './sample-list.js';

/**
 * Most bytes of samples per name (two per character): a fifth of what browsers allow an origin, and little
 * enough to rewrite at each press. About 500 samples of a small region.
 */
export const sessionCapacityBytes = 2_000_000;

/**
 * Opens records that last as long as the tab.
 * @throws if the browser blocks `sessionStorage`.
 */
export function openSessionRecords({name, onError}: OpenRecordsOptions): Records {
  return new GuardedRecords(new SessionRecords(name, sessionStorage), {onError});
}

class SessionRecords implements Records {
  readonly persistent = true;
  readonly #name: string;
  readonly #storage: Storage;
  /** The latest text of the samples and its parsed content: parsing it again takes longer than a frame. */
  #parsed: {text: string; samples: Sample[]} = {text: '', samples: []};

  readonly #readers: {[Kind in RecordKind]: () => ReadableRecords[Kind]} = {
    samples: () => [...this.#samples()],
    model: () => this.#models().at(0)?.model,
    habits: () => parse(this.#storage.getItem(this.#key('habits')) ?? 'null') ?? undefined,
  };

  readonly #writers: {[Kind in RecordKind]: (value: WritableRecords[Kind]) => void} = {
    samples: (samples) => this.#writeSamples(newestSamples([...this.#samples(), ...samples])),
    model: (model) => this.#writeModel(model),
    habits: (habits) => this.#storage.setItem(this.#key('habits'), toJson(habits)),
  };

  constructor(name: string, storage: Storage) {
    this.#name = name;
    this.#storage = storage;
  }

  async read<Kind extends RecordKind>(kind: Kind): Promise<ReadableRecords[Kind]> {
    return this.#readers[kind]();
  }

  async write<Kind extends RecordKind>(kind: Kind, value: WritableRecords[Kind]): Promise<void> {
    this.#writers[kind](value);
  }

  async remove(kind: RecordKind, selection: SampleSelection = {}): Promise<void> {
    if (kind === 'samples') this.#writeSamples(withoutSelected(this.#samples(), selection));
    else this.#storage.removeItem(this.#key(kind));
  }

  async clear(): Promise<void> {
    for (const kind of ['habits', 'samples', 'model'] as const) this.#storage.removeItem(this.#key(kind));
  }

  close(): void {}

  #key(kind: RecordKind): string {
    return `predictive-buttons:${kind}:${this.#name}`;
  }

  #samples(): Sample[] {
    // Read each time: another region of the same name may have written.
    const text = this.#storage.getItem(this.#key('samples')) ?? '';
    if (text !== this.#parsed.text)
      this.#parsed = {text, samples: newestSamples(validSamples(parseItems(text)))};
    return this.#parsed.samples;
  }

  #writeSamples(samples: readonly Sample[]): void {
    const texts = samples.map((sample) => toJson(sample));
    let first = texts.length;
    // The brackets, less the comma that the last sample lacks.
    let bytes = 2;
    while (first > 0 && (bytes += 2 * (texts[first - 1]!.length + 1)) <= sessionCapacityBytes) first--;
    const text = `[${texts.slice(first).join()}]`;
    this.#storage.setItem(this.#key('samples'), text);
    this.#parsed = {text, samples: samples.slice(first)};
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
    const base64 = btoa([...bytes].map((byte) => String.fromCharCode(byte)).join(''));
    const previous = this.#models().slice(0, 1);
    // Both generations are one item, so that neither is ever partly written.
    this.#storage.setItem(
      this.#key('model'),
      toJson([{json, base64, checksum}, ...previous.map(({item}) => item)]),
    );
  }
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

function fromItem(item: unknown): unknown {
  try {
    // A cast: any other shape fails here or in `unpackModel`.
    const {base64, ...record} = item as {base64: string};
    return {...record, bytes: Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))};
  } catch {
    return undefined;
  }
}
