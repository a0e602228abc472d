import {asPredictiveError, type PredictiveError} from '../core/errors.js';
import {nextTask} from '../core/next-task.js';
import {Habits} from '../habits/habits.js';
import type {Records} from '../storage/records.js';

/** A person's habits in memory, and their record, which tabs share. */
export class KeptHabits {
  /** The habits in use. */
  readonly current = new Habits();
  readonly #records: Records;
  readonly #onError: (error: PredictiveError) => void;

  constructor({records, onError}: {records: Records; onError: (error: PredictiveError) => void}) {
    this.#records = records;
    this.#onError = onError;
  }

  /** Reads the stored habits. Ignores invalid ones; nothing else is lost. */
  async restore(): Promise<void> {
    const stored = await this.#records.read('habits');
    if (stored === undefined) return;
    try {
      this.current.add(stored);
    } catch (error) {
      this.#onError(asPredictiveError('invalid-dataset', 'The stored habits cannot be used.', error));
    }
  }

  /** Continues from what other tabs have stored; resolves to whether there is anything. */
  async refresh(): Promise<boolean> {
    const stored = await this.#records.read('habits');
    if (stored === undefined) return false;
    this.current.continueFrom(habitsFrom(stored));
    return true;
  }

  /** Adds what is new, and what was `imported` from a file, to the stored habits; resolves when they are stored. */
  async save(imported?: unknown): Promise<void> {
    let taken: Habits | undefined;
    let merged = new Habits();
    const outcome = await this.#records.write('habits', (stored) => {
      taken ??= this.current.takeNew();
      merged = habitsFrom(stored);
      if (imported !== undefined) merged.add(imported);
      merged.append(taken);
      return merged.toJSON();
    });
    if (taken === undefined) return;
    if (imported !== undefined) await nextTask();
    if (outcome === 'stored') this.current.stored(taken, merged);
    else this.current.notStored(taken);
  }
}

/** Stored habits; empty ones for none, or where they are damaged. */
function habitsFrom(stored: unknown): Habits {
  const habits = new Habits();
  try {
    if (stored !== undefined) habits.add(stored);
  } catch {
    // Reported when the learner was opened, and replaced by the next write.
  }
  return habits;
}
