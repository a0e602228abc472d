import {sampleCapacity, type Sample} from '../core/sample.js';
import type {SampleSelection} from './records.js';

/** Keeps one sample per id (the later one), oldest first, up to a learner's capacity. */
export function newestSamples(samples: Iterable<Sample>): Sample[] {
  const byId = new Map<string, Sample>();
  for (const sample of samples) byId.set(sample.id, sample);
  return [...byId.values()].sort((a, b) => a.time - b.time).slice(-sampleCapacity);
}

/** The samples that remain when a selection is removed from `samples`, which are sorted oldest first. */
export function withoutSelected(
  samples: readonly Sample[],
  {ids, oldestShare = 1}: SampleSelection,
): Sample[] {
  if (ids === undefined) return samples.slice(Math.ceil(samples.length * oldestShare));
  const removed = new Set(ids);
  return samples.filter(({id}) => !removed.has(id));
}
