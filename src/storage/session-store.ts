import type {HabitsData} from '../habits/habits.js';
import type {TrainedModel} from '../core/model.js';
import type {Sample} from '../core/sample.js';
import {validSamples} from './check-sample.js';
import {GuardedStore, type Medium} from './guarded-store.js';
import {newestSamples} from './memory-store.js';
import {packModel, unpackModel} from './model-record.js';
import type {Store, StoreOptions} from './store.js';

/**
 * Bytes of samples kept for one name (two per character): a fifth of what browsers give a whole origin, and
 * little enough to be rewritten at each press. About 500 samples of a small region.
 */
export const sessionCapacityBytes = 2_000_000;

/** Opens a store that lasts as long as the tab. @throws if the browser blocks `sessionStorage`. */
export function openSessionStore({name, onError}: StoreOptions): Store {
  return new GuardedStore(new SessionMedium(name, sessionStorage), onError);
}

class SessionMedium implements Medium {
  readonly #storage: Storage;
  readonly #samplesKey: string;
  readonly #modelKey: string;
  readonly #habitsKey: string;
  /** What the text last seen under `#samplesKey` means: to read it again takes longer than a frame. */
  #known: {text: string; samples: Sample[]} = {text: '', samples: []};

  constructor(name: string, storage: Storage) {
    this.#storage = storage;
    this.#samplesKey = `predictive-buttons:samples:${name}`;
    this.#modelKey = `predictive-buttons:model:${name}`;
    this.#habitsKey = `predictive-buttons:habits:${name}`;
  }

  async loadSamples(): Promise<Sample[]> {
    return [...this.#samples()];
  }

  async addSamples(samples: readonly Sample[]): Promise<void> {
    this.#writeSamples(newestSamples([...this.#samples(), ...samples]));
  }

  async deleteSamples(ids: readonly string[]): Promise<void> {
    const deleted = new Set(ids);
    this.#writeSamples(this.#samples().filter(({id}) => !deleted.has(id)));
  }

  async pruneSamples(): Promise<void> {
    const samples = this.#samples();
    this.#writeSamples(samples.slice(Math.ceil(samples.length / 4)));
  }

  async loadModel(): Promise<TrainedModel | undefined> {
    return this.#models().at(0)?.model;
  }

  async saveModel(model: TrainedModel): Promise<void> {
    const {json, bytes, checksum} = packModel(model);
    const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    const previous = this.#models().slice(0, 1);
    // Both generations in one item: it is written whole or not at all.
    this.#storage.setItem(
      this.#modelKey,
      JSON.stringify([{json, base64, checksum}, ...previous.map(({item}) => item)]),
    );
  }

  async deleteModel(): Promise<void> {
    this.#storage.removeItem(this.#modelKey);
  }

  async loadHabits(): Promise<unknown> {
    return parse(this.#storage.getItem(this.#habitsKey) ?? 'null') ?? undefined;
  }

  async saveHabits(habits: HabitsData): Promise<void> {
    this.#storage.setItem(this.#habitsKey, JSON.stringify(habits));
  }

  async clear(): Promise<void> {
    this.#storage.removeItem(this.#habitsKey);
    this.#storage.removeItem(this.#samplesKey);
    this.#storage.removeItem(this.#modelKey);
  }

  close(): void {}

  #samples(): Sample[] {
    // Looked up each time: another region of the same name may have written.
    const text = this.#storage.getItem(this.#samplesKey) ?? '';
    if (text !== this.#known.text)
      this.#known = {text, samples: newestSamples(validSamples(parseItems(text)))};
    return this.#known.samples;
  }

  #writeSamples(samples: readonly Sample[]): void {
    const texts = samples.map((sample) => JSON.stringify(sample));
    let first = texts.length;
    // The brackets, less the comma that the last one lacks.
    let bytes = 2;
    while (first > 0 && (bytes += 2 * (texts[first - 1]!.length + 1)) <= sessionCapacityBytes) first--;
    const text = `[${texts.slice(first).join()}]`;
    this.#storage.setItem(this.#samplesKey, text);
    this.#known = {text, samples: samples.slice(first)};
  }

  /** Generations that are whole, newest first. */
  #models(): {item: unknown; model: TrainedModel}[] {
    return parseItems(this.#storage.getItem(this.#modelKey) ?? '').flatMap((item) => {
      const model = unpackModel(fromItem(item));
      return model === undefined ? [] : [{item, model}];
    });
  }
}

function parseItems(text: string): unknown[] {
  const items = parse(text);
  return Array.isArray(items) ? items : [];
}

/** Damaged text is as good as none. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fromItem(item: unknown): unknown {
  try {
    const {base64, ...record} = item as {base64: string};
    return {...record, bytes: Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))};
  } catch {
    return undefined;
  }
}
