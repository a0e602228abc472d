import {readdirSync, statSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {UsageError} from '../tools/arguments.js';
import {readText} from '../tools/recordings/read-data.js';
import type {Sample} from '../src/core/sample.js';
import {parseDataset} from '../src/storage/dataset-file.js';

/** The contents of one file: mostly one person's movements. */
export interface DataSet {
  /** Path of the file. */
  name: string;
  samples: Sample[];
}

/** Data sets from several files, and the samples that were left out. */
export interface Pool {
  sets: DataSet[];
  /** Number of samples that an earlier file has, too. */
  repeated: number;
  /** Number of recordings by other programs, without the boxes of the buttons. */
  withoutBoxes: number;
}

/** What one file adds to those before it. */
export interface DataSetRead extends DataSet, Pick<Pool, 'repeated' | 'withoutBoxes'> {}

/** Reads all files; see `eachDataSet()`. */
export function readDataSets(paths: readonly string[]): Pool {
  const pool: Pool = {sets: [], repeated: 0, withoutBoxes: 0};
  for (const {name, samples, repeated, withoutBoxes} of eachDataSet(paths)) {
    pool.repeated += repeated;
    pool.withoutBoxes += withoutBoxes;
    pool.sets.push({name, samples});
  }
  return pool;
}

/**
 * Reads one file after the other that `region.exportDataset()` wrote, and checks each field as `importDataset()` does.
 * A sample in several files counts for the first. Throws an error that names the file.
 */
export function* eachDataSet(paths: readonly string[]): Generator<DataSetRead> {
  const known = new Set<string>();
  for (const name of filesIn(paths)) {
    const {samples} = parseDataset(readText(name), {fileName: name});
    const fresh = samples.filter(({id}) => !known.has(id));
    const usable = fresh.filter(({targets}) => targets.length > 0);
    for (const {id} of fresh) known.add(id);
    yield {
      name,
      samples: usable,
      repeated: samples.length - fresh.length,
      withoutBoxes: fresh.length - usable.length,
    };
  }
}

/** The files, and the JSON files in the folders, without duplicates. */
function filesIn(paths: readonly string[]): string[] {
  const files = paths.flatMap((path) => {
    if (statSync(path, {throwIfNoEntry: false})?.isDirectory() !== true) return [path];
    const inside = readdirSync(path).filter((name) => /\.json(\.gz)?$/.test(name));
    if (inside.length === 0) throw new UsageError(`${path}: has no .json files.`);
    return inside.sort().map((name) => join(path, name));
  });
  return [...new Map(files.map((file) => [resolve(file), file])).values()];
}
