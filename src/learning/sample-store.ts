import type {Architecture} from '../core/model.js';
import {sampleCapacity, summaryOf, type Sample, type SampleSummary} from '../core/sample.js';
import type {Records} from '../storage/records.js';
import {whatIsMissing} from './model-gate.js';

/** New presses after which it is worth training again: this many, or this share of those known. */
const freshPresses = 15;
const freshShare = 0.25;

export interface SampleStoreOptions {
  records: Records;
  /** Called after each change with the key of a new sample (`undefined` for any other change) and the count. */
  onChange: (key: string | null | undefined, count: number) => void;
}

/** The samples of a learner: the newest ones in memory, sorted by time, and all of them in its records. */
export class SampleStore {
  readonly #records: Records;
  readonly #onChange: SampleStoreOptions['onChange'];
  #samples: Sample[] = [];
  #summary: SampleSummary | undefined;
  /** Presses held when training was last tried. */
  #pressesAtLastTry = 0;

  constructor({records, onChange}: SampleStoreOptions) {
    this.#records = records;
    this.#onChange = onChange;
  }

  get all(): readonly Sample[] {
    return this.#samples;
  }

  get summary(): SampleSummary {
    this.#summary ??= summaryOf(this.#samples);
    return this.#summary;
  }

  /** Reads the stored samples. */
  async restore(): Promise<void> {
    this.#hold(await this.#records.read('samples'));
  }

  /** Holds samples at once; resolves when they are stored. `key` is that of a sample just taken. */
  add(samples: readonly Sample[], key: string | null | undefined): Promise<void> {
    this.#hold(samples);
    this.#onChange(key, this.summary.count);
    return this.#records.write('samples', samples);
  }

  /** Those of `samples` that are not held yet. */
  withoutKnown(samples: readonly Sample[]): Sample[] {
    const known = new Set(this.#samples.map(({id}) => id));
    return samples.filter(({id}) => !known.has(id));
  }

  /** Removes the samples of these ids, or all that are held; resolves when they are no longer stored. */
  remove(ids: readonly string[] = this.#samples.map(({id}) => id)): Promise<void> {
    const removed = new Set(ids);
    this.#samples = this.#samples.filter(({id}) => !removed.has(id));
    this.#summary = undefined;
    this.#pressesAtLastTry = Math.min(this.#pressesAtLastTry, this.#presses);
    this.#onChange(undefined, this.summary.count);
    return this.#records.remove('samples', {ids});
  }

  /** Drops the samples that are held; the records stay as they are. */
  clear(): void {
    this.#samples = [];
    this.#summary = undefined;
    this.#pressesAtLastTry = 0;
    this.#onChange(undefined, 0);
  }

  /** The samples from which an architecture can learn: a scorer needs to know where the buttons were. */
  usableFor(architecture: Architecture): Sample[] {
    return this.#samples.filter(({targets}) => architecture !== 'scorer' || targets.length > 0);
  }

  /** What is missing before training makes sense, in sentences; `undefined` if nothing is. */
  missingFor(architecture: Architecture): string | undefined {
    const usable = this.usableFor(architecture);
    const missing = whatIsMissing(usable);
    const others = this.#samples.length - usable.length;
    if (missing === undefined || others === 0) return missing;
    return `${missing} ${others} imported recordings do not say where the buttons were: only a sequence architecture learns from those.`;
  }

  /** Makes the next automatic training wait for new presses. */
  markTried(): void {
    this.#pressesAtLastTry = this.#presses;
  }

  /** Whether enough presses have been added since training was last tried. */
  isWorthTraining(architecture: Architecture): boolean {
    const fresh = this.#presses - this.#pressesAtLastTry;
    const wanted = Math.max(freshPresses, this.#pressesAtLastTry * freshShare);
    return fresh >= wanted && this.missingFor(architecture) === undefined;
  }

  get #presses(): number {
    return this.summary.count - this.summary.none;
  }

  #hold(samples: readonly Sample[]): void {
    this.#samples = [...this.#samples, ...samples].sort((a, b) => a.time - b.time).slice(-sampleCapacity);
    this.#summary = undefined;
  }
}
