import type {Architecture} from '../core/model.js';
import {summaryOf, type Sample, type SampleSummary} from '../core/sample.js';
import type {Records} from '../storage/records.js';
import {newestSamples, withoutSelected} from '../storage/sample-list.js';
import {missingForTraining} from './model-gate.js';

/** New presses needed before training again: this many, or this share of the known ones. */
const newPressesToTrain = 15;
const newPressShare = 0.25;

export interface SampleStoreOptions {
  records: Records;
  /** Called after each change with the key of a new sample (`undefined` for any other change) and the count. */
  onChange: (key: string | null | undefined, count: number) => void;
}

/** A learner's samples: the newest in memory, sorted by time, and all of them in its records. */
export class SampleStore {
  readonly #records: Records;
  readonly #onChange: SampleStoreOptions['onChange'];
  #samples: Sample[] = [];
  #summary: SampleSummary | undefined;
  /** Number of presses when training was last tried. */
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

  /** Reads the stored samples, which may include other tabs'; with `areSomeGone`, drops those that are not there now. */
  async restore({areSomeGone = false} = {}): Promise<void> {
    const {count} = this.summary;
    const before = areSomeGone ? new Set(this.#samples.map(({id}) => id)) : undefined;
    const stored = await this.#records.read('samples');
    if (before !== undefined) this.#samples = this.#samples.filter(({id}) => !before.has(id));
    this.#keepNewest(stored);
    if (this.summary.count !== count) this.#onChange(undefined, this.summary.count);
  }

  /** Adds samples at once; resolves when they are stored. `key` is the pressed key of a new sample. */
  async add(samples: readonly Sample[], key: string | null | undefined): Promise<void> {
    this.#keepNewest(samples);
    this.#onChange(key, this.summary.count);
    await this.#records.write('samples', samples);
  }

  /** The samples that are not known yet. */
  withoutKnown(samples: readonly Sample[]): Sample[] {
    const known = new Set(this.#samples.map(({id}) => id));
    return samples.filter(({id}) => !known.has(id));
  }

  /** Removes the samples with these ids, or all, other tabs' too; resolves when they are no longer stored. */
  remove(ids: readonly string[] | undefined): Promise<void> {
    this.#samples = withoutSelected(this.#samples, {ids});
    this.#summary = undefined;
    this.#pressesAtLastTry = Math.min(this.#pressesAtLastTry, this.#presses);
    this.#onChange(undefined, this.summary.count);
    return this.#records.remove('samples', {ids});
  }

  /** Drops the samples in memory; the records stay. */
  clear(): void {
    this.#samples = [];
    this.#summary = undefined;
    this.#pressesAtLastTry = 0;
    this.#onChange(undefined, 0);
  }

  /** The samples that an architecture can learn from: a scorer needs the buttons' boxes. */
  usableFor(architecture: Architecture): Sample[] {
    return this.#samples.filter(({targets}) => architecture !== 'scorer' || targets.length > 0);
  }

  /** What is still missing for training, in sentences; `undefined` if nothing. */
  missingFor(architecture: Architecture): string | undefined {
    const usable = this.usableFor(architecture);
    const missing = missingForTraining(usable);
    const others = this.#samples.length - usable.length;
    if (missing === undefined || others === 0) return missing;
    return `${missing} ${others} imported recordings lack the buttons’ positions: only a sequence architecture can learn from them.`;
  }

  /** Makes the next automatic training wait for new presses. */
  markTried(): void {
    this.#pressesAtLastTry = this.#presses;
  }

  /** Whether there are enough new presses since training was last tried. */
  isWorthTraining(architecture: Architecture): boolean {
    const newPresses = this.#presses - this.#pressesAtLastTry;
    const needed = Math.max(newPressesToTrain, this.#pressesAtLastTry * newPressShare);
    return newPresses >= needed && this.missingFor(architecture) === undefined;
  }

  get #presses(): number {
    return this.summary.count - this.summary.none;
  }

  #keepNewest(samples: readonly Sample[]): void {
    this.#samples = newestSamples([...this.#samples, ...samples]);
    this.#summary = undefined;
  }
}
