import {whatIsMissing} from './model-gate.js';
import type {Architecture} from '../core/model.js';
import {sampleCapacity, summaryOf, type Sample, type SampleSummary} from '../core/sample.js';

/** New presses after which it is worth training again: this many, or this share of those known. */
const freshPresses = 15;
const freshShare = 0.25;

/** The samples a learner holds: in the order of time, the newest of them, and what can be learned from them. */
export class SampleSet {
  #samples: Sample[] = [];
  #summary: SampleSummary | undefined;
  /** Presses held when training was last tried. */
  #triedAt = 0;

  get all(): readonly Sample[] {
    return this.#samples;
  }

  get summary(): SampleSummary {
    this.#summary ??= summaryOf(this.#samples);
    return this.#summary;
  }

  add(samples: readonly Sample[]): void {
    this.#samples = [...this.#samples, ...samples].sort((a, b) => a.time - b.time).slice(-sampleCapacity);
    this.#summary = undefined;
  }

  clear(): void {
    this.#samples = [];
    this.#summary = undefined;
    this.#triedAt = 0;
  }

  delete(ids: readonly string[]): void {
    const gone = new Set(ids);
    this.#samples = this.#samples.filter(({id}) => !gone.has(id));
    this.#summary = undefined;
    this.#triedAt = Math.min(this.#triedAt, this.#presses);
  }

  /** Those of `samples` that are not held yet. */
  without(samples: readonly Sample[]): Sample[] {
    const known = new Set(this.#samples.map(({id}) => id));
    return samples.filter(({id}) => !known.has(id));
  }

  /** The scorer learns from where the buttons were; a sequence model does without. */
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

  /** Training has been tried, or a trained model given up: the next try waits for new presses. */
  markTried(): void {
    this.#triedAt = this.#presses;
  }

  /** Whether enough has come in since training was last tried. */
  isWorthTraining(architecture: Architecture): boolean {
    const wanted = Math.max(freshPresses, this.#triedAt * freshShare);
    return this.#presses - this.#triedAt >= wanted && this.missingFor(architecture) === undefined;
  }

  get #presses(): number {
    return this.summary.count - this.summary.none;
  }
}
