import {nextTask} from '../core/next-task.js';
import type {Sample} from '../core/sample.js';
import {inPortions} from '../core/sample-portions.js';
import type {KeptHabits} from './kept-habits.js';
import {readDataset, type ReadDatasetOptions} from './read-dataset.js';
import type {SampleStore} from './sample-store.js';

/**
 * Adds the samples of a file that are new, and its habits; returns the number of samples added and kept. Rejects with
 * the errors of `readDataset()`, and with the signal's reason once that aborts.
 */
export async function importDataset(
  file: Blob,
  {
    samples: store,
    habits: kept,
    signal,
    ...options
  }: ReadDatasetOptions & {samples: SampleStore; habits: KeptHabits; signal: AbortSignal},
): Promise<number> {
  const {samples, habits} = await readDataset(file, {...options, signal});
  signal.throwIfAborted();
  if (habits !== undefined) {
    kept.current.add(habits);
    await nextTask();
    signal.throwIfAborted();
    await kept.save(habits);
  }
  const added: Sample[] = [];
  for (const portion of inPortions(samples)) {
    if (added.length > 0) await nextTask();
    signal.throwIfAborted();
    // Filtered only now: the same file may have been imported in the meantime.
    const fresh = store.withoutKnown(portion).map(notAhead);
    added.push(...fresh);
    if (fresh.length > 0) await store.add(fresh, undefined);
  }
  // The last write, too, may have found that what it adds to was deleted.
  signal.throwIfAborted();
  return added.length - store.withoutKnown(added).length;
}

/** A sample from a clock that was ahead would be newer than every press until then. */
function notAhead(sample: Sample): Sample {
  return {...sample, time: Math.min(sample.time, Date.now())};
}
