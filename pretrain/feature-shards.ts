import {join} from 'node:path';
import {parquetWriteFile} from 'hyparquet-writer';
import type {Sample} from '../src/core/sample.js';
import {candidateCapacity} from '../src/prediction/candidates.js';
import {featureCount, featureNames, featureVersion} from '../src/prediction/feature-names.js';
import {Trajectory} from '../src/prediction/trajectory.js';
import type {Moment} from '../src/training/moments.js';

/** Rows of each tick: those of the targets, the row of "none", and rows of zeros. */
export const rowCapacity = candidateCapacity + 1;

/** The path in a shard: this many places, this far apart in ms, the latest first. */
export const pathLength = 50;
const pathStepMs = 32;

/** Columns of fixed length, and their bytes for each tick. */
const arrays = {
  /** float32 `[rowCapacity × featureCount]`, raw. */
  features: rowCapacity * featureCount * 4,
  /** uint8 `[rowCapacity]`: 1 for a row that counts. */
  mask: rowCapacity,
  /** float32 `[pathLength × 2]`: x, y relative to the pointer, CSS px. */
  path: pathLength * 2 * 4,
} as const;

type ArrayName = keyof typeof arrays;

/** A tick to write: a moment, the sample that it is of, and the number of its data set. */
interface Tick {
  moment: Moment;
  sample: Sample;
  dataSet: number;
}

/** Writes ticks into Parquet files of `perShard` ticks, of which it holds no more than one. */
export class ShardWriter {
  readonly #folder: string;
  readonly #perShard: number;
  #arrays: Record<ArrayName, Uint8Array[]> = {features: [], mask: [], path: []};
  #labels: number[] = [];
  #weights: number[] = [];
  #leads: number[] = [];
  #dataSets: number[] = [];
  #shards = 0;
  #ticks = 0;

  constructor({folder, perShard}: {folder: string; perShard: number}) {
    this.#folder = folder;
    this.#perShard = perShard;
  }

  get shards(): number {
    return this.#shards;
  }

  get ticks(): number {
    return this.#ticks;
  }

  add({moment, sample, dataSet}: Tick): void {
    const {features, rows, label, weight, leadMs = 0} = moment;
    const padded = new Float32Array(rowCapacity * featureCount);
    padded.set(features);
    this.#arrays.features.push(new Uint8Array(padded.buffer));
    this.#arrays.mask.push(new Uint8Array(rowCapacity).fill(1, 0, rows));
    this.#arrays.path.push(new Uint8Array(pathBefore(sample, sample.pressedAt - leadMs).buffer));
    this.#labels.push(label);
    this.#weights.push(weight);
    this.#leads.push(leadMs);
    this.#dataSets.push(dataSet);
    this.#ticks++;
    if (this.#labels.length === this.#perShard) this.#write();
  }

  /** Writes the last shard. */
  end(): void {
    if (this.#labels.length > 0) this.#write();
  }

  #write(): void {
    const name = `ticks-${String(this.#shards++).padStart(5, '0')}.parquet`;
    const columns = Object.entries(this.#arrays).map(([name, data]) => ({
      name,
      data,
      encoding: 'PLAIN' as const,
    }));
    parquetWriteFile({
      filename: join(this.#folder, name),
      schema: [
        {name: 'root', num_children: 7},
        ...Object.entries(arrays).map(([name, type_length]) => ({
          name,
          type: 'FIXED_LEN_BYTE_ARRAY' as const,
          type_length,
          repetition_type: 'REQUIRED' as const,
        })),
        {name: 'label', type: 'INT32', repetition_type: 'REQUIRED'},
        {name: 'weight', type: 'FLOAT', repetition_type: 'REQUIRED'},
        {name: 'lead_ms', type: 'FLOAT', repetition_type: 'REQUIRED'},
        {name: 'data_set', type: 'INT32', repetition_type: 'REQUIRED'},
      ],
      columnData: [
        ...columns,
        {name: 'label', data: this.#labels},
        {name: 'weight', data: this.#weights},
        {name: 'lead_ms', data: this.#leads},
        {name: 'data_set', data: this.#dataSets},
      ],
      statistics: false,
      rowGroupSize: this.#perShard,
      kvMetadata: [
        {key: 'featureVersion', value: String(featureVersion)},
        {key: 'featureNames', value: JSON.stringify(featureNames)},
      ],
    });
    this.#arrays = {features: [], mask: [], path: []};
    this.#labels = [];
    this.#weights = [];
    this.#leads = [];
    this.#dataSets = [];
  }
}

/** Where the pointer was before `now`, relative to where it is. */
function pathBefore({points}: Sample, now: number): Float32Array {
  const trajectory = new Trajectory();
  for (const [x, y, t] of points) if (t <= now) trajectory.push(x, y, t);
  const path = new Float32Array(pathLength * 2);
  if (trajectory.length === 0) return path;
  const {x, y} = trajectory.end;
  const place = new Float64Array(2);
  for (let i = 0; i < pathLength; i++) {
    trajectory.positionAt(now - i * pathStepMs, place);
    path.set([place[0]! - x, place[1]! - y], 2 * i);
  }
  return path;
}
