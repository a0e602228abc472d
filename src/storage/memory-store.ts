import type {HabitsData} from '../habits/habits.js';
import type {TrainedModel} from '../core/model.js';
import {sampleCapacity, type Sample} from '../core/sample.js';
import {checkModel} from './check-model.js';
import {validSamples} from './check-sample.js';
import type {Store} from './store.js';

/** One sample per id (the later one), oldest first, no more than a learner keeps. */
export function newestSamples(samples: Iterable<Sample>): Sample[] {
  const byId = new Map<string, Sample>();
  for (const sample of samples) byId.set(sample.id, sample);
  return [...byId.values()].sort((a, b) => a.time - b.time).slice(-sampleCapacity);
}

/** Keeps everything for as long as the page is open, and writes nothing anywhere. */
export class MemoryStore implements Store {
  readonly persistent = false;
  #samples: Sample[] = [];
  #model: TrainedModel | undefined;
  #habits: HabitsData | undefined;

  async loadSamples(): Promise<Sample[]> {
    return [...this.#samples];
  }

  async addSamples(samples: readonly Sample[]): Promise<void> {
    this.#samples = newestSamples([...this.#samples, ...validSamples(samples)]);
  }

  async deleteSamples(ids: readonly string[]): Promise<void> {
    const deleted = new Set(ids);
    this.#samples = this.#samples.filter(({id}) => !deleted.has(id));
  }

  async loadModel(): Promise<TrainedModel | undefined> {
    return this.#model;
  }

  async saveModel(model: TrainedModel): Promise<void> {
    checkModel(model);
    this.#model = model;
  }

  async deleteModel(): Promise<void> {
    this.#model = undefined;
  }

  async loadHabits(): Promise<HabitsData | undefined> {
    return this.#habits;
  }

  async saveHabits(habits: HabitsData): Promise<void> {
    this.#habits = habits;
  }

  async clear(): Promise<void> {
    this.#samples = [];
    this.#model = undefined;
    this.#habits = undefined;
  }

  close(): void {}
}
